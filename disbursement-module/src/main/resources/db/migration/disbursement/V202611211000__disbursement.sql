-- Who is due what (待遇与核定), and the monthly runs that pay it (月度发放). No DELETE is granted on any table here.
create schema disbursement;
comment on schema disbursement is '资金发放';
grant usage on schema disbursement to civil_app, civil_backup;

create table disbursement.entitlement (
    id            uuid primary key default uuidv7(),
    scheme        text not null,
    area_code     registry.area_code not null references registry.area,
    residence     text not null check (residence in ('URBAN', 'RURAL')),
    household_id  uuid references registry.household,
    resident_id   uuid not null references registry.resident,
    payee_id      uuid not null references registry.resident,
    category      text,
    review_class  text check (review_class in ('A', 'B', 'C')),
    next_review_on date,
    entry_kind    text not null check (entry_kind in ('APPLICATION', 'MOVED_IN', 'TRANSFERRED', 'ROSTER')),
    first_month   registry.benefit_month not null,
    decided_on    date not null,
    case_id       uuid,
    last_month    registry.benefit_month,
    exit_code     text,
    exit_decided_on date,
    exit_by       uuid references registry.officer,
    version       int not null default 0,
    check (last_month is null or last_month >= first_month - interval '1 month'),
    check ((last_month is null) = (exit_code is null) and (last_month is null) = (exit_decided_on is null))
);
call registry.put_behind_scope('disbursement.entitlement');
create unique index entitlement_one_per_household on disbursement.entitlement (scheme, household_id)
    where last_month is null and household_id is not null;
create unique index entitlement_one_per_resident on disbursement.entitlement (scheme, resident_id)
    where last_month is null and household_id is null;
create index entitlement_run on disbursement.entitlement (scheme, area_code, id);
create index entitlement_household on disbursement.entitlement (household_id);
create unique index entitlement_case on disbursement.entitlement (case_id, scheme) where case_id is not null;
comment on table disbursement.entitlement is '待遇:某户(人)享受某项目,自某月起至某月止';
comment on column disbursement.entitlement.resident_id is '待遇对象;按户的项目为户主';
comment on column disbursement.entitlement.payee_id is '领款人';
comment on column disbursement.entitlement.exit_code is '退出原因 01死亡 … 16其他,见手册 §2.1';

create table disbursement.covered_person (
    entitlement_id uuid not null references disbursement.entitlement,
    resident_id    uuid not null references registry.resident,
    area_code      registry.area_code not null,
    scheme         text not null,
    from_month     registry.benefit_month not null,
    to_month       registry.benefit_month,
    entry_why      text not null,
    exit_code      text,
    primary key (entitlement_id, resident_id, from_month),
    check ((to_month is null) = (exit_code is null))
);
call registry.put_behind_scope('disbursement.covered_person');
create unique index covered_person_once on disbursement.covered_person (scheme, resident_id) where to_month is null;
comment on table disbursement.covered_person is '保障人口,带起止月份';

create table disbursement.determination (
    id             uuid primary key default uuidv7(),
    entitlement_id uuid not null references disbursement.entitlement,
    area_code      registry.area_code not null,
    effective_month registry.benefit_month not null,
    ordinal        int not null,
    persons        int not null check (persons > 0),
    base_amount    registry.yuan not null check (base_amount >= 0),
    supplement_amount registry.yuan not null check (supplement_amount >= 0),
    amount         registry.yuan not null,
    cause          text not null check (cause in ('GRANTED', 'IMPORTED', 'MEMBER_ADDED', 'MEMBER_LEFT', 'MEANS_CHANGED',
                       'STANDARD_CHANGED', 'SUPPLEMENT_CHANGED', 'REVIEWED', 'CORRECTED')),
    rule_version   text not null,
    reckoning      jsonb not null,
    computed_amount registry.yuan,
    case_id        uuid,
    decided_by     uuid references registry.officer,
    decided_on     date not null,
    unique (entitlement_id, effective_month, ordinal),
    check (amount = base_amount + supplement_amount)
);
call registry.put_behind_scope('disbursement.determination');
create index determination_current on disbursement.determination
    (entitlement_id, effective_month desc, ordinal desc) include (decided_on, amount);
