-- The funeral home sees what became of the deaths it reported.
update casework.lead l set lines = l.lines || 'FUNERAL'::text
where l.kind = 'CREMATION' and exists (select from civilservices.cremation c where c.case_id = l.source_id);
