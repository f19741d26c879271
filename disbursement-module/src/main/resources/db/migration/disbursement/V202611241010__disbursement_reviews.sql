-- Looking again at whoever is paid (定期复核、生存认证): one row for each due date, answered by one person, confirmed by another.
create table disbursement.review_task (
    id             uuid primary key default uuidv7(),
    scheme         text not null,
    entitlement_id uuid not null references disbursement.entitlement,
    area_code      registry.area_code not null,
    household_id   uuid references registry.household,
    resident_id    uuid not null references registry.resident,
    review_class   text not null check (review_class in ('A', 'B', 'C')),
    due_on         date not null,
    persons        int not null,
    amount         registry.yuan not null,
    generated_on   date not null,
    answer         text check (answer in ('UNCHANGED', 'CHANGED', 'UNREACHABLE', 'PAPERS_MISSING', 'ALIVE', 'DIED')),
    way            text check (way in ('VISIT', 'COUNTER', 'VIDEO', 'PHONE')),
    died_on        date,
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
    check ((answer is not distinct from 'ALIVE') = (way is not null)),
    check ((answer is not distinct from 'DIED') = (died_on is not null)),
    check (confirmed_by is null or (answer is not null and confirmed_by <> recorded_by)),
    check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (next_review_on is null))
);
call registry.put_behind_scope('disbursement.review_task');
call registry.hold_to_lines('disbursement.review_task', 'scheme');
create index review_task_area on disbursement.review_task (scheme, area_code, due_on, id) where confirmed_by is null;
create index review_task_household on disbursement.review_task (household_id);
comment on table disbursement.review_task is '定期复核(生存认证)任务:到期前 30 天生成';
comment on column disbursement.review_task.answer is '复核结果:无变化、有变化、无法联系、材料未交;生存认证:健在、无法联系、已去世';
comment on column disbursement.review_task.way is '认证方式:入户、窗口、视频、电话';
comment on column disbursement.review_task.died_on is '据报的死亡日期,由线索核实';
comment on column disbursement.review_task.amount is '生成任务时的月金额(元)';
grant select on disbursement.review_task to civil_app, civil_backup;
grant insert, update on disbursement.review_task to civil_app;

-- What nobody looked at in time may be held back by the product itself, on nobody's behalf.
alter table disbursement.hold alter column placed_by drop not null;
comment on column disbursement.hold.placed_by is '谁暂停的;空为系统按规则暂停';
