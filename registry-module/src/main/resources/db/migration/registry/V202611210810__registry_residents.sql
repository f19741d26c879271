-- Residents (居民) and the households (家庭) they belong to, as they stood on any date.
create table registry.resident (
    id                  uuid primary key default uuidv7(),
    area_code           registry.area_code not null references registry.area,
    registered_area     registry.area_code references registry.area,
    name                text not null check (name <> ''),
    pinyin              text collate "C" not null,
    initials            text collate "C" not null,
    id_type             text not null default 'CITIZEN' check (id_type in ('CITIZEN', 'RESIDENCE_PERMIT', 'FOREIGN', 'TEMPORARY')),
    id_number_enc       bytea not null,
    id_number_index     bytea not null unique,
    id_prefix           text not null,
    sex                 text not null check (sex in ('MALE', 'FEMALE')),
    birth_date          date not null,
    ethnicity           text,
    phone_enc           bytea,
    phone_index         bytea,
    disability_enc      bytea,
    disability_kind     smallint check (disability_kind between 1 and 7),
    disability_grade    smallint check (disability_grade between 1 and 4),
    health              text not null default 'HEALTHY' check (health in ('HEALTHY', 'ILL', 'SERIOUSLY_ILL', 'DISABLED')),
    labour              text check (labour in ('FULL', 'PARTIAL', 'NONE')),
    employment          text check (employment in ('EMPLOYED', 'UNEMPLOYED', 'FARMING', 'AT_SCHOOL', 'RETIRED', 'NOT_EMPLOYED')),
    schooling           text check (schooling in ('NONE', 'COMPULSORY', 'SENIOR', 'UNDERGRADUATE', 'POSTGRADUATE')),
    marital             text,
    death_date          date,
    death_source        text,
    remark              text,
    version             int not null default 0,
    updated_at          timestamptz not null default now(),
    check ((disability_kind is null) = (disability_grade is null)),
    check ((death_date is null) = (death_source is null)),
    check (death_date is null or death_date >= birth_date)
);
call registry.put_behind_scope('registry.resident');
create index resident_area on registry.resident (area_code, id);
create index resident_phone on registry.resident (phone_index) where phone_index is not null;
create index resident_birth on registry.resident (birth_date, area_code);
comment on table registry.resident is '居民';
comment on column registry.resident.id_number_enc is '证件号码(密文)';
comment on column registry.resident.id_number_index is '证件号码的盲索引';
comment on column registry.resident.id_prefix is '证件号码前六位,列表与页面只显示到这里';
comment on column registry.resident.disability_enc is '残疾证号(密文)';
comment on column registry.resident.disability_kind is '残疾类别 1视力 2听力 3言语 4肢体 5智力 6精神 7多重';

-- Words a resident is found by: 'N' one or two adjacent characters of the name, 'I' pinyin initials, 'P' full pinyin.
-- A plain btree on equality and ranges, because those operators are leakproof and so may run before the row policy.
create table registry.resident_term (
    term         text collate "C" not null,
    area_code    registry.area_code not null,
    resident_id  uuid not null references registry.resident,
    primary key (term, area_code, resident_id)
);
call registry.put_behind_scope('registry.resident_term');
create index resident_term_resident on registry.resident_term (resident_id);
comment on table registry.resident_term is '居民检索词';

create function registry.resident_terms(name text, pinyin text, initials text) returns setof text
language sql immutable strict as $$
    select distinct term from (
        select 'N' || substr(name, i, 1) from generate_series(1, length(name)) i
        union all select 'N' || substr(name, i, 2) from generate_series(1, length(name) - 1) i
        union all select 'I' || initials
        union all select 'P' || pinyin) t(term)
$$;
create function registry.index_new_residents() returns trigger language plpgsql as $$
begin
    insert into registry.resident_term (term, area_code, resident_id)
    select t.term, r.area_code, r.id from added r, registry.resident_terms(r.name, r.pinyin, r.initials) t(term);
    return null;
end
$$;
create trigger index_new_residents after insert on registry.resident
    referencing new table as added for each statement execute function registry.index_new_residents();
