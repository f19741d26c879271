-- Months held back are paid after all only where somebody else than who placed the hold agrees (恢复发放并补发).
alter table disbursement.hold add column release_approved_by uuid references registry.officer;
alter table disbursement.hold add constraint hold_release_two_people
    check (release_approved_by is null or release_approved_by <> placed_by);
comment on column disbursement.hold.release_approved_by is '同意补发暂停期间款项的人,与登记暂停的人不同';
