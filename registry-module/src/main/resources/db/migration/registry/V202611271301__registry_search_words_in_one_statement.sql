-- Without "strict" the planner writes the words into the statement that asks for them; before, each person was a call of its own
-- with a plan begun and ended, 50 microseconds each. None of the three is ever null.
create or replace function registry.resident_terms(name text, pinyin text, initials text) returns setof text
language sql immutable as $$
    select distinct term from (
        select 'N' || substr(name, i, 1) from generate_series(1, length(name)) i
        union all select 'N' || substr(name, i, 2) from generate_series(1, length(name) - 1) i
        union all select 'I' || initials
        union all select 'P' || pinyin) t(term)
$$;
