-- What other offices said of somebody on the old-age allowance concerns elder care; of somebody on nothing else, elder care alone.
update casework.lead l
set lines = case
        when exists (select from disbursement.covered_person o where o.resident_id = l.resident_id and o.scheme <> 'old-age')
            or exists (select from disbursement.entitlement e where e.payee_id = l.resident_id and e.scheme <> 'old-age')
        then array['ASSISTANCE', 'ELDER_CARE'] else array['ELDER_CARE'] end
where (exists (select from disbursement.covered_person c where c.resident_id = l.resident_id and c.scheme = 'old-age')
        or exists (select from disbursement.entitlement e where e.payee_id = l.resident_id and e.scheme = 'old-age'))
    and l.kind in ('DEATH', 'CREMATION', 'PRISON', 'PENSION', 'EMPLOYMENT', 'VEHICLE', 'REAL_ESTATE', 'COMPANY', 'MOVED_OUT',
        'DISABILITY_CARD', 'SCHOOL', 'ADOPTION', 'MEDICAL_EXPENSE', 'ACCIDENT', 'DISASTER', 'UNEMPLOYMENT', 'LEGAL_AID');
