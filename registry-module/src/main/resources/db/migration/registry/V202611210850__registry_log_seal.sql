-- Blocks that seal the operation log (日志封存). The audit role reads the log and adds blocks; nobody changes either.
create table registry.log_block (
    number     bigint primary key check (number > 0),
    from_xid   xid8 not null,
    to_xid     xid8 not null,
    records    int not null,
    last_id    bigint not null,
    hash       bytea not null,
    sealed_at  timestamptz not null default clock_timestamp()
);
comment on table registry.log_block is '日志封存块,按事务号区间,逐块相连';
comment on column registry.log_block.hash is '由上一块的散列、本块区间与其中每条日志的校验码算出';
grant select, insert on registry.log_block to civil_audit;
grant select on registry.log_block to civil_backup;
grant select (id, login, name, unit) on registry.officer to civil_audit;
