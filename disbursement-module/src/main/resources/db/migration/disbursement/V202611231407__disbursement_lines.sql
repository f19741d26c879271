call registry.hold_to_lines('disbursement.entitlement', 'scheme');
call registry.hold_to_lines('disbursement.covered_person', 'scheme');
call registry.hold_to_lines('disbursement.payment_run', 'scheme');
call registry.hold_to_lines('disbursement.payment_line', 'scheme');
call registry.hold_to_lines('disbursement.recovery', 'scheme');
call registry.hold_to_lines('disbursement.uplift', 'scheme');
