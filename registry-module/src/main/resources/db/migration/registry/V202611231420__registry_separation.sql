-- Roles one person may never hold together (security design §3.4): each administrator, each hand that moves money and
-- supervision beside nothing else; who enters beside nobody who reviews or approves. The same as Separation in the code.
create function registry.roles_exclude(one text, other text) returns boolean
language sql immutable as $$
    select one <> other and (
        array[one, other] && array['SYS_ADMIN', 'SEC_ADMIN', 'AUDIT_ADMIN', 'FINANCE_MAKER', 'FINANCE_CHECKER',
            'FINANCE_SIGNER', 'SUPERVISOR']
        or 'TOWN_REVIEWER' in (one, other) and array[one, other] && array['VILLAGE_ASSISTANT', 'TOWN_CLERK']
        or 'COUNTY_APPROVER' in (one, other)
            and array[one, other] && array['VILLAGE_ASSISTANT', 'TOWN_CLERK', 'COUNTY_CASEWORKER'])
$$;
comment on function registry.roles_exclude is '两个岗位是否不相容';

create or replace function registry.refuse_incompatible_roles() returns trigger
language plpgsql as $$
begin
    -- one appointment of a person after the other, or two at once would not see each other
    perform 1 from registry.officer where id = new.officer_id for update;
    if exists (select from registry.officer_grant g
            where g.officer_id = new.officer_id and (g.valid_to is null or g.valid_to >= new.valid_from)
              and (new.valid_to is null or new.valid_to >= g.valid_from)
              and registry.roles_exclude(g.role, new.role)) then
        raise exception using errcode = '23514', constraint = 'officer_grant_incompatible',
            message = 'these roles cannot be held by one person';
    end if;
    return new;
end
$$;

-- An appointment to business takes the security administrator and a leader of that line (岗位审批).
create table registry.appointment_request (
    id           uuid primary key default uuidv7(),
    officer_id   uuid not null references registry.officer,
    role         text not null,
    line         text not null,
    asked_by     uuid not null references registry.officer,
    asked_at     timestamptz not null,
    decided_by   uuid references registry.officer,
    decided_at   timestamptz,
    granted      boolean,
    check (decided_by is null or (decided_by <> asked_by and decided_by <> officer_id)),
    check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (granted is null))
);
create unique index appointment_request_open on registry.appointment_request (officer_id, role, line) where decided_at is null;
comment on table registry.appointment_request is '待分管领导批准的岗位授权';
grant select on registry.appointment_request to civil_app, civil_backup;
grant insert on registry.appointment_request to civil_app;
grant update (decided_by, decided_at, granted) on registry.appointment_request to civil_app;
