-- 办件队列默认按期限排列:按此顺序读取前几十行即可,不必把全部在办案件取来排序。
create index case_file_due on casework.case_file (due_on, case_no) where status = 'OPEN';