comment on table disbursement.determination is '核定:自某月起应得多少、为什么,只增不改';
comment on column disbursement.determination.reckoning is '计算过程:每一行的数字、来源、标准与文号';
comment on column disbursement.determination.computed_amount is '名册导入时系统按现行规则算出的金额,仅供比对';

create table disbursement.hold (
    id            uuid primary key default uuidv7(),
    entitlement_id uuid not null references disbursement.entitlement,
    area_code     registry.area_code not null,
    reason        text not null,
    note          text not null,
    from_month    registry.benefit_month not null,
    placed_by     uuid not null references registry.officer,
    placed_at     timestamptz not null,
    released_by   uuid references registry.officer,
    released_at   timestamptz,
    release_note  text,
    released_from_month registry.benefit_month,
    pay_held_months boolean,
    check ((released_at is null) = (released_by is null))
);
call registry.put_behind_scope('disbursement.hold');
create index hold_open on disbursement.hold (entitlement_id) where released_at is null;
comment on table disbursement.hold is '缓发(暂停),每个原因一行;没有未解除的才发放';

create table disbursement.arrear (
    id             uuid primary key default uuidv7(),
    entitlement_id uuid not null references disbursement.entitlement,
    area_code      registry.area_code not null,
    benefit_month  registry.benefit_month not null,
    persons        int not null,
    base_amount    registry.yuan not null,
    supplement_amount registry.yuan not null,
    amount         registry.yuan not null check (amount > 0),
    cause          text not null,
    determination_id uuid references disbursement.determination,
    explanation    text not null,
    proposed_by    uuid references registry.officer,
    approved_by    uuid references registry.officer,
    settled_run_id uuid,
    unique (entitlement_id, benefit_month, cause),
    check (amount = base_amount + supplement_amount),
    check (proposed_by is null or approved_by is null or proposed_by <> approved_by)
);
call registry.put_behind_scope('disbursement.arrear');
create index arrear_open on disbursement.arrear (entitlement_id) where settled_run_id is null;
comment on table disbursement.arrear is '应补发的月份';

create table disbursement.payment_run (
    id              uuid primary key default uuidv7(),
    run_no          text collate "C" not null unique,
    scheme          text not null,
    area_code       registry.area_code not null references registry.area,
    benefit_month   registry.benefit_month not null,
    pay_month       registry.benefit_month not null,
    kind            text not null check (kind in ('REGULAR', 'SUPPLEMENTARY')),
    attempt         int not null check (attempt > 0),
    state           text not null check (state in ('BUILDING', 'BUILT', 'TOWN_OK', 'CHECKED', 'SIGNED', 'SENT',
                        'RETURNED', 'CLOSED', 'ABANDONED')),
    previous_run_id uuid references disbursement.payment_run,
    cut_off_on      date not null,
    previous_cut_off_on date not null,
    read_count      int not null default 0,
    paid_count      int not null default 0,
    held_count      int not null default 0,
    refused_count   int not null default 0,
    households      int not null default 0,
    persons         int not null default 0,
    amount          numeric(16, 2) not null default 0,
    bridge_difference numeric(16, 2),
    lines_hash      text,
    sample_seed     bigint not null,
    built_by        uuid not null references registry.officer,
    built_at        timestamptz,
    checked_by      uuid references registry.officer,
    checked_at      timestamptz,
    signed_by       uuid references registry.officer,
    signed_at       timestamptz,
    sent_at         timestamptz,
    sent_by         uuid references registry.officer,
    closed_by       uuid references registry.officer,
    closed_at       timestamptz,
    close_note      text,
    abandoned_why   text,
    version         int not null default 0,
    unique (scheme, area_code, benefit_month, kind, attempt),
    unique (id, scheme, benefit_month, attempt),
    check (checked_by is null or checked_by <> built_by),
    check (signed_by is null or (signed_by <> built_by and signed_by <> checked_by)),
    check (state in ('BUILDING', 'ABANDONED') or read_count = paid_count + held_count + refused_count),
    check (state in ('BUILDING', 'BUILT', 'ABANDONED') or bridge_difference = 0),
    check (state not in ('SIGNED', 'SENT', 'RETURNED', 'CLOSED')
        or (checked_by is not null and signed_by is not null and lines_hash is not null))
);
call registry.put_behind_scope('disbursement.payment_run');
create unique index payment_run_one_regular on disbursement.payment_run (scheme, area_code, benefit_month)
    where kind = 'REGULAR' and state <> 'ABANDONED';