create function registry.index_changed_residents() returns trigger language plpgsql as $$
begin
    if old.name is distinct from new.name or old.pinyin is distinct from new.pinyin
        or old.initials is distinct from new.initials or old.area_code is distinct from new.area_code then
        delete from registry.resident_term where resident_id = new.id;
        insert into registry.resident_term (term, area_code, resident_id)
        select t.term, new.area_code, new.id from registry.resident_terms(new.name, new.pinyin, new.initials) t(term);
    end if;
    return null;
end
$$;
create trigger index_changed_residents after update on registry.resident
    for each row execute function registry.index_changed_residents();

create sequence registry.file_number_seq;
create table registry.household (
    id           uuid primary key default uuidv7(),
    file_no      text collate "C" not null unique,
    area_code    registry.area_code not null references registry.area,
    residence    text not null check (residence in ('URBAN', 'RURAL')),
    address      text,
    opened_on    date not null,
    closed_on    date,
    closed_why   text,
    predecessor  uuid references registry.household,
    version      int not null default 0,
    updated_at   timestamptz not null default now(),
    check ((closed_on is null) = (closed_why is null))
);
call registry.put_behind_scope('registry.household');
create index household_area on registry.household (area_code, id);
comment on table registry.household is '共同生活家庭';
comment on column registry.household.file_no is '档案号(家庭编号)';
comment on column registry.household.residence is '城乡类别,人工认定';
comment on column registry.household.predecessor is '分户、换户主前的家庭';

create table registry.household_member (
    id             uuid primary key default uuidv7(),
    household_id   uuid not null references registry.household,
    resident_id    uuid not null references registry.resident,
    area_code      registry.area_code not null,
    relation       text not null,
    counts         boolean not null default true,
    reason_not_counted text,
    valid_from     date not null,
    valid_to       date,
    joined_why     text not null,
    left_why       text,
    check (valid_to is null or valid_to >= valid_from),
    check ((valid_to is null) = (left_why is null)),
    check (counts or reason_not_counted is not null)
);
call registry.put_behind_scope('registry.household_member');
create unique index household_member_one_home on registry.household_member (resident_id) where valid_to is null;
create unique index household_member_one_head on registry.household_member (household_id) where valid_to is null and relation = 'HEAD';
create index household_member_household on registry.household_member (household_id, valid_from);
comment on table registry.household_member is '家庭成员关系,带起止日期与原因,不覆盖';
comment on column registry.household_member.counts is '是否计入家庭人口';

create table registry.means_item (
    id            uuid primary key default uuidv7(),
    household_id  uuid not null references registry.household,
    resident_id   uuid references registry.resident,
    area_code     registry.area_code not null,
    category      text not null check (category in ('WAGE', 'BUSINESS', 'PROPERTY', 'TRANSFER', 'OTHER', 'RIGID_EXPENSE',
                      'SUPPORT_PAID', 'FINANCIAL_ASSET', 'VEHICLE', 'HOUSE', 'COMPANY')),
    name          text not null,
    amount        registry.yuan not null check (amount >= 0),
    period        text not null check (period in ('YEAR', 'MONTH', 'ONCE', 'POINT')),
    start_on      date not null,
    end_on        date,
    source        text not null check (source in ('DECLARED', 'CHECKED', 'VISITED')),
    exemption     text check (exemption in ('BASE_PENSION', 'VETERAN', 'SCHOLARSHIP', 'GOVERNMENT_AID',
                      'DISABILITY_SUBSIDY', 'ORPHAN_LIVING')),
    remark        text,
    entered_by    uuid references registry.officer,
    entered_at    timestamptz not null default now(),
    withdrawn_at  timestamptz,
    withdrawn_why text,
    check (end_on is null or end_on >= start_on),
    check ((withdrawn_at is null) = (withdrawn_why is null))
);
call registry.put_behind_scope('registry.means_item');
create index means_item_household on registry.means_item (household_id) where withdrawn_at is null;
create unique index means_item_natural on registry.means_item
    (household_id, coalesce(resident_id, '00000000-0000-0000-0000-000000000000'), category, name, start_on)
    where withdrawn_at is null;
