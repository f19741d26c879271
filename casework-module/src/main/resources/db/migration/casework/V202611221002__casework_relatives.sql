-- What a near relative of staff, or a complaint, means for a case.
alter table casework.case_file add column relative boolean not null default false;
comment on column casework.case_file.relative is '近亲属案件:县级可代办乡镇环节,由县级确认';

create table casework.case_flag (
    id            uuid primary key,
    case_id       uuid not null references casework.case_file,
    area_code     registry.area_code not null,
    kind          text not null check (kind in ('RELATIVE', 'COMPLAINT')),
    relative_id   uuid references registry.staff_relative,
    officer_id    uuid references registry.officer,
    staff_name    text,
    staff_post    text,
    kinship       text,
    resident_name text,
    detail        text not null,
    raised_by     uuid not null references registry.officer,
    raised_at     timestamptz not null,
    unique (case_id, relative_id)
);
call registry.put_behind_scope('casework.case_flag');
create index case_flag_case on casework.case_flag (case_id);
comment on table casework.case_flag is '案卷的特别情形:近亲属、投诉举报,确认前须县级入户';

create table casework.relative_referral (
    id           uuid primary key,
    area_code    registry.area_code not null,
    matter       text not null,
    household_id uuid not null references registry.household,
    title        text not null,
    officer_id   uuid not null references registry.officer,
    referred_at  timestamptz not null,
    case_id      uuid references casework.case_file,
    unique (matter, household_id, referred_at)
);
call registry.put_behind_scope('casework.relative_referral');
comment on table casework.relative_referral is '申请人是经办人近亲属,转县级受理';

-- Who of the staff, anywhere in the county, has a near relative among an applicant and their household. Answers only for
-- those who match: the officer must not see the register of other townships, but a match there counts.
create function casework.relatives_among(household uuid, applicant uuid)
returns table (relative_id uuid, officer_id uuid, staff_name text, staff_post text, kinship text, resident_name text)
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    lo text := current_setting('app.lo');
    hi text := current_setting('app.hi');
begin
    perform set_config('app.lo', '0', true), set_config('app.hi', ':', true);
    return query
        select s.id, s.officer_id, s.staff_name, s.staff_post, s.kinship, r.name
        from registry.resident r join registry.staff_relative s on s.id_number_index = r.id_number_index
        where s.ended_on is null and (r.id = applicant or r.id in (
            select m.resident_id from registry.household_member m where m.household_id = household and m.valid_to is null));
    perform set_config('app.lo', lo, true), set_config('app.hi', hi, true);
end
$$;
comment on function casework.relatives_among is '申请人及家庭成员中的工作人员近亲属(全县比对)';

-- A relative registered late marks the open cases of that person, wherever they are.
create function casework.flag_open_cases(registered uuid, raiser uuid, moment timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    lo text := current_setting('app.lo');
    hi text := current_setting('app.hi');
    marked int;
begin
    perform set_config('app.lo', '0', true), set_config('app.hi', ':', true);
    insert into casework.case_flag (id, case_id, area_code, kind, relative_id, officer_id, staff_name, staff_post, kinship,
        resident_name, detail, raised_by, raised_at)
    select uuidv7(), c.id, c.area_code, 'RELATIVE', s.id, s.officer_id, s.staff_name, s.staff_post, s.kinship, r.name, '', raiser, moment
    from registry.staff_relative s
    join registry.resident r on r.id_number_index = s.id_number_index
    join casework.case_file c on c.status = 'OPEN' and (c.applicant_id = r.id or c.household_id in (
        select m.household_id from registry.household_member m where m.resident_id = r.id and m.valid_to is null))
    where s.id = registered
    on conflict do nothing;
    get diagnostics marked = row_count;
    update casework.case_file c set relative = true, version = version + 1
    where c.status = 'OPEN' and not c.relative
      and exists (select from casework.case_flag f where f.case_id = c.id and f.relative_id = registered);
    perform set_config('app.lo', lo, true), set_config('app.hi', hi, true);
    return marked;
end
$$;
comment on function casework.flag_open_cases is '备案后比对在办案件并标记';

revoke execute on function casework.relatives_among, casework.flag_open_cases from public;
grant execute on function casework.relatives_among, casework.flag_open_cases to civil_app;
grant select on casework.case_flag, casework.relative_referral to civil_app, civil_backup;
grant insert on casework.case_flag, casework.relative_referral to civil_app;
grant update (case_id) on casework.relative_referral to civil_app;
