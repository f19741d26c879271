-- Files too large to be held whole are stored in parts, each encrypted for itself; the head carries their number and the
-- digest of the whole, encrypted too, so that a part taken away, swapped or altered is noticed before the first byte leaves.
alter table registry.stored_file add column parts int not null default 0 check (parts >= 0);
comment on column registry.stored_file.parts is '分段数;0 表示内容整存在 content_enc';

create table registry.stored_file_part (
    id          uuid primary key default uuidv7(),
    file_id     uuid not null references registry.stored_file deferrable initially deferred,
    ordinal     int not null check (ordinal >= 0),
    area_code   registry.area_code not null,
    content_enc bytea not null,
    unique (file_id, ordinal)
);
call registry.put_behind_scope('registry.stored_file_part');
comment on table registry.stored_file_part is '大文件的分段(密文)';
grant select, insert on registry.stored_file_part to civil_app;
grant select on registry.stored_file_part to civil_backup;
