-- 发放明细的引用改为整批检查一次:按村的先后逐块检查,百万笔时占写入时间的一半(每笔都要在全表中随机查找两次)。
-- 引用未检查的批次不能离开计算状态,检查之后不能再加明细,故每一笔仍然检查过。
alter table disbursement.payment_run add column lines_checked boolean not null default true;
alter table disbursement.payment_run alter column lines_checked set default false;
comment on column disbursement.payment_run.lines_checked is '明细的引用(待遇、核定、账户、补发、重发)已全部核对';
do $$
begin
    perform set_config('app.lo', '0', true), set_config('app.hi', ':', true);
    update disbursement.payment_run r set lines_checked = false
    where r.state = 'BUILDING' and not exists (
        select from disbursement.run_progress p where p.run_id = r.id and p.phase in ('BRIDGE', 'RED_LINES', 'DONE'));
end
$$;

drop trigger refuse_lines_of_nobody on disbursement.payment_line;
drop function disbursement.refuse_lines_of_nobody();

create function disbursement.check_lines_of_run() returns trigger language plpgsql as $$
declare
    wrong bigint;
begin
    if old.lines_checked and not new.lines_checked then
        raise exception using errcode = '23514', constraint = 'payment_run_lines_checked', message = 'what was checked stays checked';
    end if;
    if old.state = 'BUILDING' and new.state = 'BUILT' and not old.lines_checked then
        raise exception using errcode = '23514', constraint = 'payment_run_lines_checked',
            message = 'a run is built once the references of its lines are checked';
    end if;
    if new.lines_checked and not old.lines_checked then
        -- counted, not looked for: whoever looks for the first wrong line expects to find it soon, and there is none
        select count(*) into wrong
        from disbursement.payment_line l
        left join disbursement.determination d on d.id = l.determination_id and d.entitlement_id = l.entitlement_id
        left join registry.payment_account p on p.id = l.account_id
        where l.run_id = new.id
          and (p.id is null
            or l.determination_id is not null and d.id is null
            -- a determination is one of an entitlement, which was checked when it was made
            or l.determination_id is null and not exists (
                select from disbursement.entitlement e where e.id = l.entitlement_id)
            or l.arrear_id is not null and not exists (
                select from disbursement.arrear o where o.id = l.arrear_id and o.entitlement_id = l.entitlement_id)
            or l.reissue_of_run is not null and not exists (
                select from disbursement.payment_line b where b.run_id = l.reissue_of_run and b.seq = l.reissue_of_seq));
        if wrong > 0 then
            raise exception using errcode = '23503', constraint = 'payment_line_references',
                message = format('%s lines of nobody: a line pays an entitlement, to an account, by a determination of that entitlement', wrong);
        end if;
    end if;
    return new;
end
$$;
create trigger check_lines_of_run before update on disbursement.payment_run
    for each row when (old.lines_checked is distinct from new.lines_checked or old.state = 'BUILDING' and new.state = 'BUILT')
    execute function disbursement.check_lines_of_run();

create or replace function disbursement.refuse_late_lines() returns trigger language plpgsql as $$
begin
    if exists (select from (select distinct run_id from added) a join disbursement.payment_run r on r.id = a.run_id
               where r.state <> 'BUILDING' or r.lines_checked)
        or exists (select from (select distinct run_id from added) a
                   where not exists (select from disbursement.payment_run r where r.id = a.run_id)) then
        raise exception using errcode = '23514', constraint = 'payment_line_run_closed',
            message = 'lines are added only while their run is being built';
    end if;
    return null;
end
$$;
