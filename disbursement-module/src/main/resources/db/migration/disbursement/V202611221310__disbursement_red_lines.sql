-- The red-line pack (发放前红线检查): what of a computed run must be explained before it is checked, and the answers.
create table disbursement.red_flag (
    run_id         uuid not null references disbursement.payment_run,
    entitlement_id uuid not null references disbursement.entitlement,
    code           text not null,
    area_code      registry.area_code not null,
    resident_id    uuid not null references registry.resident,
    paid           boolean not null,
    persons        int not null,
    amount         registry.yuan not null,
    note           text not null,
    evidence       text collate "C" not null,
    primary key (run_id, entitlement_id, code)
);
call registry.put_behind_scope('disbursement.red_flag');
create index red_flag_code on disbursement.red_flag (run_id, code, area_code);
comment on table disbursement.red_flag is '红线提示:本批次发放前必须答复的每一户每一项';
comment on column disbursement.red_flag.paid is '本批次是否正在向该户发放';
comment on column disbursement.red_flag.evidence is '提示依据的散列;依据变了须重新答复';

create table disbursement.red_answer (
    id             uuid primary key default uuidv7(),
    entitlement_id uuid not null references disbursement.entitlement,
    benefit_month  registry.benefit_month not null,
    code           text not null,
    evidence       text collate "C" not null,
    ordinal        int not null,
    area_code      registry.area_code not null,
    answer         text not null check (answer in ('PAUSE', 'PAY', 'STOP')),
    reason         text not null check (btrim(reason) <> ''),
    hold_id        uuid references disbursement.hold,
    answered_by    uuid not null references registry.officer,
    answered_at    timestamptz not null,
    stop_confirmed_by uuid references registry.officer,
    stop_confirmed_at timestamptz,
    unique (entitlement_id, benefit_month, code, evidence, ordinal),
    check ((answer = 'PAY') = (hold_id is null)),
    -- a benefit is not ended by one person
    check (stop_confirmed_by is null or (answer = 'STOP' and stop_confirmed_by <> answered_by)),
    check ((stop_confirmed_by is null) = (stop_confirmed_at is null))
);
call registry.put_behind_scope('disbursement.red_answer');
create index red_answer_to_confirm on disbursement.red_answer (area_code) where answer = 'STOP' and stop_confirmed_by is null;
comment on table disbursement.red_answer is '红线提示的答复:暂停、说明后发放、停发;重新计算后仍然有效';

create table disbursement.red_opened (
    run_id         uuid not null references disbursement.payment_run,
    entitlement_id uuid not null references disbursement.entitlement,
    officer_id     uuid not null references registry.officer,
    area_code      registry.area_code not null,
    opened_at      timestamptz not null,
    primary key (run_id, officer_id, entitlement_id)
);
call registry.put_behind_scope('disbursement.red_opened');
comment on table disbursement.red_opened is '复核人逐条打开红线提示的记录';

-- Which benefits one person may not have side by side (不得同享), handbook §6. Policy, names nobody.
create table disbursement.exclusion_rule (
    id             text primary key,
    winner         text not null,
    loser          text not null,
    words          text not null,
    effective_from registry.benefit_month not null,
    effective_to   registry.benefit_month,
    check (winner <> loser)
);
comment on table disbursement.exclusion_rule is '不得同享的待遇:同一人已享受前者的,后者不予发放';
insert into disbursement.exclusion_rule (id, winner, loser, words, effective_from) values
    ('EX01', 'destitute-support', 'minimum-living', '已享受特困供养,不得同享低保', '2016-01-01'),
    ('EX02', 'orphan-living', 'minimum-living', '已享受孤儿基本生活费,不计入低保家庭', '2016-01-01'),
    ('EX03', 'destitute-support', 'disability-living', '已享受特困供养,不得同享困难残疾人生活补贴', '2016-01-01'),
    ('EX04', 'destitute-support', 'disability-nursing', '已享受特困供养,不得同享重度残疾人护理补贴', '2016-01-01'),
    ('EX05', 'orphan-living', 'disability-living', '已享受孤儿基本生活费,不得同享困难残疾人生活补贴', '2016-01-01'),
    ('EX06', 'unsupported-child', 'disability-living', '已享受事实无人抚养儿童基本生活费,不得同享困难残疾人生活补贴', '2020-01-01');

grant select on disbursement.red_flag, disbursement.red_answer, disbursement.red_opened, disbursement.exclusion_rule
    to civil_app, civil_backup;
grant insert on disbursement.red_flag, disbursement.red_answer, disbursement.red_opened, disbursement.exclusion_rule
    to civil_app;
grant update (stop_confirmed_by, stop_confirmed_at) on disbursement.red_answer to civil_app;
grant maintain on disbursement.red_flag to civil_app;
