-- An end that did not stand (恢复待遇): the months missed meanwhile are paid by the next run, each once.
create table disbursement.restoration (
    id             uuid primary key default uuidv7(),
    entitlement_id uuid not null references disbursement.entitlement,
    area_code      registry.area_code not null,
    from_month     registry.benefit_month not null,
    why            text not null check (why <> ''),
    restored_by    uuid not null references registry.officer,
    restored_on    date not null
);
call registry.put_behind_scope('disbursement.restoration');
create index restoration_entitlement on disbursement.restoration (entitlement_id);
comment on table disbursement.restoration is '停发被撤销而恢复的待遇,自哪个月起补发';
grant select on disbursement.restoration to civil_app, civil_backup;
grant insert on disbursement.restoration to civil_app;

-- What a hold waits for; such a hold ends with it, and not by hand.
alter table disbursement.hold add column awaits_id uuid;
create index hold_awaits on disbursement.hold (awaits_id) where released_at is null and awaits_id is not null;
comment on column disbursement.hold.awaits_id is '这一暂停等待办结的事项(案件、承诺);随其办结自动解除';
