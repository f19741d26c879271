-- The end of the month (月末结账): what was closed is kept as a version; a month is opened again only by two, with a reason.
create table disbursement.month_reopening (
    id           uuid primary key default uuidv7(),
    run_id       uuid not null references disbursement.payment_run,
    area_code    registry.area_code not null,
    reason       text not null check (reason <> ''),
    asked_by     uuid not null references registry.officer,
    asked_at     timestamptz not null,
    decided_by   uuid references registry.officer,
    decided_at   timestamptz,
    approved     boolean,
    decision_note text,
    closed_again_at timestamptz,
    check (decided_by is null or decided_by <> asked_by),
    check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (approved is null)),
    check (closed_again_at is null or approved)
);
call registry.put_behind_scope('disbursement.month_reopening');
create unique index month_reopening_one_at_a_time on disbursement.month_reopening (run_id)
    where decided_at is null or (approved and closed_again_at is null);
comment on table disbursement.month_reopening is '月份重开:一人申请、另一人批准';

create table disbursement.report_version (
    id          uuid primary key default uuidv7(),
    run_id      uuid not null references disbursement.payment_run,
    area_code   registry.area_code not null,
    version_no  int not null check (version_no > 0),
    closed_by   uuid not null references registry.officer,
    closed_at   timestamptz not null,
    why         text not null,
    unique (run_id, version_no)
);
call registry.put_behind_scope('disbursement.report_version');
comment on table disbursement.report_version is '月度统计表的版本,每次办结各存一份;id 即报表快照号';

create table disbursement.report_figure (
    version_id  uuid not null references disbursement.report_version,
    area_code   registry.area_code not null,
    residence   text not null check (residence in ('URBAN', 'RURAL', 'ALL')),
    cell        text not null,
    value       numeric(18, 2) not null,
    primary key (version_id, area_code, residence, cell)
);
call registry.put_behind_scope('disbursement.report_figure');
comment on table disbursement.report_figure is '报表快照的数字,按乡镇与城乡,只增不改';

create table disbursement.report_approval (
    version_id  uuid primary key references disbursement.report_version,
    area_code   registry.area_code not null,
    approved_by uuid not null references registry.officer,
    approved_at timestamptz not null
);
call registry.put_behind_scope('disbursement.report_approval');
comment on table disbursement.report_approval is '报表核定';

create table disbursement.report_set (
    id          uuid primary key default uuidv7(),
    version_id  uuid not null references disbursement.report_version,
    area_code   registry.area_code not null,
    paper_size  text not null check (paper_size in ('A3', 'A4')),
    copy_no     int not null check (copy_no > 0),
    state       text not null check (state in ('WORKING', 'DONE', 'FAILED')),
    file_id     uuid references registry.stored_file,
    sha256      text,
    pages       int,
    failure     text,
    asked_by    uuid not null references registry.officer,
    asked_at    timestamptz not null,
    done_at     timestamptz,
    unique (version_id, paper_size, copy_no),
    check ((state = 'DONE') = (file_id is not null))
);
call registry.put_behind_scope('disbursement.report_set');
comment on table disbursement.report_set is '整套报表的打印件;第二份起为补打,内容取自第一份';

create table disbursement.sample_finding (
    id          uuid primary key default uuidv7(),
    run_id      uuid not null,
    seq         int not null,
    area_code   registry.area_code not null,
    outcome     text not null check (outcome in ('RIGHT', 'WRONG_AMOUNT', 'WRONG_PERSON', 'NOT_FOUND', 'OTHER')),
    note        text not null,
    found_by    uuid not null references registry.officer,
    found_at    timestamptz not null,
    foreign key (run_id, seq) references disbursement.payment_line (run_id, seq),
    check (outcome = 'RIGHT' or note <> '')
);
call registry.put_behind_scope('disbursement.sample_finding');
create index sample_finding_run on disbursement.sample_finding (run_id, seq, found_at desc);
comment on table disbursement.sample_finding is '随机抽查记录,最后一条为准';

create table disbursement.given_figures (
    id          uuid primary key default uuidv7(),
    area_code   registry.area_code not null,
    title       text not null check (title <> ''),
    source      text not null check (source <> ''),
    explanation text,
    made_by     uuid not null references registry.officer,
    made_at     timestamptz not null
);
call registry.put_behind_scope('disbursement.given_figures');
create table disbursement.given_figure (
    check_id    uuid not null references disbursement.given_figures,
    ordinal     int not null,
    area_code   registry.area_code not null,
    kind        text not null check (kind in ('TOTAL', 'PART')),
    name        text not null check (name <> ''),
    households  int not null check (households >= 0),
    persons     int not null check (persons >= 0),
    primary key (check_id, ordinal)
);
call registry.put_behind_scope('disbursement.given_figure');
comment on table disbursement.given_figures is '外来数字的勾稽,如总结、报表中的合计与分项';

