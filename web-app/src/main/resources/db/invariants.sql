-- What must hold at every moment, whatever happened before. Each statement returns the breaches; none is right.
-- Run nightly, and after every test that tries to break something. County scope; one statement after each title.
-- The security design's I1 to I8 (§6.1) are here: its I1 is I1, I2 is I2 and I3, I3 is I4, I4 is I5, I5 is I7, I6 is I17, I7 is I9.
-- Its I8, that the chain of the log verifies, is no question to these tables: NightlyVerification asks it the same night.

-- I1 同一待遇、同一所属月份在有效批次中至多正常发放一次;每一笔应补发至多补发一次
select l.entitlement_id::text || ' ' || l.benefit_month || ' ' || l.kind from disbursement.payment_line l
join disbursement.payment_run r on r.id = l.run_id and r.state <> 'ABANDONED'
where l.kind in ('REGULAR', 'ARREARS')
group by l.entitlement_id, l.benefit_month, l.kind, l.arrear_id having count(*) > 1;

-- I2 批次的笔数与金额等于其明细之和
select r.run_no from disbursement.payment_run r
left join lateral (select count(*) n, coalesce(sum(amount), 0) total from disbursement.payment_line l where l.run_id = r.id) l on true
where r.state not in ('BUILDING', 'ABANDONED') and r.amount <> l.total;

-- I3 代发文件的笔数与金额等于批次明细,签发后、送银行前账户已变更的不送
select r.run_no from disbursement.bank_file f join disbursement.payment_run r on r.id = f.run_id
join lateral (select count(*) n, coalesce(sum(l.amount), 0) total from disbursement.payment_line l
    where l.run_id = r.id
      and not exists (select from disbursement.withheld_line w where w.run_id = l.run_id and w.seq = l.seq)) l on true
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
select run_no from disbursement.payment_run where built_by = checked_by or built_by = signed_by or checked_by = signed_by
    or first_signed_by in (built_by, checked_by, signed_by)
    or second_signer_why is not null and state in ('SIGNED', 'SENT', 'RETURNED', 'CLOSED') and first_signed_by is null;

-- I8 每笔银行结果对应一笔已送银行的明细
select x.run_id::text || ' ' || x.seq from disbursement.line_result x
join disbursement.payment_run r on r.id = x.run_id
where r.state not in ('SENT', 'RETURNED', 'CLOSED');

-- I9 每条带区划的记录,区划均已登记
select c.kind || ' ' || c.code from (
    select 'household' as kind, area_code::text as code from registry.household
    union select 'resident', area_code::text from registry.resident
    union select 'payment_account', area_code::text from registry.payment_account
    union select 'case_file', area_code::text from casework.case_file
    union select 'case_entry', area_code::text from casework.case_entry
    union select 'entitlement', area_code::text from disbursement.entitlement
    union select 'payment_line', area_code::text from disbursement.payment_line
    union select 'payment_run', area_code::text from disbursement.payment_run
    union select 'recovery', area_code::text from disbursement.recovery) c
where not exists (select from registry.area a where a.code = c.code);

-- I10 一个人在同一项目中只被一户保障
select scheme || ' ' || resident_id::text from disbursement.covered_person where to_month is null
group by scheme, resident_id having count(*) > 1;

-- I11 死亡次月起不再有正常发放,知道以前已发的都在追缴之中
select l.run_id::text || ' ' || l.seq from disbursement.payment_line l
join disbursement.entitlement e on e.id = l.entitlement_id and e.household_id is null
join registry.resident p on p.id = l.resident_id
where l.kind = 'REGULAR' and p.death_date is not null
    and l.benefit_month > date_trunc('month', p.death_date)::date
    and l.run_id in (select id from disbursement.payment_run where built_at::date > p.death_date + 31)
    and not exists (select from disbursement.month_claimed c
        where c.entitlement_id = l.entitlement_id and c.benefit_month = l.benefit_month and c.difference > 0);

-- I12 追缴金额等于各月差额之和,每月差额 = 已发 − 应发 − 以前已追缴,已发与实际发放一致
select c.claim_no from disbursement.recovery c
left join lateral (select coalesce(sum(m.difference), 0) as total,
        count(*) filter (where m.paid_amount <> coalesce(p.paid, 0) and c.state in ('PROPOSED', 'CONFIRMED', 'DEMANDED', 'PAYING', 'COURT')) as moved
    from disbursement.recovery_month m
    left join disbursement.month_paid p on p.entitlement_id = c.entitlement_id and p.benefit_month = m.benefit_month
    where m.recovery_id = c.id and m.revision = c.revision) m on true
