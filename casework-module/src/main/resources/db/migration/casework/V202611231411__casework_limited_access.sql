-- A case about a household under limited access is under it too, whenever it was opened.
alter table casework.case_file add column limit_id uuid references registry.limited_access;
comment on column casework.case_file.limit_id is '限制查看;空为不限';
create index case_file_limited on casework.case_file (limit_id) where limit_id is not null;
call registry.hold_to_limits('casework.case_file', 'limit_id');

create function casework.limit_new_cases() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.limit_id := coalesce(
        (select h.limit_id from registry.household h where h.id = new.household_id),
        (select r.limit_id from registry.resident r where r.id = new.applicant_id));
    return new;
end
$$;
create trigger limit_new_cases before insert on casework.case_file
    for each row execute function casework.limit_new_cases();