-- What the bank takes back after the month was closed (退汇): only while the month is open again, and what was before is kept.
create table disbursement.line_result_before (
    id             uuid primary key default uuidv7(),
    run_id         uuid not null,
    seq            int not null,
    area_code      registry.area_code not null,
    succeeded      boolean not null,
    reason         text,
    processed_on   date not null,
    bank_serial    text,
    return_file_id uuid not null,
    replaced_at    timestamptz not null default clock_timestamp(),
    foreign key (run_id, seq) references disbursement.payment_line (run_id, seq)
);
call registry.put_behind_scope('disbursement.line_result_before');
comment on table disbursement.line_result_before is '更正前的银行处理结果';

create function disbursement.month_is_open_again(run uuid) returns boolean language sql stable as $$
    select exists (select from disbursement.month_reopening o
        where o.run_id = run and o.approved and o.closed_again_at is null)
$$;

create function disbursement.guard_line_result() returns trigger language plpgsql as $$
begin
    if not old.succeeded or new.succeeded or (old.run_id, old.seq, old.area_code) is distinct from (new.run_id, new.seq, new.area_code)
        or not disbursement.month_is_open_again(old.run_id)
        or not exists (select from disbursement.payment_run r where r.id = old.run_id and r.state = 'RETURNED') then
        raise exception using errcode = '23514', constraint = 'line_result_final',
            message = 'a result changes only from paid to taken back, and only while its month is open again';
    end if;
    insert into disbursement.line_result_before (run_id, seq, area_code, succeeded, reason, processed_on, bank_serial, return_file_id)
    values (old.run_id, old.seq, old.area_code, old.succeeded, old.reason, old.processed_on, old.bank_serial, old.return_file_id);
    return new;
end
$$;
create trigger guard_line_result before update on disbursement.line_result
    for each row execute function disbursement.guard_line_result();

-- Of the frozen figures only the bank's may be written anew, and only before the month is closed.
create function disbursement.guard_run_summary() returns trigger language plpgsql as $$
begin
    if new.cell not in ('SUCCEEDED', 'FAILED', 'UNANSWERED') or (old.run_id, old.area_code, old.residence, old.cell)
            is distinct from (new.run_id, new.area_code, new.residence, new.cell)
        or not exists (select from disbursement.payment_run r where r.id = old.run_id and r.state = 'RETURNED') then
        raise exception using errcode = '23514', constraint = 'run_summary_frozen', message = 'frozen figures do not change';
    end if;
    return new;
end
$$;
create trigger guard_run_summary before update on disbursement.run_summary
    for each row execute function disbursement.guard_run_summary();

create or replace function disbursement.guard_payment_run() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and not (old.state, new.state) in (
            ('BUILDING', 'BUILT'), ('BUILDING', 'ABANDONED'), ('BUILT', 'TOWN_OK'), ('BUILT', 'ABANDONED'),
            ('TOWN_OK', 'CHECKED'), ('TOWN_OK', 'ABANDONED'), ('CHECKED', 'SIGNED'), ('CHECKED', 'ABANDONED'),
            ('SIGNED', 'SENT'), ('SENT', 'RETURNED'), ('RETURNED', 'CLOSED'))
        and not ((old.state, new.state) = ('CLOSED', 'RETURNED') and disbursement.month_is_open_again(old.id)) then
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

grant select, insert on disbursement.month_reopening, disbursement.report_version, disbursement.report_figure,
    disbursement.report_approval, disbursement.report_set, disbursement.sample_finding, disbursement.given_figures,
    disbursement.given_figure, disbursement.line_result_before to civil_app;
grant update on disbursement.month_reopening, disbursement.report_set, disbursement.line_result to civil_app;
grant update (value) on disbursement.run_summary to civil_app;
grant select on disbursement.month_reopening, disbursement.report_version, disbursement.report_figure,
    disbursement.report_approval, disbursement.report_set, disbursement.sample_finding, disbursement.given_figures,
    disbursement.given_figure, disbursement.line_result_before to civil_backup;