comment on table disbursement.payment_run is '发放批次';
comment on column disbursement.payment_run.bridge_difference is '上月到本月对账差额,必须为 0.00 才能提交';
comment on column disbursement.payment_run.sample_seed is '随机抽查的种子,同一种子抽到同样的户';
-- A run and its progress name nobody and belong to the county: everybody inside the county may know of them.
create policy same_county on disbursement.payment_run
    using (area_code = left(current_setting('app.lo'), 6) || '000000');

-- The states a run may pass through; anything else is refused by the database, whoever asks.
create function disbursement.guard_payment_run() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and not (old.state, new.state) in (
            ('BUILDING', 'BUILT'), ('BUILDING', 'ABANDONED'), ('BUILT', 'TOWN_OK'), ('BUILT', 'ABANDONED'),
            ('TOWN_OK', 'CHECKED'), ('TOWN_OK', 'ABANDONED'), ('CHECKED', 'SIGNED'), ('CHECKED', 'ABANDONED'),
            ('SIGNED', 'SENT'), ('SENT', 'RETURNED'), ('RETURNED', 'CLOSED')) then
        raise exception using errcode = '23514', constraint = 'payment_run_state',
            message = format('a run cannot go from %s to %s', old.state, new.state);
    end if;
    if old.state <> 'BUILDING' and (old.read_count, old.paid_count, old.held_count, old.refused_count, old.households,
            old.persons, old.amount, old.built_by, old.scheme, old.benefit_month, old.area_code)
        is distinct from (new.read_count, new.paid_count, new.held_count, new.refused_count, new.households,
            new.persons, new.amount, new.built_by, new.scheme, new.benefit_month, new.area_code) then
        raise exception using errcode = '23514', constraint = 'payment_run_totals',
            message = 'the totals of a built run do not change';
    end if;
    return new;
end
$$;
create trigger guard_payment_run before update on disbursement.payment_run
    for each row execute function disbursement.guard_payment_run();

create table disbursement.run_progress (
    run_id      uuid primary key references disbursement.payment_run,
    area_code   registry.area_code not null,
    phase       text not null,
    done        int not null default 0,
    total       int not null default 0,
    cursor_area text collate "C" not null default '',
    cursor_id   uuid,
    started_at  timestamptz not null,
    beat_at     timestamptz not null,
    failure     text
);
call registry.put_behind_scope('disbursement.run_progress');
create policy same_county on disbursement.run_progress
    using (area_code = left(current_setting('app.lo'), 6) || '000000');
comment on table disbursement.run_progress is '发放计算进度;中断后从此处继续';

