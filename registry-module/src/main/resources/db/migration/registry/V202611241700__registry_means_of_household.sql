-- A family's file shows withdrawn income too, which an index of the valid alone cannot find: it read the whole county's.
drop index registry.means_item_household;
create index means_item_household on registry.means_item (household_id);
