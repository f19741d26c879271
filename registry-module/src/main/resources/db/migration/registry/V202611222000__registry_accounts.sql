-- What the front door keeps count of: passwords by age, failures by account and by source, second factors, stand-ins.
alter table registry.officer
    add column password_set_at timestamptz not null default now(),
    add column factor_secret bytea,
    add column factor_confirmed_at timestamptz,
    add column factor_last_step bigint not null default 0,
    add column factor_failures int not null default 0,
    add column factor_locked_until timestamptz;
comment on column registry.officer.factor_secret is '动态口令密钥(密文)';
comment on column registry.officer.factor_last_step is '最近一次用过的动态口令时间步,同一口令不能再用';

create table registry.sign_in_source (
    login        text collate "C" not null,
    address      text collate "C" not null,
    failures     int not null,
    counted_from timestamptz not null,
    locked_until timestamptz,
    primary key (login, address)
);
comment on table registry.sign_in_source is '登录失败计数,按账号与来源;login 为空的行按来源合计';
grant select, insert, update, delete on registry.sign_in_source to civil_app;
grant select on registry.sign_in_source to civil_backup;

-- Standing in for a colleague (代理): an appointment handed on for a time. It passes the same trigger as any other
-- appointment, so nobody comes by roles this way that one person may not hold together.
alter table registry.officer_grant
    add column delegated_by uuid references registry.officer,
    add column delegation_why text,
    add constraint officer_grant_delegation check (delegated_by is null
        or (valid_to is not null and valid_to < valid_from + 31 and delegated_by <> officer_id
            and delegation_why is not null));
comment on column registry.officer_grant.delegated_by is '代理谁;代理人同时继承其回避限制';
