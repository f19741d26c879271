-- 领取养老金渐退的,期满按“05 领取养老金或社保待遇”退出,不按“04 就业渐退期满”。已经期满的,按当时上报的原因不变。
do $$
begin
    perform set_config('app.lo', '0', true), set_config('app.hi', ':', true);
    update disbursement.entitlement e set exit_code = '05'
    from assistance.minimum_living_change c
    where c.entitlement_id = e.id and c.kind = 'TAPERED' and c.facts ->> 'taper' = 'PENSION'
      and c.applied_on is not null and c.undone_on is null
      and e.tapers and e.exit_code = '04' and e.last_month >= date_trunc('month', current_date);
    update disbursement.covered_person p set exit_code = '05'
    from disbursement.entitlement e
    where e.id = p.entitlement_id and e.tapers and e.exit_code = '05'
      and p.exit_code = '04' and p.to_month = e.last_month;
    update assistance.minimum_living_change c
    set exit_code = '05', outlook = jsonb_set(c.outlook, '{exitCode}', '"PENSION"')
    where c.kind = 'TAPERED' and c.facts ->> 'taper' = 'PENSION' and c.exit_code = '04' and c.undone_on is null
      and c.last_month >= date_trunc('month', current_date);
end
$$;
