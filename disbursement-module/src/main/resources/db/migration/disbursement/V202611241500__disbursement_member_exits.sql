-- 退出原因按户、按人分开统计。整户退出的代码已在对账明细里;户内减员的是谁、因何退出,随批次冻结在这里,一人一次离开只计一次。
create table disbursement.run_member_exit (
    run_id         uuid not null references disbursement.payment_run,
    entitlement_id uuid not null references disbursement.entitlement,
    resident_id    uuid not null references registry.resident,
    area_code      registry.area_code not null,
    residence      text not null,
    scheme         text not null,
    exit_code      text not null,
    to_month       registry.benefit_month not null,
    primary key (run_id, entitlement_id, resident_id)
);
call registry.put_behind_scope('disbursement.run_member_exit');
call registry.hold_to_lines('disbursement.run_member_exit', 'scheme');
create index run_member_exit_entitlement on disbursement.run_member_exit (entitlement_id, resident_id);
comment on table disbursement.run_member_exit is '本批次减员的人及退出原因,整户退出的不在此列';
comment on column disbursement.run_member_exit.to_month is '最后保障月份';
grant select on disbursement.run_member_exit to civil_app, civil_backup;
grant insert on disbursement.run_member_exit to civil_app;
