-- What was paid too much and is claimed back (追缴), one row for each month it was paid for. Nothing is ever deleted: a claim
-- whose months are worked out anew gets a further revision.
create sequence disbursement.recovery_number;
grant usage on sequence disbursement.recovery_number to civil_app;
grant select on sequence disbursement.recovery_number to civil_backup;

create table disbursement.recovery (
    id             uuid primary key default uuidv7(),
    claim_no       text collate "C" not null unique,
    entitlement_id uuid not null references disbursement.entitlement,
    scheme         text not null,
    area_code      registry.area_code not null references registry.area,
    household_id   uuid references registry.household,
    debtor_id      uuid not null references registry.resident,
    state          text not null check (state in ('PROPOSED', 'CONFIRMED', 'DEMANDED', 'PAYING', 'SETTLED', 'WRITTEN_OFF',
                       'COURT', 'DROPPED', 'VOID')),
    origin         text not null check (origin in ('DEATH', 'ENDED', 'REASSESSED')),
    revision       int not null default 1,
    amount         registry.yuan not null check (amount >= 0),
    ground         text,
    fraud          boolean not null default false,
    fine_amount    registry.yuan,
    repaid_by      text,
    found_at       timestamptz not null,
    proposed_by    uuid references registry.officer,
    proposed_at    timestamptz,
    confirmed_by   uuid references registry.officer,
    confirmed_at   timestamptz,
    demanded_by    uuid references registry.officer,
    demanded_at    timestamptz,
    due_on         date,
    court_no       text,
    court_on       date,
    settled_at     timestamptz,
    write_off_ground text,
    write_off_by   uuid references registry.officer,
    write_off_proposed_at timestamptz,
    written_off_by uuid references registry.officer,
    written_off_at timestamptz,
    written_off_amount registry.yuan not null default 0 check (written_off_amount >= 0 and written_off_amount <= amount),
    dropped_by     uuid references registry.officer,
    dropped_at     timestamptz,
    dropped_why    text,
    version        int not null default 0,
    check (confirmed_by is null or proposed_by is not null and confirmed_by <> proposed_by),
    check (written_off_by is null or write_off_by is not null and written_off_by <> write_off_by),
    check (dropped_by is null or proposed_by is not null and dropped_by <> proposed_by),
    check (state not in ('CONFIRMED', 'DEMANDED', 'PAYING', 'SETTLED', 'WRITTEN_OFF', 'COURT') or confirmed_by is not null),
    check (state not in ('DEMANDED', 'PAYING') or due_on is not null),
    check (state <> 'COURT' or court_no is not null and court_on is not null),
    check ((state = 'WRITTEN_OFF') = (written_off_by is not null)),
    check ((state = 'WRITTEN_OFF') = (written_off_amount > 0)),
    check ((state = 'DROPPED') = (dropped_by is not null)),
    check (fine_amount is null or fraud and fine_amount >= 0 and fine_amount <= 3 * amount)
);
call registry.put_behind_scope('disbursement.recovery');
create unique index recovery_one_open on disbursement.recovery (entitlement_id)
    where state in ('PROPOSED', 'CONFIRMED', 'DEMANDED', 'PAYING', 'COURT');
create index recovery_area on disbursement.recovery (area_code, state);
create index recovery_entitlement on disbursement.recovery (entitlement_id);
create index recovery_household on disbursement.recovery (household_id);
comment on table disbursement.recovery is '追缴';
comment on column disbursement.recovery.origin is '多发的由来:死亡、终止、重新核定';
comment on column disbursement.recovery.fine_amount is '骗保罚款(仅记录,不由本系统收取),不超过追缴金额的三倍';

create table disbursement.recovery_month (
    recovery_id    uuid not null references disbursement.recovery,
    revision       int not null,
    benefit_month  registry.benefit_month not null,
    area_code      registry.area_code not null,
    due_amount     registry.yuan not null check (due_amount >= 0),
    paid_amount    registry.yuan not null check (paid_amount >= 0),
    claimed_before registry.yuan not null default 0,
    difference     registry.yuan not null,
    why            text not null,
    determination_id uuid references disbursement.determination,
    primary key (recovery_id, revision, benefit_month),
    check (difference = paid_amount - due_amount - claimed_before)
);
call registry.put_behind_scope('disbursement.recovery_month');
comment on table disbursement.recovery_month is '追缴的每个月:应发、已发、以前已追缴、差额(负数为少发,在本笔追缴内相抵)';

create table disbursement.recovery_instalment (
    recovery_id uuid not null references disbursement.recovery,
    plan        int not null,
    ordinal     int not null,
    area_code   registry.area_code not null,
    due_on      date not null,
    amount      registry.yuan not null check (amount > 0),
    made_by     uuid not null references registry.officer,
    made_at     timestamptz not null,
    primary key (recovery_id, plan, ordinal)
);
call registry.put_behind_scope('disbursement.recovery_instalment');
comment on table disbursement.recovery_instalment is '分期计划;改计划时另起一版,旧的留存';

