-- What a cremation (火化登记) adds to its case.
create schema civilservices;
comment on schema civilservices is '社会事务';
grant usage on schema civilservices to civil_app, civil_backup;

create table civilservices.cremation (
    case_id        uuid primary key references casework.case_file,
    area_code      registry.area_code not null,
    resident_id    uuid not null references registry.resident,
    died_on        date not null,
    received_on    date not null,
    received_by    uuid not null references registry.officer,
    death_paper_no text not null check (death_paper_no <> ''),
    natural_death  boolean not null,
    police_paper_no text,
    handler        text not null check (handler <> ''),
    handler_relation text not null check (handler_relation <> ''),
    cremated_on    date,
    cremator       text,
    rechecked_by   uuid references registry.officer,
    fee_total      registry.yuan,
    waived         registry.yuan,
    certificate_no text collate "C" unique,
    certified_on   date,
    ashes_to       text,
    ashes_on       date,
    void           boolean not null default false,
    version        int not null default 0,
    check (died_on <= received_on),
    check (cremated_on is null or (cremated_on >= received_on and cremator is not null and rechecked_by is not null)),
    check (rechecked_by is null or rechecked_by <> received_by),
    check (natural_death or police_paper_no is not null),
    check ((fee_total is null) = (waived is null)),
    check (waived is null or (waived >= 0 and waived <= fee_total)),
    check (certificate_no is null or (certified_on is not null and cremated_on is not null)),
    check (ashes_on is null or (certificate_no is not null and ashes_to = handler))
);
call registry.put_behind_scope('civilservices.cremation');
create unique index cremation_one_per_paper on civilservices.cremation (death_paper_no) where not void;
create unique index cremation_one_per_person on civilservices.cremation (resident_id) where not void;
create index cremation_received on civilservices.cremation (received_on desc, area_code);
comment on table civilservices.cremation is '火化登记:一份死亡证明只火化一次';
comment on column civilservices.cremation.rechecked_by is '火化前第二次核对身份的人,不是接收人';
comment on column civilservices.cremation.void is '所在案卷不予办理、撤回或终止后,可重新登记';

create table civilservices.cremation_fee (
    case_id   uuid not null references civilservices.cremation,
    item      text not null check (item in ('TRANSPORT', 'STORAGE', 'FAREWELL', 'CREMATION', 'ASHES_STORAGE')),
    area_code registry.area_code not null,
    amount    registry.yuan not null check (amount >= 0),
    primary key (case_id, item)
);
call registry.put_behind_scope('civilservices.cremation_fee');
comment on table civilservices.cremation_fee is '火化费用,只收目录内项目';

create table civilservices.certificate_counter (
    area_code registry.area_code not null references registry.area,
    year      int not null,
    last      int not null,
    primary key (area_code, year)
);
call registry.put_behind_scope('civilservices.certificate_counter');
comment on table civilservices.certificate_counter is '火化证明编号,按县按年连续';

grant select on all tables in schema civilservices to civil_app, civil_backup;
grant insert on all tables in schema civilservices to civil_app;
grant update on civilservices.cremation, civilservices.cremation_fee, civilservices.certificate_counter to civil_app;