create table disbursement.payment_line (
    run_id         uuid not null references disbursement.payment_run,
    seq            int not null,
    entitlement_id uuid not null references disbursement.entitlement,
    area_code      registry.area_code not null,
    scheme         text not null,
    residence      text not null,
    kind           text not null check (kind in ('REGULAR', 'ARREARS', 'TOPUP', 'ADJUST', 'REISSUE')),
    benefit_month  registry.benefit_month not null,
    attempt        int not null,
    household_id   uuid,
    resident_id    uuid not null,
    payee_id       uuid not null,
    payee_name     text not null,
    account_id     uuid not null references registry.payment_account,
    persons        int not null,
    category       text,
    base_amount    registry.yuan not null,
    supplement_amount registry.yuan not null,
    arrears_amount registry.yuan not null default 0,
    deduction_amount registry.yuan not null default 0,
    amount         registry.yuan not null check (amount > 0),
    determination_id uuid references disbursement.determination,
    arrear_id      uuid references disbursement.arrear,
    reissue_of_run uuid,
    reissue_of_seq int,
    explanation    text not null,
    primary key (run_id, seq),
    unique (entitlement_id, scheme, benefit_month, kind, attempt),
    check (amount = base_amount + supplement_amount + arrears_amount - deduction_amount),
    check ((kind = 'REISSUE') = (reissue_of_run is not null)),
    check ((kind = 'ARREARS') = (arrear_id is not null)),
    foreign key (reissue_of_run, reissue_of_seq) references disbursement.payment_line (run_id, seq)
);
call registry.put_behind_scope('disbursement.payment_line');
create index payment_line_entitlement on disbursement.payment_line (entitlement_id, benefit_month);
create index payment_line_area on disbursement.payment_line (run_id, area_code, seq);
create index payment_line_payee on disbursement.payment_line (payee_id);
create unique index payment_line_reissue on disbursement.payment_line (reissue_of_run, reissue_of_seq, attempt)
    where kind = 'REISSUE';
comment on table disbursement.payment_line is '发放明细,只增不改;批次计算完成后不再增加';

create table disbursement.run_exception (
    run_id         uuid not null references disbursement.payment_run,
    entitlement_id uuid not null references disbursement.entitlement,
    area_code      registry.area_code not null,
    residence      text not null,
    disposition    text not null check (disposition in ('HELD', 'REFUSED')),
    reason         text not null,
    note           text,
    persons        int not null,
    amount         registry.yuan not null,
    determination_id uuid,
    primary key (run_id, entitlement_id)
);
call registry.put_behind_scope('disbursement.run_exception');
comment on table disbursement.run_exception is '本批次缓发与不予发放的待遇';

-- Lines come only while their run is being built: one line or one cent more afterwards is refused (peers §1.13, 153).
create function disbursement.refuse_late_lines() returns trigger language plpgsql as $$
begin
    if exists (select from (select distinct run_id from added) a join disbursement.payment_run r on r.id = a.run_id
               where r.state <> 'BUILDING')
        or exists (select from (select distinct run_id from added) a
                   where not exists (select from disbursement.payment_run r where r.id = a.run_id)) then
        raise exception using errcode = '23514', constraint = 'payment_line_run_closed',
            message = 'lines are added only while their run is being built';
    end if;
    return null;
end
$$;
create trigger refuse_late_lines after insert on disbursement.payment_line
    referencing new table as added for each statement execute function disbursement.refuse_late_lines();
create trigger refuse_late_exceptions after insert on disbursement.run_exception
    referencing new table as added for each statement execute function disbursement.refuse_late_lines();

create table disbursement.town_confirmation (
    run_id       uuid not null references disbursement.payment_run,
    area_code    registry.area_code not null references registry.area,
    households   int not null,
    persons      int not null,
    amount       numeric(16, 2) not null,
    confirmed_by uuid not null references registry.officer,
    confirmed_at timestamptz not null,
    on_behalf_why text,
    primary key (run_id, area_code)
);
call registry.put_behind_scope('disbursement.town_confirmation');
comment on table disbursement.town_confirmation is '乡镇确认';

create table disbursement.bridge_item (
    run_id         uuid not null references disbursement.payment_run,
    entitlement_id uuid not null references disbursement.entitlement,
    step           text not null,
    area_code      registry.area_code not null,
    residence      text not null,
    households     int not null,
    persons        int not null,
    amount         numeric(16, 2) not null,
    note           text,
    primary key (run_id, entitlement_id, step)
);
call registry.put_behind_scope('disbursement.bridge_item');
create index bridge_item_step on disbursement.bridge_item (run_id, step, area_code);
comment on table disbursement.bridge_item is '上月到本月的每一笔变化';

