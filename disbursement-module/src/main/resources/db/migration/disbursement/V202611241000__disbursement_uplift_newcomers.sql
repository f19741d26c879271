-- Whom a new standard would let in who is not paid now (提标新纳入): seen before the standard is approved, asked afterwards.
create table disbursement.uplift_newcomer (
    uplift_id      uuid not null references disbursement.uplift,
    household_id   uuid not null references registry.household,
    area_code      registry.area_code not null,
    residence      text not null check (residence in ('URBAN', 'RURAL')),
    resident_id    uuid not null references registry.resident,
    ground         text not null check (ground in ('REFUSED', 'ENDED', 'KNOWN')),
    ground_on      date,
    persons        int not null check (persons > 0),
    monthly_income registry.yuan not null,
    amount         registry.yuan not null check (amount >= 0),
    primary key (uplift_id, household_id),
    check ((ground = 'KNOWN') = (ground_on is null))
);
call registry.put_behind_scope('disbursement.uplift_newcomer');
create index uplift_newcomer_list on disbursement.uplift_newcomer (uplift_id, area_code, household_id);
comment on table disbursement.uplift_newcomer is '提标后可能符合条件的家庭:只作线索,由乡镇核实,不自动发放';
comment on column disbursement.uplift_newcomer.ground is '来源:曾申请未确认、曾因收入财产退出、已登记收入';
comment on column disbursement.uplift_newcomer.monthly_income is '按登记信息测算的家庭月收入(元)';
comment on column disbursement.uplift_newcomer.amount is '按新标准测算的月保障金额(元)';
grant select on disbursement.uplift_newcomer to civil_app, civil_backup;
grant insert on disbursement.uplift_newcomer to civil_app;

alter table disbursement.uplift add column newcomers int not null default 0;
comment on column disbursement.uplift.newcomers is '提标后可能符合条件的家庭户数';
