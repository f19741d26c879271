with own as (
    select oid, nspname from pg_namespace
    where nspname not in ('public', 'information_schema') and nspname not like 'pg%'),
    relation as (select c.* from pg_class c join own on own.oid = c.relnamespace)
select 'schema ' || nspname from own
union all
select 'relation ' || r.oid::regclass || ' ' || r.relkind::text || ' ' || r.relrowsecurity || ' ' || r.relforcerowsecurity || ' '
    || coalesce(r.relacl::text, '') || ' ' || pg_get_userbyid(r.relowner)
from relation r where r.relkind in ('r', 'v', 'm', 'p', 'S')
union all
select 'column ' || r.oid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' '
    || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || ' ' || a.attidentity::text || a.attgenerated::text || ' ' || coalesce(a.attacl::text, '')
from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
where r.relkind in ('r', 'v', 'm', 'p')
union all
select 'constraint ' || c.conrelid::regclass || ' ' || c.conname || ' ' || pg_get_constraintdef(c.oid) || ' ' || c.convalidated
from pg_constraint c join own on own.oid = c.connamespace
union all
select 'index ' || pg_get_indexdef(r.oid) from relation r where r.relkind = 'i'
union all
select 'view ' || r.oid::regclass || ' ' || pg_get_viewdef(r.oid) from relation r where r.relkind in ('v', 'm')
union all
select 'function ' || p.oid::regprocedure || ' ' || p.prosecdef || ' ' || md5(p.prosrc) || ' ' || coalesce(p.proacl::text, '')
from pg_proc p join own on own.oid = p.pronamespace
union all
select 'trigger ' || pg_get_triggerdef(t.oid) from pg_trigger t join relation r on r.oid = t.tgrelid where not t.tgisinternal
union all
select 'policy ' || p.polrelid::regclass || ' ' || p.polname || ' ' || p.polcmd::text || ' ' || coalesce(pg_get_expr(p.polqual, p.polrelid), '')
    || ' ' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
from pg_policy p
order by 1
