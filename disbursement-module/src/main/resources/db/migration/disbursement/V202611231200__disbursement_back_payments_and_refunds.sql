-- Money still owed for months past that a person asks for (人工提出的补发), and money to be given back to a family that repaid
-- more than it had to (退还). Both are asked for by one and decided by another, and both leave only through a signed run.
create sequence disbursement.back_payment_number;
grant usage on sequence disbursement.back_payment_number to civil_app;
grant select on sequence disbursement.back_payment_number to civil_backup;

create table disbursement.back_payment (
    id             uuid primary key default uuidv7(),
    payment_no     text collate "C" not null unique,
    entitlement_id uuid not null references disbursement.entitlement,
    scheme         text not null,
    area_code      registry.area_code not null references registry.area,
    household_id   uuid references registry.household,
    payee_id       uuid not null references registry.resident,
    state          text not null check (state in ('PROPOSED', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    ground         text not null check (ground in ('WRONGLY_HELD', 'DECIDED_LATE', 'REMEDY', 'RECORD_WRONG', 'OTHER')),
    reason         text not null check (btrim(reason) <> ''),
    document       text,
    amount         registry.yuan not null check (amount > 0),
    proposed_by    uuid not null references registry.officer,
    proposed_at    timestamptz not null,
    decided_by     uuid references registry.officer,
    decided_at     timestamptz,
    decision_note  text,
    version        int not null default 0,
    check ((decided_by is null) = (state = 'PROPOSED') and (decided_by is null) = (decided_at is null)),
    -- nobody approves or refuses what they asked for themselves; taking it back is their own affair
    check (decided_by is null or state = 'WITHDRAWN' or decided_by <> proposed_by),
    check (state <> 'REFUSED' or btrim(decision_note) <> '')
);
call registry.put_behind_scope('disbursement.back_payment');
create unique index back_payment_one_open on disbursement.back_payment (entitlement_id) where state = 'PROPOSED';
create index back_payment_entitlement on disbursement.back_payment (entitlement_id);
create index back_payment_household on disbursement.back_payment (household_id);
create index back_payment_area on disbursement.back_payment (area_code, state);
comment on table disbursement.back_payment is '人工提出的补发:一人提出、另一人批准,随下一批次发放';

create table disbursement.back_payment_month (
    back_payment_id uuid not null references disbursement.back_payment,
    benefit_month  registry.benefit_month not null,
    area_code      registry.area_code not null,
    due_amount     registry.yuan not null check (due_amount >= 0),
    paid_amount    registry.yuan not null check (paid_amount >= 0),
    amount         registry.yuan not null check (amount > 0),
    given          boolean not null,
    determination_id uuid references disbursement.determination,
    why            text not null,
    primary key (back_payment_id, benefit_month),
    -- reckoned by the rule, or given with a document behind it; never a figure of somebody's own on top of the rule's
    check (given = (determination_id is null)),
    check (given or amount <= due_amount)
);
call registry.put_behind_scope('disbursement.back_payment_month');
comment on table disbursement.back_payment_month is '补发的每个月:应发、已发与补发金额;given 为按文书给定的金额';

create function disbursement.guard_back_payment() returns trigger language plpgsql as $$
begin
    if old.state <> 'PROPOSED' or (old.amount, old.entitlement_id, old.proposed_by, old.area_code, old.payment_no)
            is distinct from (new.amount, new.entitlement_id, new.proposed_by, new.area_code, new.payment_no) then
        raise exception using errcode = '23514', constraint = 'back_payment_decided',
            message = 'a back payment is decided once, and its amount stays as it was asked for';
    end if;
    return new;
end
$$;
create trigger guard_back_payment before update on disbursement.back_payment
    for each row execute function disbursement.guard_back_payment();

alter table disbursement.arrear add column back_payment_id uuid references disbursement.back_payment;
create index arrear_back_payment on disbursement.arrear (back_payment_id) where back_payment_id is not null;

create table disbursement.recovery_refund (
    id           uuid primary key default uuidv7(),
    recovery_id  uuid not null references disbursement.recovery,
    area_code    registry.area_code not null,
    entitlement_id uuid not null references disbursement.entitlement,
    scheme       text not null,
    payee_id     uuid not null references registry.resident,
    amount       registry.yuan not null check (amount > 0),
    ground       text not null check (btrim(ground) <> ''),
    state        text not null check (state in ('PROPOSED', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    proposed_by  uuid not null references registry.officer,
    proposed_at  timestamptz not null,
    decided_by   uuid references registry.officer,
    decided_at   timestamptz,
    decision_note text,
    paid_run_id  uuid references disbursement.payment_run,
    version      int not null default 0,
    check ((decided_by is null) = (state = 'PROPOSED') and (decided_by is null) = (decided_at is null)),
    check (decided_by is null or state = 'WITHDRAWN' or decided_by <> proposed_by),
    check (state <> 'REFUSED' or btrim(decision_note) <> ''),
    check (paid_run_id is null or state = 'APPROVED')
);
call registry.put_behind_scope('disbursement.recovery_refund');
create unique index recovery_refund_one_open on disbursement.recovery_refund (recovery_id) where state = 'PROPOSED';
create index recovery_refund_claim on disbursement.recovery_refund (recovery_id);
create index recovery_refund_to_pay on disbursement.recovery_refund (scheme, area_code)
    where state = 'APPROVED' and paid_run_id is null;
comment on table disbursement.recovery_refund is '退还:家庭多还的钱,一人提出、另一人批准,随补充批次发放';

-- A line that gives money back carries what it gives back; so does the line that pays it again after the bank returned it.
alter table disbursement.payment_line drop constraint payment_line_kind_check;
alter table disbursement.payment_line add constraint payment_line_kind_check
    check (kind in ('REGULAR', 'ARREARS', 'TOPUP', 'ADJUST', 'REISSUE', 'REFUND')) not valid;
alter table disbursement.payment_line validate constraint payment_line_kind_check;
alter table disbursement.payment_line add column refund_id uuid references disbursement.recovery_refund;
alter table disbursement.payment_line add constraint payment_line_refund check (kind <> 'REFUND' or refund_id is not null) not valid;
alter table disbursement.payment_line validate constraint payment_line_refund;
create index payment_line_refund on disbursement.payment_line (refund_id) where refund_id is not null;

-- Money given back is the family's own: it is no payment for a month.
create or replace view disbursement.month_paid with (security_invoker = true) as
select l.entitlement_id, l.benefit_month,
    sum(case when s.succeeded is false then 0 else l.amount end
        + case when l.kind = 'REISSUE' then 0 else l.deduction_amount end) as paid,
    sum(case when l.kind = 'REISSUE' then case when s.succeeded is false then 0 else -l.amount end
        when s.succeeded is false then l.amount else 0 end) as pending
from disbursement.payment_line l
join disbursement.payment_run r on r.id = l.run_id and r.state in ('SIGNED', 'SENT', 'RETURNED', 'CLOSED')
left join disbursement.line_result s on s.run_id = l.run_id and s.seq = l.seq
where l.refund_id is null
group by l.entitlement_id, l.benefit_month;

-- What was granted for a month beside any determination, by a document (按文书补发).
create view disbursement.month_given with (security_invoker = true) as
select p.entitlement_id, m.benefit_month, m.area_code, sum(m.amount) as amount
from disbursement.back_payment_month m
join disbursement.back_payment p on p.id = m.back_payment_id and p.state = 'APPROVED'
where m.given group by p.entitlement_id, m.benefit_month, m.area_code;
comment on view disbursement.month_given is '按文书给定金额补发的月份';

-- What was received and is to be given back leaves the claim as it was before it was received. A claim whose amount fell to
-- what has been repaid, or below, is settled by the very confirmation.
create or replace function disbursement.guard_recovery() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and not (old.state, new.state) in (
            ('PROPOSED', 'CONFIRMED'), ('PROPOSED', 'DROPPED'), ('PROPOSED', 'VOID'), ('PROPOSED', 'SETTLED'),
            ('CONFIRMED', 'DEMANDED'), ('CONFIRMED', 'PROPOSED'), ('CONFIRMED', 'VOID'),
            ('DEMANDED', 'PAYING'), ('DEMANDED', 'SETTLED'), ('DEMANDED', 'WRITTEN_OFF'), ('DEMANDED', 'COURT'),
            ('DEMANDED', 'PROPOSED'), ('DEMANDED', 'VOID'),
            ('PAYING', 'SETTLED'), ('PAYING', 'WRITTEN_OFF'), ('PAYING', 'COURT'), ('PAYING', 'PROPOSED'),
            ('COURT', 'SETTLED'), ('COURT', 'WRITTEN_OFF'), ('COURT', 'PROPOSED')) then
        raise exception using errcode = '23514', constraint = 'recovery_state',
            message = format('a claim cannot go from %s to %s', old.state, new.state);
    end if;
    if old.amount <> new.amount and old.revision = new.revision then
        raise exception using errcode = '23514', constraint = 'recovery_amount',
            message = 'the amount of a claim changes only with a new revision of its months';
    end if;
    return new;
end
$$;

-- Nobody is given back more than came in: the database holds to it whoever asks.
create function disbursement.guard_refund() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and ((old.amount, old.recovery_id, old.payee_id, old.proposed_by)
            is distinct from (new.amount, new.recovery_id, new.payee_id, new.proposed_by)
        or old.state <> 'PROPOSED' and old.state <> new.state
        or old.paid_run_id is not null and new.paid_run_id is distinct from old.paid_run_id) then
        raise exception using errcode = '23514', constraint = 'recovery_refund_decided', message = 'a refund is decided once';
    end if;
    if new.state in ('PROPOSED', 'APPROVED') and new.amount
        + (select coalesce(sum(f.amount), 0) from disbursement.recovery_refund f
            where f.recovery_id = new.recovery_id and f.state in ('PROPOSED', 'APPROVED') and f.id <> new.id)
        > (select coalesce(sum(x.amount), 0) from disbursement.recovery_receipt x
            where x.recovery_id = new.recovery_id and x.confirmed_by is not null) then
        raise exception using errcode = '23514', constraint = 'recovery_refund_received',
            message = 'more would be given back than came in';
    end if;
    return new;
end
$$;
create trigger guard_refund before insert or update on disbursement.recovery_refund
    for each row execute function disbursement.guard_refund();

grant select on disbursement.back_payment, disbursement.back_payment_month, disbursement.recovery_refund,
    disbursement.month_given to civil_app, civil_backup;
grant insert on disbursement.back_payment, disbursement.back_payment_month, disbursement.recovery_refund to civil_app;
grant update (state, decided_by, decided_at, decision_note, version) on disbursement.back_payment to civil_app;
grant update (state, decided_by, decided_at, decision_note, paid_run_id, version) on disbursement.recovery_refund to civil_app;
