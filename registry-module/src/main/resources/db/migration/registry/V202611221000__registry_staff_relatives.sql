-- Near relatives of staff (经办人员、村居干部近亲属备案).
create table registry.staff_relative (
    id              uuid primary key,
    area_code       registry.area_code not null,
    officer_id      uuid references registry.officer,
    staff_name      text not null check (staff_name <> ''),
    staff_post      text not null check (staff_post <> ''),
    kinship         text not null check (kinship in ('SPOUSE', 'PARENT', 'CHILD', 'SIBLING', 'GRANDPARENT', 'GRANDCHILD',
                        'PARENT_IN_LAW', 'CHILD_IN_LAW', 'OTHER')),
    relative_name   text not null check (relative_name <> ''),
    id_number_enc   bytea not null,
    id_number_index bytea not null,
    id_prefix       text not null,
    registered_by   uuid not null references registry.officer,
    registered_at   timestamptz not null,
    ended_on        date,
    ended_why       text,
    ended_by        uuid references registry.officer,
    check ((ended_on is null) = (ended_why is null)),
    check ((ended_on is null) = (ended_by is null)),
    check (ended_by is null or officer_id is null or ended_by <> officer_id)
);
call registry.put_behind_scope('registry.staff_relative');
create unique index staff_relative_once on registry.staff_relative
    (id_number_index, staff_name, coalesce(officer_id, '00000000-0000-0000-0000-000000000000')) where ended_on is null;
create index staff_relative_area on registry.staff_relative (area_code, registered_at);
comment on table registry.staff_relative is '经办人员、村居干部近亲属备案';
comment on column registry.staff_relative.officer_id is '工作人员在本系统的账号;村居干部等没有账号的为空';
comment on column registry.staff_relative.id_number_enc is '近亲属身份证号(密文)';

grant select on registry.staff_relative to civil_app, civil_backup;
grant insert on registry.staff_relative to civil_app;
grant update (ended_on, ended_why, ended_by) on registry.staff_relative to civil_app;
