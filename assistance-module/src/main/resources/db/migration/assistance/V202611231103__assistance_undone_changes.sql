-- A change an appeal did away with (复议、诉讼撤销或变更): what is paid again, and from when.
alter table assistance.minimum_living_change add column undone_on date;
alter table assistance.minimum_living_change add column undone_by uuid references registry.officer;
alter table assistance.minimum_living_change add column undone jsonb;
alter table assistance.minimum_living_change add constraint minimum_living_change_undone
    check ((undone_on is null) = (undone_by is null) and (undone_on is null) = (undone is null)
        and (undone_on is null or applied_on is not null));
comment on column assistance.minimum_living_change.undone is '恢复的起始月份、每月金额和理由';
