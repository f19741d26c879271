-- 发放明细、对账明细一次写入数千行。逐行检查外键占写入时间的七成,改为每条语句按集合检查一次;
-- 外键保留作为声明(NOT ENFORCED)。被引用的表不允许删除,反方向无须检查。
alter table disbursement.payment_line alter constraint payment_line_run_id_fkey not enforced;
alter table disbursement.payment_line alter constraint payment_line_entitlement_id_fkey not enforced;
alter table disbursement.payment_line alter constraint payment_line_account_id_fkey not enforced;
alter table disbursement.payment_line alter constraint payment_line_determination_id_fkey not enforced;
alter table disbursement.bridge_item alter constraint bridge_item_run_id_fkey not enforced;
alter table disbursement.bridge_item alter constraint bridge_item_entitlement_id_fkey not enforced;

-- The run itself is looked for by refuse_late_lines. A determination must be one of the line's own entitlement, which no
-- reference could say.
create function disbursement.refuse_lines_of_nobody() returns trigger language plpgsql as $$
begin
    if exists (select from added a
               where not exists (select from disbursement.entitlement e where e.id = a.entitlement_id))
        or exists (select from added a
                   where not exists (select from registry.payment_account p where p.id = a.account_id))
        or exists (select from added a
                   where a.determination_id is not null and not exists (
                       select from disbursement.determination d
                       where d.id = a.determination_id and d.entitlement_id = a.entitlement_id)) then
        raise exception using errcode = '23503', constraint = 'payment_line_references',
            message = 'a line pays an entitlement, to an account, by a determination of that entitlement';
    end if;
    return null;
end
$$;
create trigger refuse_lines_of_nobody after insert on disbursement.payment_line
    referencing new table as added for each statement execute function disbursement.refuse_lines_of_nobody();

create function disbursement.refuse_items_of_nobody() returns trigger language plpgsql as $$
begin
    if exists (select from (select distinct run_id from added) a
               where not exists (select from disbursement.payment_run r where r.id = a.run_id))
        or exists (select from added a
                   where not exists (select from disbursement.entitlement e where e.id = a.entitlement_id)) then
        raise exception using errcode = '23503', constraint = 'bridge_item_references',
            message = 'an item explains an entitlement in a run';
    end if;
    return null;
end
$$;
create trigger refuse_items_of_nobody after insert on disbursement.bridge_item
    referencing new table as added for each statement execute function disbursement.refuse_items_of_nobody();