create table disbursement.run_summary (
    run_id       uuid not null references disbursement.payment_run,
    area_code    registry.area_code not null,
    residence    text not null,
    cell         text not null,
    value        numeric(18, 2) not null,
    primary key (run_id, area_code, residence, cell)
);
call registry.put_behind_scope('disbursement.run_summary');
comment on table disbursement.run_summary is '月度统计表的冻结数据,按乡镇与城乡';

create table disbursement.bank_file (
    id          uuid primary key default uuidv7(),
    run_id      uuid not null references disbursement.payment_run,
    area_code   registry.area_code not null,
    format      text not null check (format in ('CSV_UTF8', 'CSV_GBK', 'XLSX')),
    file_id     uuid not null references registry.stored_file,
    sha256      text not null,
    line_count  int not null,
    amount      numeric(16, 2) not null,
    made_by     uuid not null references registry.officer,
    made_at     timestamptz not null,
    unique (run_id, format)
);
call registry.put_behind_scope('disbursement.bank_file');
comment on table disbursement.bank_file is '代发文件';

create table disbursement.return_file (
    id          uuid primary key default uuidv7(),
    run_id      uuid not null references disbursement.payment_run,
    area_code   registry.area_code not null,
    file_id     uuid not null references registry.stored_file,
    sha256      text not null,
    line_count  int not null,
    applied     int not null,
    unchanged   int not null,
    rejected    int not null,
    read_by     uuid not null references registry.officer,
    read_at     timestamptz not null
);
call registry.put_behind_scope('disbursement.return_file');
create table disbursement.return_error (
    return_file_id uuid not null references disbursement.return_file,
    line_no        int not null,
    area_code      registry.area_code not null,
    kind           text not null,
    message        text not null,
    primary key (return_file_id, line_no, kind)
);
call registry.put_behind_scope('disbursement.return_error');
create table disbursement.line_result (
    run_id         uuid not null,
    seq            int not null,
    area_code      registry.area_code not null,
    succeeded      boolean not null,
    reason         text,
    processed_on   date not null,
    bank_serial    text collate "C",
    return_file_id uuid not null references disbursement.return_file,
    primary key (run_id, seq),
    foreign key (run_id, seq) references disbursement.payment_line (run_id, seq),
    check (succeeded = (reason is null))
);
call registry.put_behind_scope('disbursement.line_result');
create index line_result_serial on disbursement.line_result (bank_serial);
create index line_result_failed on disbursement.line_result (run_id) where not succeeded;
comment on table disbursement.return_file is '回盘文件';
comment on table disbursement.return_error is '回盘文件中不能入账的行';
comment on table disbursement.line_result is '银行处理结果,每笔只有一个';

-- The scheduler's own table (db-scheduler); it carries run ids and times, no persons.
create table disbursement.scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution on disbursement.scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on disbursement.scheduled_tasks (last_heartbeat);
comment on table disbursement.scheduled_tasks is '后台任务';

grant select on all tables in schema disbursement to civil_app, civil_backup;
grant insert on all tables in schema disbursement to civil_app;
grant update on disbursement.payment_run, disbursement.run_progress, disbursement.entitlement,
    disbursement.covered_person, disbursement.arrear, disbursement.hold, disbursement.scheduled_tasks to civil_app;
grant delete on disbursement.scheduled_tasks to civil_app;
-- the planner is told what a bulk write brought (ANALYZE), or it joins a new run's lines one by one
grant maintain on disbursement.entitlement, disbursement.covered_person, disbursement.determination,
    disbursement.payment_line, disbursement.run_exception, disbursement.bridge_item, disbursement.line_result to civil_app;
