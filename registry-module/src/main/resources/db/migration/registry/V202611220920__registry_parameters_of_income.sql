-- 已有参数表的县补上本次新增的参数,取值不改变原有计算结果;生效日期、文号随“低保发放方式”首行。
insert into registry.parameter (key, area_code, value, effective_from, document, approved_at)
select n.key, m.area_code, n.value, m.effective_from, m.document, now()
from (select distinct on (area_code) area_code, effective_from, document
      from registry.parameter
      where key = 'minimum-living.mode' and approved_at is not null and area_code like '______000000'
      order by area_code, effective_from) m
cross join (values
    ('minimum-living.rigid-deductions.caps', '医疗:24000,康复:12000,教育:12000'),
    ('minimum-living.deemed-income', 'OFF'),
    ('minimum-living.deemed-income.from-age', '16'),
    ('minimum-living.deemed-income.to-age-men', '59'),
    ('minimum-living.deemed-income.to-age-women', '54'),
    ('minimum-living.support-fee', 'OFF'),
    ('minimum-living.support-fee.multiple', '2'),
    ('minimum-living.support-fee.percent', '50'),
    ('minimum-living.zero-gap', 'RAISE'),
    ('minimum-living.job-refusal.times', '3'),
    ('minimum-living.job-refusal.percent', '100'),
    ('minimum-living.single-person.grounds', 'SEVERELY_DISABLED,SERIOUSLY_ILL,CLERGY'),
    ('marginal.minimum-wage-ceiling', 'OFF')) as n(key, value)
on conflict (key, area_code, effective_from) do nothing;