where c.amount <> m.total or m.moved > 0;

-- I13 多发的每一元都在追缴之中:终止之后或超过核定的发放,等于各笔追缴的差额
with over as (
    select p.entitlement_id, p.benefit_month, p.paid
        - case when g.amount is not null then g.amount
            when p.benefit_month > e.last_month or p.benefit_month < e.first_month then 0 else coalesce(d.amount, 0) end as excess
    from disbursement.month_paid p
    join disbursement.entitlement e on e.id = p.entitlement_id
    left join disbursement.month_given g on g.entitlement_id = p.entitlement_id and g.benefit_month = p.benefit_month
    left join lateral (select d.amount from disbursement.determination d
        where d.entitlement_id = p.entitlement_id and d.effective_month <= p.benefit_month
        order by d.effective_month desc, d.ordinal desc limit 1) d on true)
select o.entitlement_id::text || ' ' || o.benefit_month from over o
left join lateral (select coalesce(sum(c.difference), 0) as claimed from disbursement.month_claimed c
    where c.entitlement_id = o.entitlement_id and c.benefit_month = o.benefit_month) c on true
where o.excess > 0 and c.claimed < o.excess;

-- I14 已还清的追缴,到账减退还不少于金额;核销的追缴,到账减退还与核销合计不少于金额
select c.claim_no from disbursement.recovery c
left join lateral (select coalesce(sum(x.amount), 0) as received from disbursement.recovery_receipt x
    where x.recovery_id = c.id and x.confirmed_by is not null) r on true
left join lateral (select coalesce(sum(x.amount), 0) as refunded from disbursement.recovery_refund x
    where x.recovery_id = c.id and x.state = 'APPROVED') f on true
where c.state = 'SETTLED' and r.received - f.refunded < c.amount
    or c.state = 'WRITTEN_OFF' and r.received - f.refunded + c.written_off_amount < c.amount;

-- I15 退还不超过到账,已付的退还在批次中恰有一笔
select f.id::text from disbursement.recovery_refund f
where f.state = 'APPROVED' and f.amount > (select coalesce(sum(x.amount), 0) from disbursement.recovery_receipt x
        where x.recovery_id = f.recovery_id and x.confirmed_by is not null)
    or f.paid_run_id is not null and (select count(*) from disbursement.payment_line l
        where l.run_id = f.paid_run_id and l.refund_id = f.id and l.kind = 'REFUND' and l.amount = f.amount) <> 1;

-- I16 批准的补发逐月列入应补发,金额一致;未批准的没有
select b.payment_no from disbursement.back_payment b
left join lateral (select coalesce(sum(a.amount), 0) as owed from disbursement.arrear a
    where a.back_payment_id = b.id and not a.withdrawn) a on true
left join lateral (select coalesce(sum(m.amount), 0) as asked from disbursement.back_payment_month m where m.back_payment_id = b.id) m on true
where b.amount <> m.asked or a.owed <> case when b.state = 'APPROVED' then b.amount else 0 end;

-- I17 批次与办件的每一步都有操作日志,日志记着签发、作废的批次确已签发、作废
select r.run_no || ' ' || x.act from disbursement.payment_run r
cross join lateral (values
    ('RUN_STARTED', true, false),
    ('RUN_BUILT', r.built_at is not null, false),
    ('RUN_CHECKED', r.checked_by is not null, false),
    ('RUN_SIGNED', r.signed_by is not null, true),
    ('RUN_CLOSED', r.state = 'CLOSED', false),
    ('RUN_ABANDONED', r.state = 'ABANDONED', true)) x (act, happened, alone)
cross join lateral (select registry.acts_logged('payment_run', r.id::text, x.act) as times) l
where x.happened and l.times = 0 or x.alone and not x.happened and l.times > 0
union all
select 'bank_file ' || f.id::text from disbursement.bank_file f
where registry.acts_logged('bank_file', f.id::text, 'BANK_FILE_MADE') = 0
union all
select c.case_no || ' ' || e.act from casework.case_file c
join (select case_id, act, count(*) as times from casework.case_entry where act <> 'NOTE' group by case_id, act) e
    on e.case_id = c.id
where registry.acts_logged('case', c.id::text, 'CASE_' || e.act) <> e.times;
