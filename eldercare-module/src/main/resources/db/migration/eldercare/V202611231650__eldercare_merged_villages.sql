grant update (area_code) on eldercare.old_age_candidate to civil_app;
