-- Cases (案卷) on their way through a declared procedure, and the calendar their limits are counted in.
create schema casework;
comment on schema casework is '办件';
grant usage on schema casework to civil_app, civil_backup;

create table casework.calendar_year (
    year       int primary key,
    document   text not null,
    loaded_at  timestamptz not null default now(),
    loaded_by  uuid references registry.officer
);
comment on table casework.calendar_year is '已录入节假日安排的年份';
create table casework.calendar_day (
    day   date primary key,
    kind  text not null check (kind in ('HOLIDAY', 'MAKE_UP')),
    name  text not null
);
comment on table casework.calendar_day is '放假日与调休上班日,其余按周一至周五';

create sequence casework.case_number_seq;
create table casework.case_file (
    id             uuid primary key default uuidv7(),
    case_no        text collate "C" not null unique,
    matter         text not null,
    area_code      registry.area_code not null references registry.area,
    household_id   uuid references registry.household,
    applicant_id   uuid references registry.resident,
    title          text not null,
    status         text not null check (status in ('OPEN', 'CONFIRMED', 'REFUSED', 'WITHDRAWN', 'ABORTED')),
    step           text not null,
    step_since     date not null,
    due_on         date,
    opened_on      date not null,
    closed_on      date,
    paused_since   date,
    paused_days    int not null default 0,
    returned       boolean not null default false,
    return_to      text,
    devolved       boolean not null default false,
    handler_id     uuid references registry.officer,
    reviewer_id    uuid references registry.officer,
    confirmer_id   uuid references registry.officer,
    version        int not null default 0,
    check (handler_id is null or reviewer_id is null or handler_id <> reviewer_id),
    check (handler_id is null or confirmer_id is null or handler_id <> confirmer_id),
    check (reviewer_id is null or confirmer_id is null or reviewer_id <> confirmer_id),
    check ((status = 'OPEN') = (closed_on is null)),
    check (status <> 'CONFIRMED' or (handler_id is not null and reviewer_id is not null and confirmer_id is not null))
);
call registry.put_behind_scope('casework.case_file');
create index case_file_queue on casework.case_file (status, step, area_code, due_on);
create index case_file_area on casework.case_file (area_code, opened_on);
create index case_file_household on casework.case_file (household_id);
create unique index case_file_one_open on casework.case_file (matter, household_id) where status = 'OPEN';
comment on table casework.case_file is '案卷';
comment on column casework.case_file.paused_days is '当前环节已中止的天数,单位同该环节时限';
comment on column casework.case_file.devolved is '受理时该乡镇已下放审核确认权限';
comment on column casework.case_file.return_to is '退回后补正完成时直接送回的环节';

create table casework.case_entry (
    case_id      uuid not null references casework.case_file,
    ordinal      int not null,
    area_code    registry.area_code not null,
    step         text not null,
    act          text not null,
    duty         text check (duty in ('HANDLE', 'REVIEW', 'CONFIRM')),
    to_step      text,
    reason_code  text,
    opinion      text,
    officer_id   uuid not null references registry.officer,
    officer_name text not null,
    officer_unit text not null,
    at           timestamptz not null,
    due_on       date,
    primary key (case_id, ordinal)
);
call registry.put_behind_scope('casework.case_entry');
create index case_entry_officer on casework.case_entry (case_id, officer_id);
comment on table casework.case_entry is '办理经过,只增不改';
comment on column casework.case_entry.duty is '经办、审核、确认中的哪一种;同一案卷一人只能承担一种';

-- One person, one duty on a case, however often it is returned (security design §3.4).
create function casework.refuse_second_duty() returns trigger
language plpgsql as $$
begin
    if new.duty is not null and exists (select from casework.case_entry e
            where e.case_id = new.case_id and e.officer_id = new.officer_id and e.duty <> new.duty) then
        raise exception using errcode = '23514', constraint = 'case_entry_one_duty',
            message = 'one officer cannot act in two duties on one case';
    end if;
    return new;
end
$$;
create trigger refuse_second_duty before insert on casework.case_entry
    for each row execute function casework.refuse_second_duty();

create table casework.case_paper (
    case_id     uuid not null references casework.case_file,
    code        text not null,
    area_code   registry.area_code not null,
    state       text not null check (state in ('MISSING', 'RECEIVED', 'BY_DATA', 'PROMISED', 'NOT_NEEDED')),
    promised_by date,
    note        text,
    updated_by  uuid references registry.officer,
    updated_at  timestamptz not null,
    primary key (case_id, code)
);
call registry.put_behind_scope('casework.case_paper');
comment on table casework.case_paper is '申请材料清单';

create table casework.posting (
    id          uuid primary key default uuidv7(),
    case_id     uuid not null references casework.case_file,
    area_code   registry.area_code not null,
    posted_on   date not null,
    ends_on     date not null,
    place       text not null,
    content     text not null,
    posted_by   uuid not null references registry.officer,
    result      text check (result in ('NO_OBJECTION', 'OBJECTION')),
    result_note text,
    closed_on   date,
    closed_by   uuid references registry.officer,
    check (ends_on > posted_on),
    check ((result is null) = (closed_on is null))
);
call registry.put_behind_scope('casework.posting');
create index posting_case on casework.posting (case_id);
comment on table casework.posting is '公示';

create table casework.printed_paper (
    id          uuid primary key default uuidv7(),
    case_id     uuid references casework.case_file,
    area_code   registry.area_code not null,
    paper       text not null,
    copy_no     int not null,
    sha256      text not null,
    printed_by  uuid not null references registry.officer,
    printed_at  timestamptz not null,
    unique (case_id, paper, copy_no)
);
call registry.put_behind_scope('casework.printed_paper');
comment on table casework.printed_paper is '文书打印记录,第二份起为补打';

create table casework.attachment (
    id          uuid primary key default uuidv7(),
    case_id     uuid not null references casework.case_file,
    area_code   registry.area_code not null,
    paper_code  text,
    file_id     uuid not null references registry.stored_file,
    added_by    uuid not null references registry.officer,
    added_at    timestamptz not null
);
call registry.put_behind_scope('casework.attachment');
create index attachment_case on casework.attachment (case_id);
comment on table casework.attachment is '案卷附件';

grant select on all tables in schema casework to civil_app, civil_backup;
grant insert, update on casework.calendar_year, casework.calendar_day, casework.case_file, casework.case_paper,
    casework.posting to civil_app;
grant delete on casework.calendar_day to civil_app;
grant insert on casework.case_entry, casework.printed_paper, casework.attachment to civil_app;
grant usage on all sequences in schema casework to civil_app;
grant select on all sequences in schema casework to civil_backup;
