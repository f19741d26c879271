-- Villages merge (村级合并): proposed by one officer, approved by another. What is alive goes over to the village that remains;
-- what was paid in closed months keeps the code of its time.
create table registry.area_merger (
    id           uuid primary key default uuidv7(),
    from_code    registry.area_code not null references registry.area,
    to_code      registry.area_code not null references registry.area,
    document     text not null check (document <> ''),
    state        text not null default 'PROPOSED' check (state in ('PROPOSED', 'DECLINED', 'DONE')),
    proposed_by  uuid not null references registry.officer,
    proposed_at  timestamptz not null,
    answered_by  uuid references registry.officer,
    answered_at  timestamptz,
    check (from_code <> to_code),
    check (answered_by is null or answered_by <> proposed_by),
    check ((state = 'PROPOSED') = (answered_by is null)),
    check ((answered_by is null) = (answered_at is null))
);
create unique index area_merger_one_open on registry.area_merger (from_code) where state = 'PROPOSED';
comment on table registry.area_merger is '村级合并:一人提出,另一人批准';
grant select, insert on registry.area_merger to civil_app;
grant update (state, answered_by, answered_at) on registry.area_merger to civil_app;
grant select on registry.area_merger to civil_backup;

grant update (area_code) on registry.stored_file, registry.stored_file_part, registry.staff_relative to civil_app;
