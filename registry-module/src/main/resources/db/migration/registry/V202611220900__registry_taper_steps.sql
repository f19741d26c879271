-- 渐退参数由“月数”“比例”两项合为一项“月数x比例”,可写多段。旧行保留,不再读取。
insert into registry.parameter (key, area_code, value, effective_from, document, proposed_by, approved_by, approved_at)
select 'minimum-living.taper.' || m.cause, m.area_code, m.value || 'x' || p.value, m.effective_from, m.document,
       m.proposed_by, m.approved_by, m.approved_at
from (select *, split_part(replace(key, 'minimum-living.taper.', ''), '-', 1) as cause
      from registry.parameter
      where key in ('minimum-living.taper.employment-months', 'minimum-living.taper.pension-months')
        and approved_at is not null) m
join lateral (
    select s.value from registry.parameter s
    where s.key = 'minimum-living.taper.' || m.cause || '-percent' and s.area_code = m.area_code
      and s.effective_from <= m.effective_from and s.approved_at is not null
    order by s.effective_from desc limit 1) p on true
where m.value ~ '^[1-9][0-9]?$' and p.value ~ '^(100|[1-9][0-9]?)$'
on conflict (key, area_code, effective_from) do nothing;
