-- Limited access (限制查看): a household whose matter only named officers may see, such as one with a child under protection.
-- Others ask with a reason, another person opens it for hours, and it closes by itself (security design §2.3 T09).
create table registry.limited_access (
    id             uuid primary key default uuidv7(),
    household_id   uuid not null references registry.household,
    area_code      registry.area_code not null,
    ground         text not null check (ground in ('CHILD_PROTECTION', 'DOMESTIC_VIOLENCE', 'OTHER')),
    why_enc        bytea not null,
    placed_by      uuid not null references registry.officer,
    placed_at      timestamptz not null,
    lift_asked_by  uuid references registry.officer,
    lift_why       text,
    lifted_by      uuid references registry.officer,
    lifted_at      timestamptz,
    check ((lift_asked_by is null) = (lift_why is null)),
    check (lifted_by is null or (lift_asked_by is not null and lift_asked_by <> lifted_by)),
    check ((lifted_by is null) = (lifted_at is null))
);
call registry.put_behind_scope('registry.limited_access');
create unique index limited_access_one on registry.limited_access (household_id) where lifted_at is null;
comment on table registry.limited_access is '限制查看的家庭';
comment on column registry.limited_access.why_enc is '限制原因(密文)';

create table registry.limited_access_officer (
    limit_id     uuid not null references registry.limited_access,
    officer_id   uuid not null references registry.officer,
    assigned_by  uuid not null references registry.officer,
    assigned_at  timestamptz not null,
    primary key (limit_id, officer_id)
);
create index limited_access_officer_own on registry.limited_access_officer (officer_id);
comment on table registry.limited_access_officer is '限制查看家庭的承办人';

create table registry.limited_access_request (
    id           uuid primary key default uuidv7(),
    limit_id     uuid references registry.limited_access,
    asked_for    text not null,
    asked_by     uuid not null references registry.officer,
    asked_at     timestamptz not null,
    reason       text not null check (length(reason) >= 10),
    hours        int not null check (hours between 1 and 72),
    decided_by   uuid references registry.officer,
    decided_at   timestamptz,
    granted      boolean,
    expires_at   timestamptz,
    check (decided_by is null or decided_by <> asked_by),
    check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (granted is null)),
    check (coalesce(granted, false) = (expires_at is not null))
);
create index limited_access_request_asker on registry.limited_access_request (asked_by, asked_at);
create index limited_access_request_limit on registry.limited_access_request (limit_id) where limit_id is not null;
comment on table registry.limited_access_request is '查看申请;没有限制查看的编号也照样登记,申请人看不出差别';

-- What is open to an officer at a time: what they are assigned to, and what was opened to them and has not run out.
create function registry.open_limits(officer uuid, at timestamptz) returns text
language sql stable as $$
    select coalesce(string_agg(distinct o.limit_id::text, ','), '') from (
        select a.limit_id from registry.limited_access_officer a where a.officer_id = officer
        union all
        select r.limit_id from registry.limited_access_request r
        where r.asked_by = officer and r.granted and r.expires_at > at and r.limit_id is not null) o
$$;
comment on function registry.open_limits is '某时对某经办人员开放的限制查看';

-- Restrictive and for the application only, as the policy of lines; rows without a label are everybody's in the area.
create procedure registry.hold_to_limits(target regclass, label name)
language plpgsql as $$
begin
    execute format(
        'create policy limited on %s as restrictive to civil_app using (%I is null'
        || ' or (select current_setting(''app.open'', true) = ''*'')'
        || ' or %I = any ((select string_to_array(nullif(current_setting(''app.open'', true), ''*''), '',''))::uuid[]))',
        target, label, label);
end
$$;
comment on procedure registry.hold_to_limits is '为表加上限制查看的行级策略';

alter table registry.household add column limit_id uuid references registry.limited_access;
alter table registry.resident add column limit_id uuid references registry.limited_access;
comment on column registry.household.limit_id is '限制查看;空为不限';
comment on column registry.resident.limit_id is '限制查看;空为不限';
create index household_limited on registry.household (limit_id) where limit_id is not null;
create index resident_limited on registry.resident (limit_id) where limit_id is not null;
call registry.hold_to_limits('registry.household', 'limit_id');
call registry.hold_to_limits('registry.resident', 'limit_id');
call registry.hold_to_limits('registry.limited_access', 'id');

-- Who joins a household under limited access comes under it too.
create function registry.limit_new_members() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    update registry.resident r set limit_id = h.limit_id
    from registry.household h where h.id = new.household_id and r.id = new.resident_id and h.limit_id is not null
      and r.limit_id is distinct from h.limit_id;
    return null;
end
$$;
create trigger limit_new_members after insert on registry.household_member
    for each row execute function registry.limit_new_members();

grant select on registry.limited_access, registry.limited_access_officer, registry.limited_access_request
    to civil_app, civil_backup;
grant insert on registry.limited_access, registry.limited_access_officer, registry.limited_access_request to civil_app;
grant update (why_enc, lift_asked_by, lift_why, lifted_by, lifted_at) on registry.limited_access to civil_app;
grant update (decided_by, decided_at, granted, expires_at) on registry.limited_access_request to civil_app;
