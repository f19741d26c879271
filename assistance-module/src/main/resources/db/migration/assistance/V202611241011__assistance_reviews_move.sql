-- Reviews are no longer the minimum living allowance's alone: its tasks stand with those of every scheme.
insert into disbursement.review_task (id, scheme, entitlement_id, area_code, household_id, resident_id, review_class, due_on,
    persons, amount, generated_on, answer, note, recorded_by, recorded_at, returned_why, confirmed_by, confirmed_at,
    next_review_on, version)
select id, 'minimum-living', entitlement_id, area_code, household_id, resident_id, review_class, due_on,
    persons, amount, generated_on, answer, note, recorded_by, recorded_at, returned_why, confirmed_by, confirmed_at,
    next_review_on, version
from assistance.review_task;
drop table assistance.review_task;
