-- Those under limited access (限制查看) within the officer's area, open to the officer or not: for sums that leave them to the county.
create function registry.limited_residents() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(r.id), '{}') from registry.resident r where r.limit_id is not null
$$;
comment on function registry.limited_residents is '本区域内限制查看的居民';

-- Those of them that are not open to the officer.
create function registry.closed_residents() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(r.id), '{}') from registry.resident r
    where r.limit_id is not null and current_setting('app.open', true) is distinct from '*'
      and r.limit_id::text <> all (string_to_array(coalesce(current_setting('app.open', true), ''), ','))
$$;
comment on function registry.closed_residents is '本区域内对经办人员不开放的限制查看居民';

-- The households of this area that are not open to the officer. Whom a household moves to has to know of the move: it lies
-- outside that township's area until it has moved, and so is none of these.
create function registry.closed_households() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog as $$
    select coalesce(array_agg(h.id), '{}') from registry.household h
    where h.limit_id is not null and current_setting('app.open', true) is distinct from '*'
      and h.limit_id::text <> all (string_to_array(coalesce(current_setting('app.open', true), ''), ','))
$$;
comment on function registry.closed_households is '本区域内对经办人员不开放的限制查看家庭';

revoke execute on function registry.limited_residents, registry.closed_residents, registry.closed_households from public;
grant execute on function registry.limited_residents, registry.closed_residents, registry.closed_households to civil_app;

-- For rows that stand in lists with a resident and are counted without: what is counted is what is listed.
create procedure registry.hold_with_residents(target regclass, resident name)
language plpgsql as $$
begin
    execute format(
        'create policy limited on %s as restrictive for select to civil_app'
        || ' using (%I <> all ((select registry.closed_residents())::uuid[]))',
        target, resident);
end
$$;
comment on procedure registry.hold_with_residents is '为表加上随居民限制查看的行级策略';

-- A move carries the name of the head in the row itself.
create policy limited on registry.household_move as restrictive for select to civil_app
    using (household_id <> all ((select registry.closed_households())::uuid[]));
