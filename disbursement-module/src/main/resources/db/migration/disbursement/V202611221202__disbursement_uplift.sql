-- A new standard tried out on everybody it concerns before anybody approves it (提标测算), and then applied as one reviewed act.
create table disbursement.uplift (
    id              uuid primary key default uuidv7(),
    scheme          text not null,
    standard_id     uuid not null,
    area_code       registry.area_code not null references registry.area,
    residence       text not null check (residence in ('URBAN', 'RURAL', 'UNIFIED')),
    standard_amount registry.yuan not null,
    document        text not null,
    effective_month registry.benefit_month not null,
    state           text not null check (state in ('PREVIEWING', 'PREVIEWED', 'APPLYING', 'APPLIED', 'REPLACED')),
    read_count      int not null default 0,
    raised          int not null default 0,
    lowered         int not null default 0,
    unchanged       int not null default 0,
    ineligible      int not null default 0,
    manual          int not null default 0,
    monthly_before  numeric(16, 2) not null default 0,
    monthly_after   numeric(16, 2) not null default 0,
    arrears_amount  numeric(16, 2) not null default 0,
    excess_amount   numeric(16, 2) not null default 0,
    items_hash      text,
    data_hash       text,
    applied         int not null default 0,
    moved           int not null default 0,
    phase_done      int not null default 0,
    phase_total     int not null default 0,
    cursor_area     text collate "C" not null default '',
    cursor_id       uuid,
    beat_at         timestamptz not null,
    failure         text,
    proposed_by     uuid not null references registry.officer,
    proposed_at     timestamptz not null,
    previewed_at    timestamptz,
    approved_by     uuid references registry.officer,
    approved_at     timestamptz,
    applied_at      timestamptz,
    version         int not null default 0,
    check (approved_by is null or approved_by <> proposed_by),
    check ((state in ('APPLYING', 'APPLIED')) = (approved_by is not null)),
    check (state = 'PREVIEWING' or state = 'REPLACED'
        or read_count = raised + lowered + unchanged + ineligible + manual and items_hash is not null and data_hash is not null),
    check (state <> 'APPLIED' or applied + moved = raised + lowered)
);
call registry.put_behind_scope('disbursement.uplift');
create policy same_county on disbursement.uplift
    using (area_code = left(current_setting('app.lo'), 6) || '000000');
create unique index uplift_one on disbursement.uplift (standard_id) where state <> 'REPLACED';
comment on table disbursement.uplift is '提标测算与执行';

create table disbursement.uplift_item (
    uplift_id      uuid not null references disbursement.uplift,
    entitlement_id uuid not null references disbursement.entitlement,
    benefit_month  registry.benefit_month not null,
    area_code      registry.area_code not null,
    residence      text not null,
    household_id   uuid,
    resident_id    uuid not null,
    latest         boolean not null,
    persons        int not null,
    before_amount  registry.yuan not null,
    after_persons  int not null,
    after_amount   registry.yuan not null,
    outcome        text not null check (outcome in ('RAISED', 'LOWERED', 'UNCHANGED', 'INELIGIBLE', 'MANUAL')),
    why            text,
    months_past    int not null,
    past_amount    registry.yuan not null,
    primary key (uplift_id, entitlement_id, benefit_month),
    check (outcome in ('RAISED', 'LOWERED') or before_amount = after_amount),
    check (past_amount = months_past * (after_amount - before_amount))
);
call registry.put_behind_scope('disbursement.uplift_item');
create index uplift_item_list on disbursement.uplift_item (uplift_id, outcome, area_code, entitlement_id);
comment on table disbursement.uplift_item is '提标测算的每一户(人):现在多少、提标后多少、为什么';

create table disbursement.uplift_moved (
    uplift_id      uuid not null references disbursement.uplift,
    entitlement_id uuid not null references disbursement.entitlement,
    area_code      registry.area_code not null,
    why            text not null,
    primary key (uplift_id, entitlement_id)
);
call registry.put_behind_scope('disbursement.uplift_moved');
comment on table disbursement.uplift_moved is '测算之后家庭情况又有变动、未随提标执行的户,须人工核定';

create function disbursement.guard_uplift() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and not (old.state, new.state) in (
            ('PREVIEWING', 'PREVIEWED'), ('PREVIEWING', 'REPLACED'), ('PREVIEWED', 'APPLYING'), ('PREVIEWED', 'REPLACED'),
            ('APPLYING', 'APPLIED')) then
        raise exception using errcode = '23514', constraint = 'uplift_state',
            message = format('an uplift cannot go from %s to %s', old.state, new.state);
    end if;
    if old.state <> 'PREVIEWING' and (old.items_hash, old.raised, old.lowered, old.unchanged, old.ineligible, old.manual,
            old.monthly_before, old.monthly_after, old.proposed_by)
        is distinct from (new.items_hash, new.raised, new.lowered, new.unchanged, new.ineligible, new.manual,
            new.monthly_before, new.monthly_after, new.proposed_by) then
        raise exception using errcode = '23514', constraint = 'uplift_figures',
            message = 'the figures of a preview do not change';
    end if;
    return new;
end
$$;
create trigger guard_uplift before update on disbursement.uplift
    for each row execute function disbursement.guard_uplift();

grant select on disbursement.uplift, disbursement.uplift_item, disbursement.uplift_moved to civil_app, civil_backup;
grant insert on disbursement.uplift, disbursement.uplift_item, disbursement.uplift_moved to civil_app;
grant update on disbursement.uplift to civil_app;
grant maintain on disbursement.uplift_item to civil_app;