comment on table registry.means_item is '收入、支出与财产条目';

create table registry.payment_account (
    id            uuid primary key default uuidv7(),
    resident_id   uuid not null references registry.resident,
    area_code     registry.area_code not null,
    holder_name   text not null,
    bank          text not null,
    number_enc    bytea not null,
    number_index  bytea not null,
    last_four     text not null,
    kind          text not null check (kind in ('CARD', 'PASSBOOK')),
    entered_by    uuid references registry.officer,
    entered_at    timestamptz not null default now(),
    confirmed_by  uuid references registry.officer,
    confirmed_at  timestamptz,
    active        boolean not null default false,
    closed_at     timestamptz,
    check (entered_by is null or confirmed_by is null or entered_by <> confirmed_by),
    check (not active or confirmed_at is not null)
);
call registry.put_behind_scope('registry.payment_account');
create unique index payment_account_one_active on registry.payment_account (resident_id) where active;
create index payment_account_resident on registry.payment_account (resident_id);
create index payment_account_number on registry.payment_account (number_index);
comment on table registry.payment_account is '收款账户,留历史,每人至多一个在用';

create table registry.stored_file (
    id           uuid primary key default uuidv7(),
    area_code    registry.area_code not null,
    name         text not null,
    media_type   text not null,
    size         bigint not null,
    sha256       text not null,
    content_enc  bytea not null,
    stored_by    uuid references registry.officer,
    stored_at    timestamptz not null default now()
);
call registry.put_behind_scope('registry.stored_file');
comment on table registry.stored_file is '上传与生成的文件(密文)';

create table registry.import_batch (
    id            uuid primary key default uuidv7(),
    area_code     registry.area_code not null,
    contract      text not null,
    file_id       uuid not null references registry.stored_file,
    state         text not null check (state in ('CHECKING', 'CHECKED', 'CONFIRMING', 'CONFIRMED', 'REFUSED', 'DISCARDED')),
    rows_read     int not null default 0,
    rows_passed   int not null default 0,
    rows_warned   int not null default 0,
    rows_failed   int not null default 0,
    rows_written  int not null default 0,
    rows_unchanged int not null default 0,
    message       text,
    uploaded_by   uuid not null references registry.officer,
    uploaded_at   timestamptz not null default now(),
    confirmed_by  uuid references registry.officer,
    confirmed_at  timestamptz
);
call registry.put_behind_scope('registry.import_batch');
create index import_batch_recent on registry.import_batch (area_code, uploaded_at desc);
comment on table registry.import_batch is '导入批次:上传、检查、确认';

create table registry.import_finding (
    batch_id   uuid not null references registry.import_batch,
    row_no     int not null,
    ordinal    int not null,
    area_code  registry.area_code not null,
    severity   text not null check (severity in ('ERROR', 'WARNING', 'NOTE')),
    column_name text,
    message    text not null,
    primary key (batch_id, row_no, ordinal)
);
call registry.put_behind_scope('registry.import_finding');
comment on table registry.import_finding is '导入检查发现的问题,不含个人信息';

create table registry.lookup_code (
    kind  text not null,
    code  text not null,
    word  text not null,
    ordinal int not null,
    primary key (kind, code)
);
comment on table registry.lookup_code is '代码表';

grant select on all tables in schema registry to civil_app, civil_backup;
revoke select on registry.operation_log from civil_app;
grant insert, update on registry.resident, registry.household, registry.household_member, registry.means_item,
    registry.payment_account, registry.stored_file, registry.import_batch, registry.import_finding,
    registry.resident_term to civil_app;
-- search words are derived data, rewritten when a name changes
grant delete on registry.resident_term to civil_app;
grant usage on all sequences in schema registry to civil_app;
grant select on all sequences in schema registry to civil_backup;
-- the planner is told what a bulk write brought (ANALYZE)
grant maintain on registry.resident, registry.resident_term, registry.household, registry.household_member,
    registry.means_item, registry.payment_account to civil_app;
