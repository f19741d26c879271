-- Which households under limited access (限制查看) a run counts for the county only: fixed when the run is computed, so that its
-- figures stay what they are whoever looks and whatever is limited or opened afterwards (decision 0038).
create table disbursement.run_withheld (
    run_id         uuid not null references disbursement.payment_run,
    entitlement_id uuid not null references disbursement.entitlement,
    area_code      registry.area_code not null,
    primary key (run_id, entitlement_id)
);
call registry.put_behind_scope('disbursement.run_withheld');
comment on table disbursement.run_withheld is '批次中只计入全县合计、不列乡镇的待遇(限制查看)';
grant select, insert on disbursement.run_withheld to civil_app;
grant select on disbursement.run_withheld to civil_backup;

call registry.hold_with_residents('disbursement.red_flag', 'resident_id');
