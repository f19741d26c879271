-- The county looks again at some of what was confirmed (抽查). Everything somebody needs to draw the same again is kept.
create table casework.sample (
    id         uuid primary key,
    area_code  registry.area_code not null,
    matter     text not null,
    month      registry.benefit_month not null,
    percent    int not null check (percent between 1 and 100),
    population int not null check (population > 0),
    size       int not null check (size between 1 and population),
    seed       text not null check (seed ~ '^[0-9a-f]{32}$'),
    due_on     date not null,
    drawn_by   uuid not null references registry.officer,
    drawn_at   timestamptz not null,
    unique (area_code, matter, month)
);
call registry.put_behind_scope('casework.sample');
comment on table casework.sample is '抽查:一个乡镇一个月一次,种子存档,可重算';

create table casework.sample_item (
    sample_id  uuid not null references casework.sample,
    case_id    uuid not null references casework.case_file,
    area_code  registry.area_code not null,
    case_no    text not null,
    digest     text not null,
    picked     boolean not null,
    compulsory boolean not null,
    finding    text check (finding in ('IN_ORDER', 'FLAWED', 'WRONG')),
    note       text,
    visited_on date,
    checked_by uuid references registry.officer,
    checked_at timestamptz,
    primary key (sample_id, case_id),
    check ((finding is null) = (checked_by is null)),
    check (finding is null or (visited_on is not null and note is not null)),
    check (finding is null or picked or compulsory)
);
call registry.put_behind_scope('casework.sample_item');
comment on table casework.sample_item is '抽查范围内的全部案件,抽中与否都留存';
comment on column casework.sample_item.compulsory is '近亲属案件,不抽也必查';

grant select on casework.sample, casework.sample_item to civil_app, civil_backup;
grant insert on casework.sample, casework.sample_item to civil_app;
grant update (finding, note, visited_on, checked_by, checked_at) on casework.sample_item to civil_app;
