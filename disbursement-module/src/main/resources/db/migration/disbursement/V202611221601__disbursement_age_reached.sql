-- An amount may change because somebody has reached an age (到龄升档). Whatever other causes are allowed stay allowed.
do $$
declare
    rule text;
begin
    select pg_get_constraintdef(oid) into strict rule from pg_constraint
    where conrelid = 'disbursement.determination'::regclass and conname = 'determination_cause_check';
    alter table disbursement.determination drop constraint determination_cause_check;
    execute 'alter table disbursement.determination add constraint determination_cause_check '
        || replace(rule, 'ARRAY[', 'ARRAY[''AGE_REACHED''::text, ');
end
$$;
