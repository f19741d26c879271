-- The list of back payments named families of every line to whoever opened it; the single payment was refused already.
call registry.hold_to_lines('disbursement.back_payment', 'scheme');
call registry.hold_to_lines('disbursement.recovery_refund', 'scheme');
