-- Run once per server, by a superuser, before the product is started against it for the first time.
-- Five roles, so that no program holds more than its work needs (security design §3.6):
--   civil_owner    owns every table; nobody signs in as it
--   civil_migrate  applies migrations, acting as the owner
--   civil_app      what the application connects as: no DDL, no DELETE on business tables, row policies apply
--   civil_audit    reads the operation log (操作日志) and nothing else
--   civil_backup   reads everything for a dump, writes nothing
-- The passwords are set apart from this file: alter role civil_app password '…'.
do $$
begin
    if not exists (select from pg_roles where rolname = 'civil_owner') then
        create role civil_owner nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'civil_migrate') then
        create role civil_migrate login in role civil_owner;
    end if;
    if not exists (select from pg_roles where rolname = 'civil_app') then
        create role civil_app login nosuperuser nobypassrls nocreatedb nocreaterole;
    end if;
    if not exists (select from pg_roles where rolname = 'civil_audit') then
        create role civil_audit login nosuperuser nobypassrls;
    end if;
    if not exists (select from pg_roles where rolname = 'civil_backup') then
        create role civil_backup login bypassrls;
    end if;
end
$$;
-- A connection outside a transaction sees no rows instead of failing; a migration sees them all.
alter role civil_app set app.lo = '';
alter role civil_app set app.hi = '';
alter role civil_audit set app.lo = '';
alter role civil_audit set app.hi = '';
alter role civil_migrate set app.lo = '0';
alter role civil_migrate set app.hi = ':';
-- Then: create database civil owner civil_owner template template0 encoding 'UTF8' locale_provider builtin
--       builtin_locale 'C.UTF-8' lc_collate 'C' lc_ctype 'C.UTF-8';
