-- The limits a case was given stay with it, however the parameter sheet changes; what the neighbours said is kept.
alter table casework.case_file
    add column limit_count int check (limit_count > 0),
    add column limit_unit text check (limit_unit in ('WORKING_DAYS', 'DAYS')),
    add column whole_count int check (whole_count > 0),
    add column whole_unit text check (whole_unit in ('WORKING_DAYS', 'DAYS')),
    add column extended boolean not null default false,
    add check ((limit_count is null) = (limit_unit is null)),
    add check ((whole_count is null) = (whole_unit is null));
comment on column casework.case_file.limit_count is '进入当前环节时的时限,参数以后变动不影响;空为流程出厂值';
comment on column casework.case_file.whole_count is '受理时的全程时限,参数以后变动不影响;空为流程出厂值';
comment on column casework.case_file.extended is '全程时限已延长';

create table casework.appraisal (
    id            uuid primary key,
    case_id       uuid not null references casework.case_file,
    area_code     registry.area_code not null,
    held_on       date not null,
    place         text not null check (place <> ''),
    convenor      text not null check (convenor <> ''),
    attendees     text[] not null check (cardinality(attendees) > 0),
    votes_for     int not null check (votes_for >= 0),
    votes_against int not null check (votes_against >= 0),
    votes_abstain int not null check (votes_abstain >= 0),
    minutes       text not null check (minutes <> ''),
    recorded_by   uuid not null references registry.officer,
    recorded_at   timestamptz not null,
    check (votes_for + votes_against + votes_abstain between 1 and cardinality(attendees))
);
call registry.put_behind_scope('casework.appraisal');
create index appraisal_case on casework.appraisal (case_id);
comment on table casework.appraisal is '民主评议记录,只增不改';

grant select on casework.appraisal to civil_app, civil_backup;
grant insert on casework.appraisal to civil_app;
