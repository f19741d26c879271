-- Public notices (公示): what hangs in a village, frozen as it was made, with an end after which nobody is shown it any more.
create table disbursement.public_notice (
    id            uuid primary key default uuidv7(),
    area_code     registry.area_code not null,
    scheme        text not null,
    posted_from   date not null,
    posted_until  date not null,
    left_out      int not null check (left_out >= 0),
    made_by       uuid not null references registry.officer,
    made_at       timestamptz not null,
    published_by  uuid references registry.officer,
    published_at  timestamptz,
    withdrawn_by  uuid references registry.officer,
    withdrawn_at  timestamptz,
    constraint public_notice_ends check (posted_until >= posted_from and posted_until < posted_from + 367),
    constraint public_notice_two_people check (published_by is null or published_by <> made_by),
    check ((published_by is null) = (published_at is null)),
    check ((withdrawn_by is null) = (withdrawn_at is null))
);
call registry.put_behind_scope('disbursement.public_notice');
create index public_notice_area on disbursement.public_notice (area_code, posted_from desc);
comment on table disbursement.public_notice is '公示:固定栏目,到期自动撤下';
comment on column disbursement.public_notice.left_out is '因未成年人或限制查看而不公示的户数';

create table disbursement.public_notice_line (
    notice_id  uuid not null references disbursement.public_notice,
    ordinal    int not null,
    area_code  registry.area_code not null,
    name       text not null,
    persons    int not null,
    amount     numeric(12, 2) not null,
    primary key (notice_id, ordinal)
);
call registry.put_behind_scope('disbursement.public_notice_line');
comment on table disbursement.public_notice_line is '公示名单:姓名、人口、金额,没有其他栏目';

grant select on disbursement.public_notice, disbursement.public_notice_line to civil_app, civil_backup;
grant insert on disbursement.public_notice, disbursement.public_notice_line to civil_app;
grant update (published_by, published_at, withdrawn_by, withdrawn_at) on disbursement.public_notice to civil_app;
