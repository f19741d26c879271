-- How often something was done to one object, counted in the log the application cannot read: what the invariants hold the
-- states of cases and runs against.
create function registry.acts_logged(kind text, object text, act text) returns int
language sql stable security definer set search_path = pg_catalog as $$
    select count(*)::int from registry.operation_log l
    where l.object_type = kind and l.object_id = object and l.action = act and l.result = 'DONE'
$$;
comment on function registry.acts_logged is '某一对象某一操作在日志中的次数,用于不变量';
revoke execute on function registry.acts_logged from public;
grant execute on function registry.acts_logged to civil_app;

-- What supervision looks at every week: a few rows among millions.
create index operation_log_watched on registry.operation_log (id) where action in ('REVEALED', 'EXPORT', 'LIMITED_VIEWED',
    'ACCOUNT_INTEGRITY', 'FILE_MISMATCH', 'TOO_MANY_REQUESTS', 'REGISTERED_ELSEWHERE', 'ID_NUMBER_COMPARED', 'AUDIT_BROKEN',
    'LOG_SEAL_LATE', 'INVARIANT_BROKEN', 'ROLES_INCOMPATIBLE');
