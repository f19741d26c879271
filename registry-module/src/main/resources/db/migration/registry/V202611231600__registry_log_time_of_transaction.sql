-- The check of a log row covers its time and transaction (canon_version 2), so the application must know both before it writes.
-- It can neither set nor choose them: they are the transaction's own.
alter table registry.operation_log alter column at set default now();
comment on column registry.operation_log.at is '所在事务开始的时间,由数据库给出';
comment on column registry.operation_log.canon_version is '规范文本的版本:1 不含时间与来源,2 含时间、事务号、来源地址、会话与请求号';
