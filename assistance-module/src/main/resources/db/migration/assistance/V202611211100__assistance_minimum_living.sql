-- What an application for the minimum living allowance (最低生活保障) adds to its case.
create schema assistance;
comment on schema assistance is '社会救助';
grant usage on schema assistance to civil_app, civil_backup;

create table assistance.minimum_living_application (
    case_id        uuid primary key references casework.case_file,
    area_code      registry.area_code not null,
    household_id   uuid not null references registry.household,
    residence      text not null check (residence in ('URBAN', 'RURAL')),
    applied_on     date not null,
    cause          text not null,
    relative_of_staff boolean not null default false,
    proposed_class text check (proposed_class in ('A', 'B', 'C')),
    note           text,
    version        int not null default 0
);
call registry.put_behind_scope('assistance.minimum_living_application');
comment on table assistance.minimum_living_application is '低保申请';
comment on column assistance.minimum_living_application.relative_of_staff is '经办人员或村(居)干部近亲属,须县级入户';

create table assistance.means_check (
    case_id       uuid not null references casework.case_file,
    ordinal       int not null,
    department    text not null,
    area_code     registry.area_code not null,
    requested_by  uuid not null references registry.officer,
    requested_at  timestamptz not null,
    answer        text check (answer in ('NOTHING_FOUND', 'CONSISTENT', 'INCONSISTENT')),
    finding       text,
    answered_by   uuid references registry.officer,
    answered_at   timestamptz,
    primary key (case_id, ordinal, department),
    check ((answer is null) = (answered_at is null)),
    check (answer is distinct from 'INCONSISTENT' or finding is not null)
);
call registry.put_behind_scope('assistance.means_check');
comment on table assistance.means_check is '家庭经济状况核对:每个部门一行';

create table assistance.home_visit (
    id            uuid primary key default uuidv7(),
    case_id       uuid not null references casework.case_file,
    area_code     registry.area_code not null,
    visited_on    date not null,
    surveyor      text not null,
    second_surveyor text not null,
    present       text not null,
    housing       text not null,
    living        text not null,
    consistent    boolean not null,
    finding       text,
    signed_by_household boolean not null,
    county_visit  boolean not null default false,
    recorded_by   uuid not null references registry.officer,
    recorded_at   timestamptz not null,
    check (surveyor <> second_surveyor),
    check (consistent or finding is not null)
);
call registry.put_behind_scope('assistance.home_visit');
create index home_visit_case on assistance.home_visit (case_id);
comment on table assistance.home_visit is '入户调查,两名调查人';

create table assistance.minimum_living_proposal (
    case_id       uuid not null references casework.case_file,
    ordinal       int not null,
    area_code     registry.area_code not null,
    effective_month registry.benefit_month not null,
    persons       int not null,
    amount        registry.yuan not null,
    entitled      boolean not null,
    rule_version  text not null,
    facts         jsonb not null,
    reckoning     jsonb not null,
    made_by       uuid not null references registry.officer,
    made_at       timestamptz not null,
    primary key (case_id, ordinal)
);
call registry.put_behind_scope('assistance.minimum_living_proposal');
comment on table assistance.minimum_living_proposal is '拟保障金额:审核时按当时的家庭状况与标准算出,只增不改';

grant select on all tables in schema assistance to civil_app, civil_backup;
grant insert on all tables in schema assistance to civil_app;
grant update on assistance.minimum_living_application, assistance.means_check to civil_app;
