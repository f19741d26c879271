grant update (area_code) on assistance.home_visit, assistance.minimum_living_proposal to civil_app;
