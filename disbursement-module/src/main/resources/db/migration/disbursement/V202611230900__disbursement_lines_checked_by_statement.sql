-- 补发、重发的引用也按语句检查:逐行触发即使为空也要占写入时间的一成。核定属于该待遇、待遇必须存在,故有核定的明细不再另查待遇。
alter table disbursement.payment_line alter constraint payment_line_arrear_id_fkey not enforced;
alter table disbursement.payment_line alter constraint payment_line_reissue_of_run_reissue_of_seq_fkey not enforced;

create or replace function disbursement.refuse_lines_of_nobody() returns trigger language plpgsql as $$
begin
    if exists (select from added a
               where a.determination_id is not null and not exists (
                   select from disbursement.determination d
                   where d.id = a.determination_id and d.entitlement_id = a.entitlement_id))
        -- a determination is one of an entitlement, by a reference that is enforced
        or exists (select from added a
                   where a.determination_id is null and not exists (
                       select from disbursement.entitlement e where e.id = a.entitlement_id))
        or exists (select from added a
                   where not exists (select from registry.payment_account p where p.id = a.account_id))
        or exists (select from added a
                   where a.arrear_id is not null and not exists (
                       select from disbursement.arrear o
                       where o.id = a.arrear_id and o.entitlement_id = a.entitlement_id))
        or exists (select from added a
                   where a.reissue_of_run is not null and not exists (
                       select from disbursement.payment_line l
                       where l.run_id = a.reissue_of_run and l.seq = a.reissue_of_seq)) then
        raise exception using errcode = '23503', constraint = 'payment_line_references',
            message = 'a line pays an entitlement, to an account, by a determination of that entitlement';
    end if;
    return null;
end
$$;
