-- The desk asks how many cases came back and otherwise do not press: seldom any, and to find none it read every open case of its turns.
create index case_file_returned on casework.case_file (turn, presses_on, area_code) where status = 'OPEN' and returned;
