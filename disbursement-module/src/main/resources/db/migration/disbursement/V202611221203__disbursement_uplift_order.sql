-- An uplift is carried out and exported village by village, one benefit after the other.
create index uplift_item_order on disbursement.uplift_item (uplift_id, area_code, entitlement_id, benefit_month);
