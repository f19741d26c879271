-- The rosters by which the old-age allowance (高龄津贴) finds its people (免申即享).
create schema eldercare;
comment on schema eldercare is '养老服务';
grant usage on schema eldercare to civil_app, civil_backup;

create table eldercare.old_age_roster (
    id        uuid primary key default uuidv7(),
    area_code registry.area_code not null references registry.area,
    month     registry.benefit_month not null,
    drawn_by  uuid not null references registry.officer,
    drawn_at  timestamptz not null,
    unique (area_code, month)
);
call registry.put_behind_scope('eldercare.old_age_roster');
-- A roster names nobody and belongs to the county: everybody inside the county may know of it.
create policy same_county on eldercare.old_age_roster
    using (area_code = left(current_setting('app.lo'), 6) || '000000');
comment on table eldercare.old_age_roster is '高龄津贴月度花名册';

create table eldercare.old_age_candidate (
    id          uuid primary key default uuidv7(),
    roster_id   uuid not null references eldercare.old_age_roster,
    resident_id uuid not null references registry.resident,
    area_code   registry.area_code not null,
    residence   text not null check (residence in ('URBAN', 'RURAL')),
    age         int not null,
    first_month registry.benefit_month not null,
    finding     text not null check (finding in ('TO_CONFIRM', 'BAND_CHANGE', 'DEAD', 'REGISTERED_ELSEWHERE')),
    answer      text check (answer in ('CONFIRMED', 'LEFT_OUT')),
    left_out    text check (left_out in ('DEAD', 'MOVED_OUT', 'NOT_FOUND', 'NO_ACCOUNT', 'WRONG_DATA')),
    note        text,
    answered_by uuid references registry.officer,
    answered_at timestamptz,
    granted_by  uuid references registry.officer,
    granted_at  timestamptz,
    entitlement_id uuid references disbursement.entitlement,
    unique (roster_id, resident_id),
    check ((answer is null) = (answered_by is null)),
    check ((answer = 'LEFT_OUT') = (left_out is not null) or answer is null),
    check (answer is null or finding = 'TO_CONFIRM'),
    check ((entitlement_id is null) = (granted_by is null)),
    check (entitlement_id is null or answer = 'CONFIRMED'),
    check (granted_by is null or granted_by <> answered_by)
);
call registry.put_behind_scope('eldercare.old_age_candidate');
create index old_age_candidate_area on eldercare.old_age_candidate (roster_id, area_code);
create index old_age_candidate_resident on eldercare.old_age_candidate (resident_id);
comment on table eldercare.old_age_candidate is '高龄津贴花名册人员:比对结果、乡镇确认、县级确认(两人)';
comment on column eldercare.old_age_candidate.age is '本月达到的年龄档';

grant select on all tables in schema eldercare to civil_app, civil_backup;
grant insert on all tables in schema eldercare to civil_app;
grant update (answer, left_out, note, answered_by, answered_at, granted_by, granted_at, entitlement_id)
    on eldercare.old_age_candidate to civil_app;
