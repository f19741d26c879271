-- What happened to accounts: some rows of each among the thousands of who signed in when. A sign-in is held against them
-- (decision 0045), and whose account it is is told of them (decision 0051).
create index operation_log_account on registry.operation_log (object_id, id) where object_type = 'officer'
    and action in ('ACCOUNT_CREATED', 'ACCOUNT_ENABLED', 'ACCOUNT_DISABLED', 'ACCOUNT_DISABLED_IDLE', 'ROLE_GRANTED',
        'ROLE_REVOKED', 'ROLE_DELEGATED', 'DELEGATION_ENDED', 'PASSWORD_CHANGED', 'PASSWORD_RESET', 'FACTOR_SET_UP',
        'FACTOR_RESET', 'FACTOR_LOCKED', 'SIGN_IN_LOCKED', 'ACCOUNT_NEWS_READ');

-- What was done to somebody's account since they last said that they know, from the log the application cannot read. Locks come
-- last, so that no number of them hides what somebody did.
create function registry.account_news(officer uuid, login text)
returns table (id bigint, at timestamptz, actor_id uuid, action text, detail text, address text)
language sql stable security definer set search_path = pg_catalog as $$
    select l.id, l.at, l.actor_id, l.action, case when l.action like 'PASSWORD%' then '' else l.detail end, l.ip
    from registry.operation_log l
    where l.object_type = 'officer' and l.object_id in (officer::text, login)
      and l.action in ('ACCOUNT_ENABLED', 'ACCOUNT_DISABLED', 'ACCOUNT_DISABLED_IDLE', 'ROLE_GRANTED', 'ROLE_REVOKED',
          'ROLE_DELEGATED', 'DELEGATION_ENDED', 'PASSWORD_CHANGED', 'PASSWORD_RESET', 'FACTOR_SET_UP', 'FACTOR_RESET',
          'FACTOR_LOCKED', 'SIGN_IN_LOCKED')
      and l.id > coalesce((select max(a.id) from registry.operation_log a
          where a.object_type = 'officer' and a.object_id = officer::text and a.action = 'ACCOUNT_NEWS_READ'
            and a.actor_id = officer), 0)
    order by l.action in ('FACTOR_LOCKED', 'SIGN_IN_LOCKED'), l.id desc
    limit 20
$$;
comment on function registry.account_news is '本人确认知悉之后账号的变动,最多 20 条';
revoke execute on function registry.account_news from public;
grant execute on function registry.account_news to civil_app;
