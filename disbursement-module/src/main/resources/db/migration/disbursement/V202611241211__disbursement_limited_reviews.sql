-- Reviews are counted as they are listed: without households under limited access that are not open to the officer.
call registry.hold_with_residents('disbursement.review_task', 'resident_id');
