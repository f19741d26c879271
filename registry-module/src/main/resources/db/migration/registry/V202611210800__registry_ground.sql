-- The ground everything stands on: scope policies, officers, the operation log, areas, parameters.
create schema registry;
comment on schema registry is '基础库';
grant usage on schema registry to civil_app, civil_audit, civil_backup;

-- Puts a table behind the row policy. Range form on a "C" column; the LIKE form fails open (security design §3.6).
create procedure registry.put_behind_scope(target regclass)
language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format(
        'create policy scope on %s using (area_code >= current_setting(''app.lo'') and area_code < current_setting(''app.hi''))',
        target);
end
$$;
comment on procedure registry.put_behind_scope is '为表加上区划范围的行级策略';

create domain registry.area_code as text collate "C" check (value ~ '^[0-9]{12}$');
comment on domain registry.area_code is '12位行政区划代码';
create domain registry.yuan as numeric(14, 2);
comment on domain registry.yuan is '金额(元),两位小数';
create domain registry.benefit_month as date check (extract(day from value) = 1);
comment on domain registry.benefit_month is '所属月份,存当月1日';

create table registry.area (
    code            registry.area_code primary key,
    name            text not null check (name <> ''),
    parent_code     registry.area_code references registry.area,
    level           text not null check (level in ('COUNTY', 'TOWNSHIP', 'VILLAGE')),
    class_code      text check (class_code in ('111', '112', '121', '122', '123', '210', '220')),
    initials        text collate "C" not null,
    valid_from      date not null,
    valid_to        date,
    successor_code  registry.area_code references registry.area,
    check (valid_to is null or valid_to > valid_from),
    check (successor_code is null or valid_to is not null),
    check ((level = 'COUNTY') = (parent_code is null))
);
create index area_parent on registry.area (parent_code);
comment on table registry.area is '行政区划';
comment on column registry.area.class_code is '城乡分类代码,仅作旁注,不用来推断城乡类别';
comment on column registry.area.successor_code is '撤并后的承接区划';
comment on column registry.area.initials is '名称拼音首字母';

create table registry.officer (
    id              uuid primary key default uuidv7(),
    login           text collate "C" not null unique check (login ~ '^[a-z][a-z0-9_]{1,31}$'),
    name            text not null,
    unit            text not null,
    phone           text,
    area_code       registry.area_code not null references registry.area,
    password_hash   text not null,
    must_change     boolean not null default false,
    one_time_until  timestamptz,
    demo            boolean not null default false,
    enabled         boolean not null default true,
    failures        int not null default 0,
    locked_until    timestamptz,
    last_sign_in_at timestamptz,
    created_by      uuid references registry.officer,
    created_at      timestamptz not null default now(),
    version         int not null default 0
);
comment on table registry.officer is '经办人员账号';
comment on column registry.officer.demo is '演示账号;接入正式数据库时发现即拒绝启动';

create table registry.officer_grant (
    officer_id  uuid not null references registry.officer,
    role        text not null check (role in ('VILLAGE_ASSISTANT', 'TOWN_CLERK', 'TOWN_REVIEWER', 'COUNTY_CASEWORKER',
                    'COUNTY_APPROVER', 'FINANCE_MAKER', 'FINANCE_CHECKER', 'FINANCE_SIGNER', 'SUPERVISOR', 'SYS_ADMIN',
                    'SEC_ADMIN', 'AUDIT_ADMIN')),
    line        text not null check (line in ('ASSISTANCE', 'ELDER_CARE', 'CHILD_WELFARE', 'SOCIAL_ORGANISATION',
                    'COMMUNITY_GOVERNANCE', 'CIVIL_SERVICES', 'FINANCE', 'ADMINISTRATION')),
    valid_from  date not null,
    valid_to    date,
    granted_by  uuid references registry.officer,
    granted_at  timestamptz not null default now(),
    primary key (officer_id, role, line),
    check (granted_by is null or granted_by <> officer_id)
);
comment on table registry.officer_grant is '岗位授权';

-- Offices that one person may never hold together (static separation of duties, security design §3.4).
create function registry.refuse_incompatible_roles() returns trigger
language plpgsql as $$
declare
    held text[];
begin
    select array_agg(role) into held from registry.officer_grant
    where officer_id = new.officer_id and (valid_to is null or valid_to >= new.valid_from);
    if (new.role = any (array['FINANCE_MAKER', 'FINANCE_CHECKER', 'FINANCE_SIGNER'])
            and held && array_remove(array['FINANCE_MAKER', 'FINANCE_CHECKER', 'FINANCE_SIGNER'], new.role))
        or (new.role = 'COUNTY_CASEWORKER' and 'COUNTY_APPROVER' = any (held))
        or (new.role = 'COUNTY_APPROVER' and 'COUNTY_CASEWORKER' = any (held))
        or (new.role = 'TOWN_CLERK' and 'TOWN_REVIEWER' = any (held))
        or (new.role = 'TOWN_REVIEWER' and 'TOWN_CLERK' = any (held))
        or (new.role in ('SYS_ADMIN', 'SEC_ADMIN', 'AUDIT_ADMIN') and array_length(array_remove(held, new.role), 1) > 0)
        or (held && array_remove(array['SYS_ADMIN', 'SEC_ADMIN', 'AUDIT_ADMIN'], new.role)) then
        raise exception using errcode = '23514', constraint = 'officer_grant_incompatible',
            message = 'these roles cannot be held by one person';
    end if;
    return new;
