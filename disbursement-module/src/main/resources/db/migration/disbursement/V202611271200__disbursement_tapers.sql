-- 渐退期内的待遇自己写明,不再由退出原因 04 认出:领取养老金渐退的,期满按 05 退出。
alter table disbursement.entitlement
    add column tapers boolean not null default false,
    add constraint entitlement_tapers_to_a_month check (not tapers or last_month is not null);
comment on column disbursement.entitlement.tapers is '渐退:发至 last_month 为止,期内仍为在保';
do $$
begin
    perform set_config('app.lo', '0', true), set_config('app.hi', ':', true);
    update disbursement.entitlement set tapers = true where exit_code = '04';
end
$$;
