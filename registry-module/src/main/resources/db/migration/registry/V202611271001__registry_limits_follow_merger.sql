-- A household under limited access goes over with its village, and so does what stands about it.
grant update (area_code) on registry.limited_access to civil_app;
