-- What happens to a household in payment (增减停发): a case of its own, with the money before and after it.
create table assistance.minimum_living_change (
    case_id        uuid primary key references casework.case_file,
    area_code      registry.area_code not null,
    household_id   uuid not null references registry.household,
    entitlement_id uuid not null references disbursement.entitlement,
    kind           text not null check (kind in ('MEMBER_ADDED', 'MEMBER_LEFT', 'HEAD_CHANGED', 'MEANS_CHANGED',
                       'JOB_REFUSED', 'TAPERED', 'ENDED')),
    since          date not null,
    facts          jsonb not null,
    effective_month registry.benefit_month not null,
    persons_before int not null,
    amount_before  registry.yuan not null,
    persons_after  int not null,
    amount_after   registry.yuan not null check (amount_after >= 0),
    exit_code      text,
    last_month     registry.benefit_month,
    arrears        registry.yuan not null check (arrears >= 0),
    overpaid       registry.yuan not null check (overpaid >= 0),
    outlook        jsonb not null,
    submitted_by   uuid not null references registry.officer,
    reckoned_at    timestamptz not null,
    applied_by     uuid references registry.officer,
    applied_on     date,
    version        int not null default 0,
    check (applied_by is null or applied_by <> submitted_by),
    check ((applied_by is null) = (applied_on is null)),
    check ((exit_code is null) = (last_month is null))
);
call registry.put_behind_scope('assistance.minimum_living_change');
create index minimum_living_change_household on assistance.minimum_living_change (household_id);
comment on table assistance.minimum_living_change is '低保增减停发:变动情况与变动前后的金额';
comment on column assistance.minimum_living_change.facts is '申报的变动情况';
comment on column assistance.minimum_living_change.outlook is '变动前后逐行对照、起始月份、对已发月份的影响';
comment on column assistance.minimum_living_change.arrears is '已发月份应补发合计(元)';
comment on column assistance.minimum_living_change.overpaid is '已发月份应追缴合计(元)';
grant select on assistance.minimum_living_change to civil_app, civil_backup;
grant insert, update on assistance.minimum_living_change to civil_app;
