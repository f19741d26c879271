-- 家庭情况登记:计算低保金额要问、而收入财产条目里没有的事实。只增加和截止,不删除。
create table registry.supporter (
    id             uuid primary key default uuidv7(),
    household_id   uuid not null references registry.household,
    area_code      registry.area_code not null,
    name           text not null check (name <> ''),
    tie            text not null check (tie in ('CHILD', 'PARENT', 'FORMER_SPOUSE', 'GRANDCHILD', 'GRANDPARENT', 'SIBLING', 'OTHER')),
    monthly_income registry.yuan not null check (monthly_income >= 0),
    persons        int not null check (persons between 1 and 30),
    dependants     int not null check (dependants between 1 and 30),
    agreed_fee     registry.yuan check (agreed_fee >= 0),
    source         text not null check (source in ('DECLARED', 'CHECKED', 'VISITED')),
    valid_from     date not null,
    valid_to       date,
    ended_why      text,
    entered_by     uuid references registry.officer,
    entered_at     timestamptz not null default now(),
    check (valid_to is null or valid_to >= valid_from),
    check ((valid_to is null) = (ended_why is null))
);
call registry.put_behind_scope('registry.supporter');
create index supporter_household on registry.supporter (household_id);
create unique index supporter_once on registry.supporter (household_id, name, tie) where valid_to is null;
comment on table registry.supporter is '非共同生活的赡养(抚养、扶养)义务人,不计入家庭人口';
comment on column registry.supporter.monthly_income is '义务人家庭月收入(元)';
comment on column registry.supporter.persons is '义务人家庭人口';
comment on column registry.supporter.dependants is '由其赡养的人数';
comment on column registry.supporter.agreed_fee is '协议、判决确定的每月赡养费(元),有则不按公式推算';

create table registry.work_excuse (
    id           uuid primary key default uuidv7(),
    household_id uuid not null references registry.household,
    resident_id  uuid not null references registry.resident,
    area_code    registry.area_code not null,
    ground       text not null check (ground in ('STUDENT', 'CARER', 'PREGNANT', 'TRAINING', 'ILL', 'OTHER')),
    note         text not null check (note <> ''),
    valid_from   date not null,
    valid_to     date,
    ended_why    text,
    entered_by   uuid references registry.officer,
    entered_at   timestamptz not null default now(),
    check (valid_to is null or valid_to >= valid_from),
    check ((valid_to is null) = (ended_why is null))
);
call registry.put_behind_scope('registry.work_excuse');
create index work_excuse_household on registry.work_excuse (household_id);
create unique index work_excuse_once on registry.work_excuse (resident_id) where valid_to is null;
comment on table registry.work_excuse is '未就业的正当理由,有则不按最低工资推定收入';

create table registry.job_offer (
    id            uuid primary key default uuidv7(),
    household_id  uuid not null references registry.household,
    resident_id   uuid not null references registry.resident,
    area_code     registry.area_code not null,
    offered_on    date not null,
    job           text not null check (job <> ''),
    answer        text not null check (answer in ('ACCEPTED', 'REFUSED_WITH_REASON', 'REFUSED')),
    reason        text,
    entered_by    uuid references registry.officer,
    entered_at    timestamptz not null default now(),
    withdrawn_at  timestamptz,
    withdrawn_why text,
    check (answer <> 'REFUSED_WITH_REASON' or reason is not null),
    check ((withdrawn_at is null) = (withdrawn_why is null))
);
call registry.put_behind_scope('registry.job_offer');
create index job_offer_household on registry.job_offer (household_id);
create unique index job_offer_once on registry.job_offer (resident_id, offered_on, job) where withdrawn_at is null;
comment on table registry.job_offer is '介绍就业记录;连续无正当理由拒绝的,减发本人份额';

create table registry.single_person (
    id           uuid primary key default uuidv7(),
    household_id uuid not null references registry.household,
    resident_id  uuid not null references registry.resident,
    area_code    registry.area_code not null,
    ground       text not null check (ground in ('SEVERELY_DISABLED', 'SERIOUSLY_ILL', 'CLERGY', 'JOBLESS_SEVERELY_DISABLED')),
    note         text not null check (note <> ''),
    valid_from   date not null,
    valid_to     date,
    ended_why    text,
    entered_by   uuid references registry.officer,
    entered_at   timestamptz not null default now(),
    check (valid_to is null or valid_to >= valid_from),
    check ((valid_to is null) = (ended_why is null))
);
call registry.put_behind_scope('registry.single_person');
create index single_person_household on registry.single_person (household_id);
create unique index single_person_once on registry.single_person (household_id) where valid_to is null;
comment on table registry.single_person is '参照单人户申请低保的人员及其情形;人口只计本人,收入只计本人';

grant select on registry.supporter, registry.work_excuse, registry.job_offer, registry.single_person to civil_app, civil_backup;
grant insert on registry.supporter, registry.work_excuse, registry.job_offer, registry.single_person to civil_app;
grant update (area_code, valid_to, ended_why) on registry.supporter, registry.work_excuse, registry.single_person to civil_app;
grant update (area_code, withdrawn_at, withdrawn_why) on registry.job_offer to civil_app;
