-- What must hold at every moment, whatever happened before. Each statement returns the breaches; none is right.
-- Run nightly, and after every test that tries to break something. County scope; one statement after each title.

-- I1 同一待遇、同一所属月份、同一类别在有效批次中至多发放一次
select l.entitlement_id::text || ' ' || l.benefit_month || ' ' || l.kind from disbursement.payment_line l
join disbursement.payment_run r on r.id = l.run_id and r.state <> 'ABANDONED'
where l.kind in ('REGULAR', 'ARREARS')
group by l.entitlement_id, l.benefit_month, l.kind having count(*) > 1;

-- I2 批次的笔数与金额等于其明细之和
select r.run_no from disbursement.payment_run r
left join lateral (select count(*) n, coalesce(sum(amount), 0) total from disbursement.payment_line l where l.run_id = r.id) l on true
where r.state not in ('BUILDING', 'ABANDONED') and r.amount <> l.total;

-- I3 代发文件的笔数与金额等于批次明细
select r.run_no from disbursement.bank_file f join disbursement.payment_run r on r.id = f.run_id
join lateral (select count(*) n, coalesce(sum(amount), 0) total from disbursement.payment_line l where l.run_id = r.id) l on true
where f.line_count <> l.n or f.amount <> l.total;

-- I4 读取 = 发放 + 缓发 + 不予发放
select run_no from disbursement.payment_run
where state not in ('BUILDING', 'ABANDONED') and read_count <> paid_count + held_count + refused_count;

-- I5 正常发放的金额不超过当月核定
select l.run_id::text || ' ' || l.seq from disbursement.payment_line l
join disbursement.determination d on d.id = l.determination_id
where l.kind = 'REGULAR' and l.base_amount + l.supplement_amount > d.amount;

-- I6 提交过的批次,上月到本月对账差额为零
select run_no from disbursement.payment_run
where state not in ('BUILDING', 'BUILT', 'ABANDONED') and bridge_difference is distinct from 0;

-- I7 经办、审核、确认由不同的人;制单、复核、签发由不同的人
select case_no from casework.case_file
where handler_id = reviewer_id or handler_id = confirmer_id or reviewer_id = confirmer_id
union all
select run_no from disbursement.payment_run where built_by = checked_by or built_by = signed_by or checked_by = signed_by;

-- I8 每笔银行结果对应一笔已送银行的明细
select x.run_id::text || ' ' || x.seq from disbursement.line_result x
join disbursement.payment_run r on r.id = x.run_id
where r.state not in ('SENT', 'RETURNED', 'CLOSED');

-- I9 每条带区划的记录,区划均已登记
select 'household ' || h.id::text from registry.household h where not exists (select from registry.area a where a.code = h.area_code)
union all
select 'entitlement ' || e.id::text from disbursement.entitlement e where not exists (select from registry.area a where a.code = e.area_code);

-- I10 一个人在同一项目中只被一户保障
select scheme || ' ' || resident_id::text from disbursement.covered_person where to_month is null
group by scheme, resident_id having count(*) > 1;

-- I11 死亡次月起不再有正常发放
select l.run_id::text || ' ' || l.seq from disbursement.payment_line l
join disbursement.entitlement e on e.id = l.entitlement_id and e.household_id is null
join registry.resident p on p.id = l.resident_id
where l.kind = 'REGULAR' and p.death_date is not null
    and l.benefit_month > date_trunc('month', p.death_date)::date
    and l.run_id in (select id from disbursement.payment_run where built_at::date > p.death_date + 31);
