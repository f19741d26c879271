-- A determination is what later months are paid by, so it goes over with its benefit; the lines of closed months do not.
grant update (area_code) on disbursement.determination, disbursement.covered_person, disbursement.hold, disbursement.arrear
    to civil_app;