end
$$;
create trigger refuse_incompatible_roles before insert or update on registry.officer_grant
    for each row execute function registry.refuse_incompatible_roles();

create table registry.former_password (
    officer_id  uuid not null references registry.officer,
    set_at      timestamptz not null default now(),
    hash        text not null,
    primary key (officer_id, set_at)
);
comment on table registry.former_password is '用过的密码';

create table registry.operation_log (
    id            bigint generated always as identity primary key,
    at            timestamptz not null default clock_timestamp(),
    xid           xid8 not null default pg_current_xact_id(),
    actor_id      uuid,
    actor_login   text not null,
    roles         text not null,
    scope         text not null,
    session_hash  text,
    ip            text,
    action        text not null,
    object_type   text not null,
    object_id     text,
    area_code     text collate "C",
    result        text not null check (result in ('DONE', 'DENIED', 'FAILED')),
    reason        text,
    request_id    text,
    detail        text not null,
    mac           bytea not null,
    key_id        smallint not null,
    canon_version smallint not null
);
create index operation_log_object on registry.operation_log (object_type, object_id, id);
create index operation_log_actor on registry.operation_log (actor_login, id);
create index operation_log_xid on registry.operation_log (xid, id);
comment on table registry.operation_log is '操作日志,只增不改';
comment on column registry.operation_log.mac is '以数据库外的密钥对规范文本所做的校验码';
grant insert (actor_id, actor_login, roles, scope, session_hash, ip, action, object_type, object_id, area_code, result,
    reason, request_id, detail, mac, key_id, canon_version) on registry.operation_log to civil_app;
grant select on registry.operation_log to civil_audit;

create table registry.crypto_key (
    id          smallint primary key,
    purpose     text not null check (purpose in ('FIELD', 'INDEX', 'LOG')),
    suite       text not null check (suite in ('SM', 'AES')),
    wrapped     bytea not null,
    created_at  timestamptz not null default now(),
    retired_at  timestamptz
);
comment on table registry.crypto_key is '数据密钥,以主密钥包裹;主密钥不在数据库中';

create table registry.standard (
    id              uuid primary key default uuidv7(),
    scheme          text not null,
    tier            text not null default '',
    area_code       registry.area_code not null references registry.area,
    residence       text not null check (residence in ('URBAN', 'RURAL', 'UNIFIED')),
    amount          registry.yuan not null check (amount >= 0),
    unit            text not null check (unit in ('MONTH', 'YEAR', 'TIME', 'MEAL')),
    effective_from  date not null,
    effective_to    date,
    document        text not null check (document <> ''),
    published_on    date,
    proposed_by     uuid references registry.officer,
    approved_by     uuid references registry.officer,
    approved_at     timestamptz,
    check (effective_to is null or effective_to > effective_from),
    check (proposed_by is null or approved_by is null or proposed_by <> approved_by),
    unique (scheme, tier, area_code, residence, effective_from)
);
comment on table registry.standard is '保障标准,按生效日期新增,不改旧行';
comment on column registry.standard.document is '文号';

create table registry.parameter (
    id              uuid primary key default uuidv7(),
    key             text not null,
    area_code       registry.area_code not null references registry.area,
    value           text not null,
    effective_from  date not null,
    document        text not null,
    proposed_by     uuid references registry.officer,
    approved_by     uuid references registry.officer,
    approved_at     timestamptz,
    check (proposed_by is null or approved_by is null or proposed_by <> approved_by),
    unique (key, area_code, effective_from)
);
comment on table registry.parameter is '参数表,按生效日期新增,不改旧行';

create table registry.idempotency_key (
    key         uuid primary key,
    officer_id  uuid not null,
    action      text not null,
    body_hash   text not null,
    answer      text,
    created_at  timestamptz not null default now()
);
comment on table registry.idempotency_key is '表单请求号,防止重复提交';

create table registry.draft (
    officer_id  uuid not null references registry.officer,
    form        text not null,
    content_enc bytea not null,
    saved_at    timestamptz not null,
    primary key (officer_id, form)
);
comment on table registry.draft is '未提交的表单草稿(密文)';

create table registry.demo_clock (
    only_one     boolean primary key default true check (only_one),
    offset_millis bigint not null
);
comment on table registry.demo_clock is '演示时钟与真实时间的差';

grant select on all tables in schema registry to civil_app, civil_backup;
revoke select on registry.operation_log from civil_app;
grant insert, update on registry.area, registry.officer, registry.officer_grant, registry.former_password,
    registry.crypto_key, registry.standard, registry.parameter, registry.idempotency_key, registry.draft,
    registry.demo_clock to civil_app;
grant delete on registry.draft to civil_app;
