-- Counties that pay the old-age allowance already go on with the shipped rule of the yearly check (生存认证).
insert into registry.parameter (key, area_code, value, effective_from, document, approved_at)
select n.key, m.area_code, n.value, m.effective_from, m.document, now()
from (select distinct on (area_code) area_code, effective_from, document
      from registry.parameter
      where key = 'old-age.start-rule' and approved_at is not null and area_code like '______000000'
      order by area_code, effective_from) m
cross join (values
    ('old-age.review-months.A', '12'), ('old-age.check-overdue', 'HOLD'), ('old-age.check-arrears', 'ON')) as n(key, value)
on conflict (key, area_code, effective_from) do nothing;
