-- What goes along when a household moves (待遇随迁): the benefit, whom it covers, what holds it back, what is still to be paid
-- or paid back. Lines, exceptions, bridges and determinations keep the area of their time.
create table disbursement.moved_entitlement (
    entitlement_id uuid not null references disbursement.entitlement,
    move_id        uuid not null references registry.household_move,
    area_code      registry.area_code not null,
    to_area        registry.area_code not null,
    from_month     registry.benefit_month not null,
    primary key (entitlement_id, move_id)
);
comment on table disbursement.moved_entitlement is '随户迁移的待遇:自某月起由迁入地发放,以前各月仍属迁出地';
call registry.put_behind_scope('disbursement.moved_entitlement');
create policy receiving on disbursement.moved_entitlement
    using (to_area >= current_setting('app.lo') and to_area < current_setting('app.hi'));

-- The township left still reads whose benefit its own closed months paid.
create policy left_behind on disbursement.entitlement for select
    using (id in (select m.entitlement_id from disbursement.moved_entitlement m
        where m.area_code >= current_setting('app.lo') and m.area_code < current_setting('app.hi')));
-- The township that received it reads what was determined and paid before (档案随迁).
create policy brought_along on disbursement.determination for select
    using (entitlement_id in (select m.entitlement_id from disbursement.moved_entitlement m
        where m.to_area >= current_setting('app.lo') and m.to_area < current_setting('app.hi')));
create policy brought_along on disbursement.payment_line for select
    using (entitlement_id in (select m.entitlement_id from disbursement.moved_entitlement m
        where m.to_area >= current_setting('app.lo') and m.to_area < current_setting('app.hi')));
create policy brought_along on disbursement.line_result for select
    using (exists (select from disbursement.payment_line l
        join disbursement.moved_entitlement m on m.entitlement_id = l.entitlement_id
        where l.run_id = line_result.run_id and l.seq = line_result.seq
          and m.to_area >= current_setting('app.lo') and m.to_area < current_setting('app.hi')));

-- One benefit may leave one township and arrive in another in one month.
alter table disbursement.bridge_item drop constraint bridge_item_pkey;
alter table disbursement.bridge_item add primary key (run_id, entitlement_id, step, area_code, residence);

do $$
declare
    rule text;
begin
    select pg_get_constraintdef(oid) into strict rule from pg_constraint
    where conrelid = 'disbursement.determination'::regclass and conname = 'determination_cause_check';
    alter table disbursement.determination drop constraint determination_cause_check;
    execute 'alter table disbursement.determination add constraint determination_cause_check '
        || replace(rule, 'ARRAY[', 'ARRAY[''MOVED''::text, ');
end
$$;

grant select on disbursement.moved_entitlement to civil_app, civil_backup;
grant insert on disbursement.moved_entitlement to civil_app;
grant update (area_code) on disbursement.recovery_month, disbursement.recovery_instalment, disbursement.recovery_letter,
    disbursement.recovery_act to civil_app;
