-- Whose turn a case is and from when it presses, kept beside it: the desk counts and lists by nothing else, and finds both in one index
-- instead of looking at every open case.
alter table casework.case_file
    add column turn text collate "C" not null
        generated always as (matter || '/' || step || case when relative then '/relative' when devolved then '/devolved' else '' end) stored,
    add column presses_on date not null
        generated always as (case when paused_since is null then coalesce(due_on, 'infinity') else 'infinity' end) stored;
comment on column casework.case_file.turn is '轮到谁办:事项/环节,近亲属案件与已下放的另计';
comment on column casework.case_file.presses_on is '当前环节时限;计时中止或没有时限的为无穷远';
drop index casework.case_file_due;
create index case_file_pressing on casework.case_file (presses_on, case_no) where status = 'OPEN';
create index case_file_turn on casework.case_file (turn, presses_on, case_no, area_code) where status = 'OPEN';
