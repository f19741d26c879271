-- Whose account a benefit goes to is changed by two people, with a reason and a paper (领款人变更).
create table disbursement.payee_change (
    id             uuid primary key default uuidv7(),
    entitlement_id uuid not null references disbursement.entitlement,
    scheme         text not null,
    area_code      registry.area_code not null references registry.area,
    from_payee     uuid not null references registry.resident,
    to_payee       uuid not null references registry.resident,
    basis          text not null check (basis in ('HOLDER', 'MEMBER', 'GUARDIAN')),
    reason         text not null check (btrim(reason) <> ''),
    paper_file_id  uuid not null references registry.stored_file,
    state          text not null check (state in ('PROPOSED', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    proposed_by    uuid not null references registry.officer,
    proposed_at    timestamptz not null,
    decided_by     uuid references registry.officer,
    decided_at     timestamptz,
    decision_note  text,
    version        int not null default 0,
    check (from_payee <> to_payee),
    check ((decided_by is null) = (state = 'PROPOSED') and (decided_by is null) = (decided_at is null)),
    -- nobody approves or refuses what they asked for themselves; taking it back is their own affair
    check (decided_by is null or state = 'WITHDRAWN' or decided_by <> proposed_by),
    check (state <> 'REFUSED' or btrim(decision_note) <> '')
);
call registry.put_behind_scope('disbursement.payee_change');
call registry.hold_to_lines('disbursement.payee_change', 'scheme');
create unique index payee_change_one_open on disbursement.payee_change (entitlement_id) where state = 'PROPOSED';
create index payee_change_entitlement on disbursement.payee_change (entitlement_id);
create index payee_change_area on disbursement.payee_change (area_code, state);
comment on table disbursement.payee_change is '领款人变更:一人提出、另一人批准,自下一批次起生效';
comment on column disbursement.payee_change.basis is '凭什么领款:本人、本户成员、监护人或代领人';

create function disbursement.guard_payee_change() returns trigger language plpgsql as $$
begin
    if old.state <> 'PROPOSED' and old.state <> new.state
        or (old.entitlement_id, old.from_payee, old.to_payee, old.basis, old.reason, old.paper_file_id, old.proposed_by)
            is distinct from (new.entitlement_id, new.from_payee, new.to_payee, new.basis, new.reason, new.paper_file_id,
                new.proposed_by) then
        raise exception using errcode = '23514', constraint = 'payee_change_decided',
            message = 'a change of payee is decided once, and stays as it was asked for';
    end if;
    return new;
end
$$;
create trigger guard_payee_change before update on disbursement.payee_change
    for each row execute function disbursement.guard_payee_change();

grant select on disbursement.payee_change to civil_app, civil_backup;
grant insert on disbursement.payee_change to civil_app;
grant update (state, decided_by, decided_at, decision_note, version, area_code) on disbursement.payee_change to civil_app;
