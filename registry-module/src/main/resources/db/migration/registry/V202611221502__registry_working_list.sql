-- Working lists (工作底表): members of a village as given out to be edited offline, and what of it was chosen to be taken over.
create table registry.working_list (
    id           uuid primary key default uuidv7(),
    area_code    registry.area_code not null,
    exported_by  uuid not null references registry.officer,
    exported_at  timestamptz not null,
    row_count    int not null
);
call registry.put_behind_scope('registry.working_list');
comment on table registry.working_list is '导出的工作底表';

create table registry.working_list_row (
    list_id      uuid not null references registry.working_list,
    row_no       int not null,
    area_code    registry.area_code not null,
    resident_id  uuid not null references registry.resident,
    phone_index  bytea,
    health       text not null,
    labour       text,
    employment   text,
    schooling    text,
    primary key (list_id, row_no)
);
call registry.put_behind_scope('registry.working_list_row');
comment on table registry.working_list_row is '导出时每人的登记内容,回填时据此判断谁改过';

create table registry.working_list_choice (
    batch_id     uuid not null references registry.import_batch,
    resident_id  uuid not null references registry.resident,
    field        text not null check (field in ('PHONE', 'HEALTH', 'LABOUR', 'EMPLOYMENT', 'SCHOOLING')),
    area_code    registry.area_code not null,
    version      int not null,
    wanted       boolean not null,
    chosen_by    uuid not null references registry.officer,
    chosen_at    timestamptz not null,
    primary key (batch_id, resident_id, field)
);
call registry.put_behind_scope('registry.working_list_choice');
comment on table registry.working_list_choice is '回填时选定采用的单元格及当时所见的版本';

grant select on registry.working_list, registry.working_list_row, registry.working_list_choice to civil_app, civil_backup;
grant insert on registry.working_list, registry.working_list_row to civil_app;
grant insert, update on registry.working_list_choice to civil_app;
