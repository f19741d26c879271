-- Who may receive money for somebody else: guardians (监护人) and those entrusted to collect it (代领人). Entered by one with the
-- deed, confirmed by another, ended with a reason, never deleted.
create table registry.guardianship (
    id            uuid primary key default uuidv7(),
    ward_id       uuid not null references registry.resident,
    guardian_id   uuid not null references registry.resident,
    area_code     registry.area_code not null,
    reason        text not null check (reason in
        ('MINOR', 'NO_CAPACITY', 'LIMITED_CAPACITY', 'UNABLE_TO_COLLECT', 'ENTRUSTED')),
    tie           text not null check (tie in
        ('SPOUSE', 'PARENT', 'CHILD', 'GRANDPARENT', 'GRANDCHILD', 'SIBLING', 'OTHER_RELATIVE', 'NOT_RELATED')),
    valid_from    date not null,
    valid_until   date,
    deed          text not null check (btrim(deed) <> ''),
    deed_file_id  uuid not null references registry.stored_file,
    state         text not null check (state in ('ENTERED', 'CONFIRMED', 'REFUSED', 'ENDED')),
    entered_by    uuid not null references registry.officer,
    entered_at    timestamptz not null,
    decided_by    uuid references registry.officer,
    decided_at    timestamptz,
    decision_note text,
    ended_on      date,
    ended_by      uuid references registry.officer,
    ended_at      timestamptz,
    end_reason    text,
    version       int not null default 0,
    check (ward_id <> guardian_id),
    check (valid_until is null or valid_until >= valid_from),
    -- an entrustment says for how long (民法典 165)
    check (reason not in ('UNABLE_TO_COLLECT', 'ENTRUSTED') or valid_until is not null),
    check ((state = 'ENTERED') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
    check (decided_by is null or decided_by <> entered_by),
    check (state <> 'REFUSED' or btrim(decision_note) <> ''),
    check ((state = 'ENDED') = (ended_on is not null) and (ended_on is null) = (ended_by is null)
        and (ended_on is null) = (ended_at is null) and (state = 'ENDED') = (coalesce(btrim(end_reason), '') <> ''))
);
call registry.put_behind_scope('registry.guardianship');
create unique index guardianship_one_entered on registry.guardianship (ward_id, guardian_id) where state = 'ENTERED';
create index guardianship_ward on registry.guardianship (ward_id);
create index guardianship_guardian on registry.guardianship (guardian_id);
create index guardianship_area on registry.guardianship (area_code, state);
comment on table registry.guardianship is '监护人、代领人登记:一人录入、另一人复核,到期或终止后失效,不删除';
comment on column registry.guardianship.area_code is '被监护人(委托人)所在区划';
comment on column registry.guardianship.valid_until is '最后一日(含);空为长期';
comment on column registry.guardianship.deed is '依据的文书名称和文号';
comment on column registry.guardianship.ended_on is '自该日起终止';

create function registry.guard_guardianship() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and not (old.state, new.state) in (
            ('ENTERED', 'CONFIRMED'), ('ENTERED', 'REFUSED'), ('CONFIRMED', 'ENDED')) then
        raise exception using errcode = '23514', constraint = 'guardianship_state',
            message = format('a guardianship cannot go from %s to %s', old.state, new.state);
    end if;
    if (old.ward_id, old.guardian_id, old.reason, old.tie, old.valid_from, old.valid_until, old.deed, old.deed_file_id,
            old.entered_by) is distinct from (new.ward_id, new.guardian_id, new.reason, new.tie, new.valid_from,
            new.valid_until, new.deed, new.deed_file_id, new.entered_by) then
        raise exception using errcode = '23514', constraint = 'guardianship_facts',
            message = 'what was entered of a guardianship does not change; another is entered';
    end if;
    return new;
end
$$;
create trigger guard_guardianship before update on registry.guardianship
    for each row execute function registry.guard_guardianship();

-- The one answer to who may receive for whom on a day; pages and red lines ask it.
create function registry.is_guardian(guardian uuid, ward uuid, day date) returns boolean
language sql stable as $$
    select exists (select from registry.guardianship g
        where g.ward_id = ward and g.guardian_id = guardian and g.state in ('CONFIRMED', 'ENDED') and g.valid_from <= day
          and (g.valid_until is null or g.valid_until >= day) and (g.ended_on is null or g.ended_on > day))
$$;
comment on function registry.is_guardian is '某日是否为有效的监护人或代领人';

-- A guardian may live in another township: the ward's township sees who receives the money, and into which account, as the
-- township a family left sees whom its closed months name.
alter policy left_behind on registry.resident using (id in (
    select m.resident_id from registry.moved_resident m
    where m.area_code >= current_setting('app.lo') and m.area_code < current_setting('app.hi')
    union all
    select g.guardian_id from registry.guardianship g
    where g.area_code >= current_setting('app.lo') and g.area_code < current_setting('app.hi') and g.state <> 'REFUSED'));
alter policy left_behind on registry.resident rename to known_here;
alter policy left_behind on registry.payment_account using (resident_id in (
    select m.resident_id from registry.moved_resident m
    where m.area_code >= current_setting('app.lo') and m.area_code < current_setting('app.hi')
    union all
    select g.guardian_id from registry.guardianship g
    where g.area_code >= current_setting('app.lo') and g.area_code < current_setting('app.hi') and g.state <> 'REFUSED'));
alter policy left_behind on registry.payment_account rename to known_here;

-- A person registered elsewhere in the county, for who types the whole number and the name.
create function registry.resident_elsewhere(number_index bytea, person_name text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    lo text := current_setting('app.lo');
    hi text := current_setting('app.hi');
    county text := left(current_setting('app.lo'), 6);
    found uuid;
begin
    -- the owner is behind the policies too; what it sees here is taken back before anything is answered
    perform set_config('app.lo', county, true), set_config('app.hi', county || ':', true);
    select r.id into found from registry.resident r
    where r.id_number_index = number_index and r.name = person_name and r.limit_id is null and r.death_date is null;
    perform set_config('app.lo', lo, true), set_config('app.hi', hi, true);
    return found;
end
$$;
comment on function registry.resident_elsewhere is '凭完整证件号码和姓名查找县内其他区划的居民,供登记监护人、代领人';
revoke execute on function registry.resident_elsewhere from public;
grant execute on function registry.resident_elsewhere to civil_app;

grant select on registry.guardianship to civil_app, civil_backup;
grant insert on registry.guardianship to civil_app;
grant update (state, decided_by, decided_at, decision_note, ended_on, ended_by, ended_at, end_reason, version, area_code)
    on registry.guardianship to civil_app;