create table disbursement.recovery_receipt (
    id           uuid primary key default uuidv7(),
    recovery_id  uuid not null references disbursement.recovery,
    area_code    registry.area_code not null,
    amount       registry.yuan not null check (amount > 0),
    received_on  date not null,
    method       text not null check (method in ('TRANSFER', 'CASH', 'BANK_RETURN', 'OFFSET')),
    bank_ref     text collate "C" not null check (bank_ref <> ''),
    entered_by   uuid not null references registry.officer,
    entered_at   timestamptz not null,
    confirmed_by uuid references registry.officer,
    confirmed_at timestamptz,
    refused_by   uuid references registry.officer,
    refused_at   timestamptz,
    refused_why  text,
    check (confirmed_by is null or confirmed_by <> entered_by),
    check (refused_by is null or refused_by <> entered_by),
    check (confirmed_by is null or refused_by is null),
    check ((refused_by is null) = (refused_why is null))
);
call registry.put_behind_scope('disbursement.recovery_receipt');
create unique index recovery_receipt_once on disbursement.recovery_receipt (method, bank_ref) where refused_by is null;
create index recovery_receipt_claim on disbursement.recovery_receipt (recovery_id);
comment on table disbursement.recovery_receipt is '追缴到账:一人录入,另一人复核后才算数';

create table disbursement.recovery_letter (
    recovery_id uuid not null references disbursement.recovery,
    copy_no     int not null,
    area_code   registry.area_code not null,
    file_id     uuid not null references registry.stored_file,
    printed_by  uuid not null references registry.officer,
    printed_at  timestamptz not null,
    primary key (recovery_id, copy_no)
);
call registry.put_behind_scope('disbursement.recovery_letter');
comment on table disbursement.recovery_letter is '追缴通知书的每次打印,第二份起为补打';

-- A household agrees in writing that part of each coming month settles the claim; two officers and the switch stand behind it.
create table disbursement.recovery_offset (
    id            uuid primary key default uuidv7(),
    recovery_id   uuid not null references disbursement.recovery,
    area_code     registry.area_code not null,
    monthly_amount registry.yuan not null check (monthly_amount > 0),
    agreed_on     date not null,
    agreement     text not null check (agreement <> ''),
    proposed_by   uuid not null references registry.officer,
    proposed_at   timestamptz not null,
    approved_by   uuid references registry.officer,
    approved_at   timestamptz,
    ended_by      uuid references registry.officer,
    ended_at      timestamptz,
    check (approved_by is null or approved_by <> proposed_by)
);
call registry.put_behind_scope('disbursement.recovery_offset');
create unique index recovery_offset_one on disbursement.recovery_offset (recovery_id) where ended_at is null;
comment on table disbursement.recovery_offset is '书面同意从以后各月待遇中抵扣;参数不允许抵扣时不得设立';

create table disbursement.recovery_act (
    id          uuid primary key default uuidv7(),
    recovery_id uuid not null references disbursement.recovery,
    area_code   registry.area_code not null,
    act         text not null,
    note        text not null,
    officer_id  uuid not null references registry.officer,
    acted_at    timestamptz not null
);
call registry.put_behind_scope('disbursement.recovery_act');
create index recovery_act_claim on disbursement.recovery_act (recovery_id, acted_at);
comment on table disbursement.recovery_act is '追缴经过';

create function disbursement.guard_recovery() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and not (old.state, new.state) in (
            ('PROPOSED', 'CONFIRMED'), ('PROPOSED', 'DROPPED'), ('PROPOSED', 'VOID'),
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
create trigger guard_recovery before update on disbursement.recovery
    for each row execute function disbursement.guard_recovery();

-- What reached the household for a month (已发): signed lines the bank did not return; what a household agreed to have taken
-- off reached it too, as a settlement. "pending" was returned by the bank and not yet paid again.
create view disbursement.month_paid with (security_invoker = true) as
select l.entitlement_id, l.benefit_month,
    sum(case when s.succeeded is false then 0 else l.amount end
        + case when l.kind = 'REISSUE' then 0 else l.deduction_amount end) as paid,
    sum(case when l.kind = 'REISSUE' then case when s.succeeded is false then 0 else -l.amount end
        when s.succeeded is false then l.amount else 0 end) as pending
from disbursement.payment_line l
join disbursement.payment_run r on r.id = l.run_id and r.state in ('SIGNED', 'SENT', 'RETURNED', 'CLOSED')
left join disbursement.line_result s on s.run_id = l.run_id and s.seq = l.seq
group by l.entitlement_id, l.benefit_month;
comment on view disbursement.month_paid is '每项待遇每个所属月份实际发放的金额';

-- The months every claim stands for now.
create view disbursement.month_claimed with (security_invoker = true) as
select c.entitlement_id, m.benefit_month, c.id as recovery_id, c.state, m.difference
from disbursement.recovery c
join disbursement.recovery_month m on m.recovery_id = c.id and m.revision = c.revision
where c.state <> 'VOID';
comment on view disbursement.month_claimed is '每项待遇每个所属月份已追缴的差额';

grant select on disbursement.recovery, disbursement.recovery_month, disbursement.recovery_instalment,
    disbursement.recovery_receipt, disbursement.recovery_letter, disbursement.recovery_offset, disbursement.recovery_act,
    disbursement.month_paid, disbursement.month_claimed to civil_app, civil_backup;
grant insert on disbursement.recovery, disbursement.recovery_month, disbursement.recovery_instalment,
    disbursement.recovery_receipt, disbursement.recovery_letter, disbursement.recovery_offset, disbursement.recovery_act
    to civil_app;
grant update on disbursement.recovery, disbursement.recovery_receipt, disbursement.recovery_offset to civil_app;
