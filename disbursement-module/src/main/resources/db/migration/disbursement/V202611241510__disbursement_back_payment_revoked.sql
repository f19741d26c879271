-- 已批准的补发,在编入批次以前可以撤销:由提出人以外的县级审批写明原因撤销,应补发的月份不再发放,原记录保留。
alter table disbursement.arrear add column withdrawn boolean not null default false;
alter table disbursement.arrear add constraint arrear_withdrawn_unpaid check (not withdrawn or settled_run_id is null);
comment on column disbursement.arrear.withdrawn is '批准被撤销,不再发放';
grant update (withdrawn) on disbursement.arrear to civil_app;

alter table disbursement.back_payment
    add column revoked_by uuid references registry.officer,
    add column revoked_at timestamptz,
    add column revoked_why text;
grant update (revoked_by, revoked_at, revoked_why) on disbursement.back_payment to civil_app;
alter table disbursement.back_payment drop constraint back_payment_state_check;
alter table disbursement.back_payment add constraint back_payment_state_check
    check (state in ('PROPOSED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'REVOKED')) not valid;
alter table disbursement.back_payment validate constraint back_payment_state_check;
alter table disbursement.back_payment add constraint back_payment_revoked check (
    (state = 'REVOKED') = (revoked_by is not null) and (state = 'REVOKED') = (revoked_at is not null)
    and (state <> 'REVOKED' or btrim(revoked_why) <> '' and revoked_by <> proposed_by)) not valid;
alter table disbursement.back_payment validate constraint back_payment_revoked;

create or replace function disbursement.guard_back_payment() returns trigger language plpgsql as $$
begin
    if (old.amount, old.entitlement_id, old.proposed_by, old.area_code, old.payment_no)
            is distinct from (new.amount, new.entitlement_id, new.proposed_by, new.area_code, new.payment_no)
        or old.state <> 'PROPOSED' and not (old.state = 'APPROVED' and new.state = 'REVOKED'
            and (old.decided_by, old.decided_at) is not distinct from (new.decided_by, new.decided_at))
        or old.state = 'PROPOSED' and new.state = 'REVOKED' then
        raise exception using errcode = '23514', constraint = 'back_payment_decided',
            message = 'a back payment is decided once, its amount stays as it was asked for, and only an approval is revoked';
    end if;
    if new.state = 'REVOKED' and exists (select from disbursement.arrear a
            where a.back_payment_id = new.id and not a.withdrawn) then
        raise exception using errcode = '23514', constraint = 'back_payment_revoked_unpaid',
            message = 'what is revoked is owed no longer';
    end if;
    return new;
end
$$;
