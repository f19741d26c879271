-- A member reaches an age the reckoning asks for (到龄). Whatever other kinds are allowed stay allowed.
do $$
declare
    rule text;
begin
    select pg_get_constraintdef(oid) into strict rule from pg_constraint
    where conrelid = 'assistance.minimum_living_change'::regclass and conname = 'minimum_living_change_kind_check';
    alter table assistance.minimum_living_change drop constraint minimum_living_change_kind_check;
    execute 'alter table assistance.minimum_living_change add constraint minimum_living_change_kind_check '
        || replace(rule, 'ARRAY[', 'ARRAY[''AGE_REACHED''::text, ');
end
$$;
