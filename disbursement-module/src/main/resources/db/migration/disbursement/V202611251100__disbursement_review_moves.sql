-- A review planned for another month (复核改期): by whom, from when to when, and why. Written once and never changed.
create table disbursement.review_move (
    id             uuid primary key default uuidv7(),
    scheme         text not null,
    entitlement_id uuid not null references disbursement.entitlement,
    area_code      registry.area_code not null,
    resident_id    uuid not null references registry.resident,
    from_on        date not null,
    to_on          date not null,
    reason         text not null check (btrim(reason) <> ''),
    moved_by       uuid not null references registry.officer,
    moved_at       timestamptz not null,
    check (from_on <> to_on)
);
call registry.put_behind_scope('disbursement.review_move');
call registry.hold_to_lines('disbursement.review_move', 'scheme');
call registry.hold_with_residents('disbursement.review_move', 'resident_id');
create index review_move_entitlement on disbursement.review_move (entitlement_id);
comment on table disbursement.review_move is '复核(生存认证)改期记录';
comment on column disbursement.review_move.reason is '改期原因';
grant select on disbursement.review_move to civil_app, civil_backup;
grant insert on disbursement.review_move to civil_app;
-- it goes with the village when villages are merged
grant update (area_code) on disbursement.review_move to civil_app;
