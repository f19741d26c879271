-- Marriage, funeral and place names are lines of their own (security design §3.2: a grant is role + line + area). Whoever held
-- them as one keeps all three until the security administrator takes away what is not theirs.
alter table registry.officer_grant drop constraint officer_grant_line_check;
alter table registry.officer_grant disable trigger refuse_incompatible_roles;
insert into registry.officer_grant (officer_id, role, line, valid_from, valid_to, granted_by, granted_at, delegated_by, delegation_why)
select officer_id, role, line.name, valid_from, valid_to, granted_by, granted_at, delegated_by, delegation_why
from registry.officer_grant, (values ('MARRIAGE'), ('FUNERAL'), ('PLACE_NAMES')) line(name)
where officer_grant.line = 'CIVIL_SERVICES';
delete from registry.officer_grant where line = 'CIVIL_SERVICES';
alter table registry.officer_grant enable trigger refuse_incompatible_roles;
alter table registry.officer_grant add constraint officer_grant_line_check check (line in ('ASSISTANCE', 'ELDER_CARE',
    'CHILD_WELFARE', 'SOCIAL_ORGANISATION', 'COMMUNITY_GOVERNANCE', 'MARRIAGE', 'FUNERAL', 'PLACE_NAMES', 'FINANCE',
    'ADMINISTRATION'));
