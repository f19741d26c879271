-- Leads (线索): what another office knows of somebody who is paid, for the township to look into and answer in time.
create sequence casework.lead_number_seq;
create table casework.lead (
    id            uuid primary key default uuidv7(),
    lead_no       text collate "C" not null unique default
        'XS' || lpad(nextval('casework.lead_number_seq')::text, 7, '0'),
    kind          text not null check (kind ~ '^[A-Z_]{2,40}$'),
    resident_id   uuid not null references registry.resident,
    area_code     registry.area_code not null references registry.area,
    event_on      date not null,
    source        text not null check (source <> ''),
    detail        text not null,
    amount        registry.yuan,
    source_id     uuid,
    opened_at     timestamptz not null,
    due_on        date not null,
    state         text not null default 'OPEN' check (state in ('OPEN', 'ESCALATED', 'ANSWERED', 'CLOSED')),
    outcome       text check (outcome in ('TRUE_STOP', 'TRUE_CHANGE', 'TRUE_NO_EFFECT', 'UNTRUE', 'UNVERIFIABLE')),
    reply         text,
    answered_by   uuid references registry.officer,
    answered_at   timestamptz,
    confirmed_by  uuid references registry.officer,
    confirmed_at  timestamptz,
    version       int not null default 0,
    unique (kind, resident_id, event_on, source),
    check ((state in ('ANSWERED', 'CLOSED')) = (outcome is not null)),
    check ((outcome is null) = (reply is null) and (outcome is null) = (answered_by is null)),
    check (confirmed_by is null or confirmed_by <> answered_by),
    -- what stops or changes money, and any answer about a death, takes a second person
    check (state <> 'CLOSED' or confirmed_by is not null
        or outcome not in ('TRUE_STOP', 'TRUE_CHANGE') and kind not in ('DEATH', 'CREMATION'))
);
call registry.put_behind_scope('casework.lead');
create index lead_queue on casework.lead (area_code, due_on) where state <> 'CLOSED';
create index lead_resident on casework.lead (resident_id);
comment on table casework.lead is '线索:其他部门或本系统发现的情况,由乡镇限期核实回复';
comment on column casework.lead.event_on is '事件日期';
comment on column casework.lead.source_id is '来源记录,如火化登记';
comment on column casework.lead.outcome is '核实结果:属实-停发/属实-变更/属实-不影响/不属实/无法核实';

create table casework.lead_entry (
    lead_id      uuid not null references casework.lead,
    ordinal      int not null,
    area_code    registry.area_code not null,
    act          text not null check (act in ('OPEN', 'ESCALATE', 'ANSWER', 'CONFIRM', 'SEND_BACK')),
    outcome      text,
    note         text not null,
    officer_id   uuid references registry.officer,
    officer_name text not null,
    at           timestamptz not null,
    primary key (lead_id, ordinal)
);
call registry.put_behind_scope('casework.lead_entry');
comment on table casework.lead_entry is '线索办理经过,只增不改';

grant select on casework.lead, casework.lead_entry to civil_app, civil_backup;
grant insert on casework.lead, casework.lead_entry to civil_app;
grant update (state, outcome, reply, answered_by, answered_at, confirmed_by, confirmed_at, version)
    on casework.lead to civil_app;
grant maintain on casework.lead to civil_app;
grant usage on casework.lead_number_seq to civil_app;
grant select on casework.lead_number_seq to civil_backup;
