-- what one officer stored within a day is counted before another file is taken
create index stored_file_by_officer on registry.stored_file (stored_by, stored_at) where stored_by is not null;
