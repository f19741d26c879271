-- A household moves to another township and its benefits with it (迁移): asked by one township, answered by the other, carried
-- out within the county once the month it counts from can be paid.
create table registry.household_move (
    id            uuid primary key default uuidv7(),
    household_id  uuid not null references registry.household,
    file_no       text collate "C" not null,
    head_name     text not null,
    persons       int,
    area_code     registry.area_code not null references registry.area,
    to_area       registry.area_code not null references registry.area,
    residence     text not null check (residence in ('URBAN', 'RURAL')),
    to_residence  text not null check (to_residence in ('URBAN', 'RURAL')),
    address       text,
    moved_on      date not null,
    from_month    registry.benefit_month not null,
    asked_by_side text not null check (asked_by_side in ('LEAVING', 'RECEIVING')),
    reason        text not null check (reason <> ''),
    state         text not null check (state in ('PROPOSED', 'DECLINED', 'WITHDRAWN', 'ACCEPTED', 'DONE')),
    amounts       jsonb,
    proposed_by   uuid not null references registry.officer,
    proposed_at   timestamptz not null,
    answered_by   uuid references registry.officer,
    answered_at   timestamptz,
    answer_note   text,
    waits_for     text[],
    done_at       timestamptz,
    version       int not null default 0,
    check (area_code <> to_area or residence <> to_residence),
    check (answered_by is null or answered_by <> proposed_by),
    check ((answered_by is null) = (answered_at is null)),
    check (state not in ('ACCEPTED', 'DONE') or answered_by is not null),
    check ((state = 'DONE') = (done_at is not null))
);
comment on table registry.household_move is '家庭迁移:一方乡镇提出,另一方乡镇接收,到月生效';
comment on column registry.household_move.area_code is '迁出的村(社区)';
comment on column registry.household_move.to_area is '迁入的村(社区)';
comment on column registry.household_move.from_month is '自本月起由迁入地发放';
comment on column registry.household_move.amounts is '各项待遇迁移前后的月金额';
comment on column registry.household_move.waits_for is '已接收而尚未生效的原因';
call registry.put_behind_scope('registry.household_move');
-- Both townships see the move, whichever asked; the household itself stays behind its own policy.
create policy receiving on registry.household_move
    using (to_area >= current_setting('app.lo') and to_area < current_setting('app.hi'));
create unique index household_move_one_open on registry.household_move (household_id) where state in ('PROPOSED', 'ACCEPTED');
create index household_move_leaving on registry.household_move (area_code, state);
create index household_move_receiving on registry.household_move (to_area, state);

create function registry.guard_household_move() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and not (old.state, new.state) in (
            ('PROPOSED', 'ACCEPTED'), ('PROPOSED', 'DECLINED'), ('PROPOSED', 'WITHDRAWN'),
            ('ACCEPTED', 'PROPOSED'), ('ACCEPTED', 'WITHDRAWN'), ('ACCEPTED', 'DONE')) then
        raise exception using errcode = '23514', constraint = 'household_move_state',
            message = format('a move cannot go from %s to %s', old.state, new.state);
    end if;
    if (old.household_id, old.area_code, old.to_area, old.residence, old.to_residence, old.moved_on, old.proposed_by)
        is distinct from (new.household_id, new.area_code, new.to_area, new.residence, new.to_residence, new.moved_on,
            new.proposed_by) then
        raise exception using errcode = '23514', constraint = 'household_move_facts',
            message = 'where a household moves from and to does not change; another move is asked for';
    end if;
    return new;
end
$$;
create trigger guard_household_move before update on registry.household_move
    for each row execute function registry.guard_household_move();

-- Who moved with it. The township they left still reads their names where its own closed months name them.
create table registry.moved_resident (
    move_id     uuid not null references registry.household_move,
    resident_id uuid not null references registry.resident,
    area_code   registry.area_code not null,
    primary key (move_id, resident_id)
);
comment on table registry.moved_resident is '随户迁移的居民;迁出地凭此读取本地历史明细中的姓名与账户';
comment on column registry.moved_resident.area_code is '迁出的村(社区)';
call registry.put_behind_scope('registry.moved_resident');
create policy left_behind on registry.resident for select
    using (id in (select m.resident_id from registry.moved_resident m
        where m.area_code >= current_setting('app.lo') and m.area_code < current_setting('app.hi')));
create policy left_behind on registry.payment_account for select
    using (resident_id in (select m.resident_id from registry.moved_resident m
        where m.area_code >= current_setting('app.lo') and m.area_code < current_setting('app.hi')));

-- The household of somebody who came from elsewhere in the county, for a township that types the whole number and the name.
create function registry.household_elsewhere(number_index bytea, person_name text)
    returns table (household_id uuid, file_no text, head_name text, area_code text, residence text)
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    lo text := current_setting('app.lo');
    hi text := current_setting('app.hi');
    county text := left(current_setting('app.lo'), 6);
begin
    -- the owner is behind the policies too; what it sees here is taken back before anything is answered
    perform set_config('app.lo', county, true), set_config('app.hi', county || ':', true);
    return query
        select h.id, h.file_no::text, head.name, h.area_code::text, h.residence
        from registry.resident r
        join registry.household_member m on m.resident_id = r.id and m.valid_to is null
        join registry.household h on h.id = m.household_id and h.closed_on is null
        join registry.household_member hm on hm.household_id = h.id and hm.valid_to is null and hm.relation = 'HEAD'
        join registry.resident head on head.id = hm.resident_id
        where r.id_number_index = number_index and r.name = person_name;
    perform set_config('app.lo', lo, true), set_config('app.hi', hi, true);
end
$$;
comment on function registry.household_elsewhere is '凭完整证件号码和姓名查找其在县内所在的家庭,供迁入地提出迁移';
revoke execute on function registry.household_elsewhere from public;
grant execute on function registry.household_elsewhere to civil_app;

grant select on registry.household_move, registry.moved_resident to civil_app, civil_backup;
grant insert on registry.household_move, registry.moved_resident to civil_app;
grant update on registry.household_move to civil_app;
