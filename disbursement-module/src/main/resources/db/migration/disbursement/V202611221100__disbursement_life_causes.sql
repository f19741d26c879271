-- Two more reasons for a new amount: the way out after income rose (渐退), and work refused without reason (拒绝就业).
alter table disbursement.determination drop constraint determination_cause_check;
alter table disbursement.determination add constraint determination_cause_check check (cause in ('GRANTED', 'IMPORTED',
    'MEMBER_ADDED', 'MEMBER_LEFT', 'MEANS_CHANGED', 'STANDARD_CHANGED', 'SUPPLEMENT_CHANGED', 'REVIEWED', 'CORRECTED',
    'TAPER', 'JOB_REFUSED'));
