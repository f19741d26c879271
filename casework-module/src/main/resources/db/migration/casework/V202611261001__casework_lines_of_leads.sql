-- A lead concerns the lines of business that care for the person; officers of other lines neither see nor answer it. Whose person
-- an older lead is about is known to the modules that pay: they put their line in place of this one, or beside it.
alter table casework.lead add column lines text[] not null default '{ASSISTANCE}' check (cardinality(lines) > 0);
alter table casework.lead alter column lines drop default;
comment on column casework.lead.lines is '线索涉及的业务条线';
grant update (lines) on casework.lead to civil_app;
call registry.hold_to_any_line('casework.lead', 'lines');

-- What was done about a lead is seen by who sees the lead. It is written by acts that found the lead before.
create policy line on casework.lead_entry as restrictive for select to civil_app
    using (exists (select from casework.lead l where l.id = lead_id));
