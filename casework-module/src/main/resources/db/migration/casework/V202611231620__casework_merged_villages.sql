-- The files of a merged village go over to the one that remains, whole.
grant update (area_code) on casework.case_entry, casework.case_flag, casework.posting, casework.appeal, casework.appraisal,
    casework.attachment, casework.broken_promise, casework.printed_paper, casework.relative_referral, casework.sample_item
    to civil_app;
