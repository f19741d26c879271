-- Looking again at households in payment (定期复核): one row for each due date, answered by one person, confirmed by another.
create table assistance.review_task (
    id             uuid primary key default uuidv7(),
    entitlement_id uuid not null references disbursement.entitlement,
    area_code      registry.area_code not null,
    household_id   uuid not null references registry.household,
    resident_id    uuid not null references registry.resident,
    review_class   text not null check (review_class in ('A', 'B', 'C')),
    due_on         date not null,
    persons        int not null,
    amount         registry.yuan not null,
    generated_on   date not null,
    answer         text check (answer in ('UNCHANGED', 'CHANGED', 'UNREACHABLE', 'PAPERS_MISSING')),
    note           text,
    recorded_by    uuid references registry.officer,
    recorded_at    timestamptz,
    returned_why   text,
    confirmed_by   uuid references registry.officer,
    confirmed_at   timestamptz,
    next_review_on date,
    version        int not null default 0,
    unique (entitlement_id, due_on),
    check ((answer is null) = (recorded_by is null) and (answer is null) = (recorded_at is null)),
    check (confirmed_by is null or (answer is not null and confirmed_by <> recorded_by)),
    check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (next_review_on is null))
);
call registry.put_behind_scope('assistance.review_task');
create index review_task_area on assistance.review_task (area_code, due_on, id) where confirmed_by is null;
create index review_task_household on assistance.review_task (household_id);
comment on table assistance.review_task is '定期复核任务:到期前 30 天生成,逾期只上报不自动停发';
comment on column assistance.review_task.answer is '复核结果:无变化、有变化、无法联系、材料未交';
comment on column assistance.review_task.amount is '生成任务时的月保障金额(元)';
grant select on assistance.review_task to civil_app, civil_backup;
grant insert, update on assistance.review_task to civil_app;
