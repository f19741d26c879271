-- Lists that left the bureau, and those that may only leave with somebody's approval (导出与导出审批).
create table registry.list_extract (
    id            uuid primary key default uuidv7(),
    area_code     registry.area_code not null,
    list          text not null,
    title         text not null,
    filter        text not null,
    row_count     int not null check (row_count >= 0),
    whole_numbers boolean not null,
    state         text not null check (state in
        ('SENT', 'OVER_LIMIT', 'WAITING', 'REFUSED', 'APPROVED', 'MAKING', 'READY', 'FAILED', 'EXPIRED')),
    why           text,
    request_enc   bytea not null,
    purpose       text,
    note          text,
    asked_by      uuid not null references registry.officer,
    asked_at      timestamptz not null,
    decided_by    uuid references registry.officer,
    decided_at    timestamptz,
    file_id       uuid references registry.stored_file,
    sha256        text,
    password_enc  bytea,
    expires_at    timestamptz,
    making_since  timestamptz,
    downloads     int not null default 0,
    constraint list_extract_two_people check (decided_by is null or decided_by <> asked_by),
    constraint list_extract_decided check ((state in ('REFUSED', 'APPROVED', 'MAKING', 'READY', 'FAILED', 'EXPIRED'))
        = (decided_by is not null)),
    constraint list_extract_whole check (not whole_numbers or state <> 'SENT'),
    constraint list_extract_password check (password_enc is null or state = 'READY')
);
call registry.put_behind_scope('registry.list_extract');
create index list_extract_asked on registry.list_extract (asked_by, asked_at desc);
create index list_extract_waiting on registry.list_extract (area_code, asked_at) where state = 'WAITING';
comment on table registry.list_extract is '列表导出:直接导出的记录,超限额的申请、审批与加密文件';
comment on column registry.list_extract.request_enc is '重新生成所需的查询条件(密文)';
comment on column registry.list_extract.password_enc is '打开密码(密文),显示一次后清空';
grant select, insert, update on registry.list_extract to civil_app;
grant select on registry.list_extract to civil_backup;

-- the parts of a file whose time is over lose their content as its head does
alter table registry.stored_file_part alter content_enc drop not null;
grant update (content_enc) on registry.stored_file_part to civil_app;
