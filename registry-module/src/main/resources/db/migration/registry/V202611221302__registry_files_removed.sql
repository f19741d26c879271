-- A file that is another office's data is removed on schedule: its content goes, that there was one stays.
alter table registry.stored_file add removed_at timestamptz;
alter table registry.stored_file alter content_enc drop not null;
alter table registry.stored_file add check ((content_enc is null) = (removed_at is not null));
comment on column registry.stored_file.removed_at is '内容按期清除的时间;清除后只留文件名、大小与散列';
alter table registry.import_batch add summary text;
comment on column registry.import_batch.summary is '除行数之外的检查或导入结果,不含个人信息';
