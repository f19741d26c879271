-- Remedies against a decision (行政复议、诉讼、信访复查), and promises (告知承诺) a decision rests on.
create table casework.appeal (
    id          uuid primary key,
    case_id     uuid not null references casework.case_file,
    area_code   registry.area_code not null,
    kind        text not null check (kind in ('RECONSIDERATION', 'LITIGATION', 'PETITION_REVIEW')),
    served_on   date not null,
    filed_on    date not null,
    last_day    date not null,
    late_why    text,
    body        text not null check (body <> ''),
    recorded_by uuid not null references registry.officer,
    recorded_at timestamptz not null,
    outcome     text check (outcome in ('UPHELD', 'REVOKED', 'CHANGED', 'WITHDRAWN')),
    outcome_on  date,
    document    text,
    decided_by  uuid references registry.officer,
    decided_at  timestamptz,
    check (filed_on >= served_on),
    check (filed_on <= last_day or late_why is not null),
    check ((outcome is null) = (outcome_on is null)),
    check ((outcome is null) = (document is null)),
    check ((outcome is null) = (decided_by is null)),
    check (decided_by is null or decided_by <> recorded_by)
);
call registry.put_behind_scope('casework.appeal');
create index appeal_case on casework.appeal (case_id);
create unique index appeal_one_open on casework.appeal (case_id) where outcome is null;
comment on table casework.appeal is '行政复议、行政诉讼、信访复查';
comment on column casework.appeal.last_day is '由送达之日推算的最后一天';

alter table casework.case_paper drop constraint case_paper_state_check;
alter table casework.case_paper add constraint case_paper_state_check
    check (state in ('MISSING', 'RECEIVED', 'BY_DATA', 'PROMISED', 'COMMITTED', 'NOT_NEEDED'));
create index case_paper_committed on casework.case_paper (promised_by) where state = 'COMMITTED';

create table casework.broken_promise (
    id          uuid primary key,
    case_id     uuid not null references casework.case_file,
    area_code   registry.area_code not null,
    paper_code  text not null,
    why         text not null check (why <> ''),
    proposed_by uuid not null references registry.officer,
    proposed_at timestamptz not null,
    suspended   boolean,
    decided_by  uuid references registry.officer,
    decided_at  timestamptz,
    check ((suspended is null) = (decided_by is null)),
    check (decided_by is null or decided_by <> proposed_by)
);
call registry.put_behind_scope('casework.broken_promise');
create unique index broken_promise_one_open on casework.broken_promise (case_id, paper_code) where suspended is null;
comment on table casework.broken_promise is '承诺到期未兑现,建议暂停发放;一人提出,另一人决定';

grant select on casework.appeal, casework.broken_promise to civil_app, civil_backup;
grant insert on casework.appeal, casework.broken_promise to civil_app;
grant update (outcome, outcome_on, document, decided_by, decided_at) on casework.appeal to civil_app;
grant update (suspended, decided_by, decided_at) on casework.broken_promise to civil_app;
