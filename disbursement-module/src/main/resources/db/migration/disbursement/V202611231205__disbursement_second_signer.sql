-- A run whose sum moves much against the month before, or that pays many new payees, is signed by two (第二人签发), security
-- design §3.4. Whether it needs the second is decided with the check, and stays.
alter table disbursement.payment_run
    add column second_signer_why text,
    add column first_signed_by uuid references registry.officer,
    add column first_signed_at timestamptz;
alter table disbursement.payment_run add constraint payment_run_first_signer check (first_signed_by is null
    or first_signed_at is not null and second_signer_why is not null and first_signed_by <> built_by
        and first_signed_by is distinct from checked_by and first_signed_by is distinct from signed_by);
alter table disbursement.payment_run add constraint payment_run_second_signer check (second_signer_why is null
    or state not in ('SIGNED', 'SENT', 'RETURNED', 'CLOSED') or first_signed_by is not null);
comment on column disbursement.payment_run.second_signer_why is '须两人签发的原因;为空则一人签发';
comment on column disbursement.payment_run.first_signed_by is '第一签发人,须两人签发时先签';

create function disbursement.guard_second_signer() returns trigger language plpgsql as $$
begin
    if old.second_signer_why is distinct from new.second_signer_why and (old.state, new.state) <> ('TOWN_OK', 'CHECKED')
        or old.first_signed_by is not null and old.first_signed_by is distinct from new.first_signed_by
        or old.first_signed_by is distinct from new.first_signed_by and (old.state, new.state) <> ('CHECKED', 'CHECKED') then
        raise exception using errcode = '23514', constraint = 'payment_run_second_signer_stays',
            message = 'whether a run needs a second signer is decided with its check, and a signature stays';
    end if;
    return new;
end
$$;
create trigger guard_second_signer before update on disbursement.payment_run
    for each row execute function disbursement.guard_second_signer();

-- What the checker opens before a run is passed (复核人逐户打开): every payment with a red line, every new payee, every amount
-- more than a fifth above last month's, every payment the bank returned last month, and a random sample.
create table disbursement.run_inspection (
    run_id         uuid not null references disbursement.payment_run,
    entitlement_id uuid not null references disbursement.entitlement,
    area_code      registry.area_code not null,
    why            text not null,
    paid           boolean not null,
    amount         registry.yuan not null,
    primary key (run_id, entitlement_id)
);
call registry.put_behind_scope('disbursement.run_inspection');
comment on table disbursement.run_inspection is '复核人必须逐户打开的清单:红线、新增、增幅超过20%、上月退票和随机抽查';
grant select on disbursement.run_inspection to civil_app, civil_backup;
grant insert on disbursement.run_inspection to civil_app;

-- Runs under way when this came keep what they had to open.
insert into disbursement.run_inspection (run_id, entitlement_id, area_code, why, paid, amount)
select f.run_id, f.entitlement_id, min(f.area_code), 'RED', bool_or(f.paid), max(f.amount) from disbursement.red_flag f
join disbursement.payment_run r on r.id = f.run_id and r.state in ('BUILT', 'TOWN_OK')
group by f.run_id, f.entitlement_id;
