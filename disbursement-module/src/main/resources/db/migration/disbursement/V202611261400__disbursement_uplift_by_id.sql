-- 提标的测算与执行按待遇编号的先后进行:编号按时间生成,相邻的待遇在各表中也相邻。按村进行时,百万户的每一批都落在两千个不同的数据页上,
-- 每次检查点之后每页都要整页写入日志。引用改为每条语句检查一次(见 0020),不再逐行锁定被引用的待遇。
do $$
begin
    perform set_config('app.lo', '0', true), set_config('app.hi', ':', true);
    -- a preview begun in the old order is worked out anew when the standard is opened again; what is being carried out was signed for
    update disbursement.uplift set state = 'REPLACED' where state = 'PREVIEWING';
    if exists (select from disbursement.uplift where state = 'APPLYING') then
        raise exception '有提标正在执行,请先用原版本启动,待其执行完毕后再升级' using errcode = '55000';
    end if;
end
$$;
alter table disbursement.uplift drop column cursor_area;
drop index disbursement.uplift_item_order;

alter table disbursement.uplift_item alter constraint uplift_item_uplift_id_fkey not enforced;
alter table disbursement.uplift_item alter constraint uplift_item_entitlement_id_fkey not enforced;
-- one look at an index for each row added, however few the table is taken to hold when the statement is first planned
create function disbursement.refuse_previews_of_nobody() returns trigger language plpgsql
    set enable_hashjoin = off set enable_mergejoin = off as $$
begin
    if exists (select from (select distinct uplift_id from added) a
               where not exists (select from disbursement.uplift u where u.id = a.uplift_id))
        or exists (select from added a
                   where not exists (select from disbursement.entitlement e where e.id = a.entitlement_id)) then
        raise exception using errcode = '23503', constraint = 'uplift_item_references',
            message = 'a preview is of an uplift, for an entitlement';
    end if;
    return null;
end
$$;
create trigger refuse_previews_of_nobody after insert on disbursement.uplift_item
    referencing new table as added for each statement execute function disbursement.refuse_previews_of_nobody();

alter table disbursement.determination alter constraint determination_entitlement_id_fkey not enforced;
alter table disbursement.determination alter constraint determination_decided_by_fkey not enforced;
create function disbursement.refuse_determinations_of_nobody() returns trigger language plpgsql
    set enable_hashjoin = off set enable_mergejoin = off as $$
begin
    if exists (select from added a
               where not exists (select from disbursement.entitlement e where e.id = a.entitlement_id))
        or exists (select from (select distinct decided_by from added where decided_by is not null) a
                   where not exists (select from registry.officer o where o.id = a.decided_by)) then
        raise exception using errcode = '23503', constraint = 'determination_references',
            message = 'a determination is one of an entitlement, decided by an officer';
    end if;
    return null;
end
$$;
create trigger refuse_determinations_of_nobody after insert on disbursement.determination
    referencing new table as added for each statement execute function disbursement.refuse_determinations_of_nobody();
