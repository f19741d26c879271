-- Many papers at once, made in the background part by part.
create table casework.print_job (
    id           uuid primary key default uuidv7(),
    area_code    registry.area_code not null,
    matter       text not null,
    paper        text not null,
    title        text not null,
    month        registry.benefit_month not null,
    placeholders boolean not null,
    subjects     uuid[] not null check (cardinality(subjects) > 0),
    done         int not null default 0 check (done >= 0),
    left_out     int not null default 0 check (left_out >= 0),
    state        text not null default 'WORKING' check (state in ('WORKING', 'DONE', 'FAILED')),
    failure      text,
    asked_by     uuid not null references registry.officer,
    asked_at     timestamptz not null,
    done_at      timestamptz,
    check (done <= cardinality(subjects)),
    check ((state = 'DONE') = (done_at is not null))
);
call registry.put_behind_scope('casework.print_job');
create index print_job_recent on casework.print_job (asked_by, asked_at desc);

create table casework.print_job_part (
    job_id    uuid not null references casework.print_job,
    part      int not null check (part > 0),
    area_code registry.area_code not null,
    file_id   uuid not null references registry.stored_file,
    papers    int not null check (papers > 0),
    pages     int not null check (pages > 0),
    taken     int not null default 0 check (taken >= 0),
    primary key (job_id, part)
);
call registry.put_behind_scope('casework.print_job_part');

grant select, insert on casework.print_job, casework.print_job_part to civil_app;
grant update (done, left_out, state, failure, done_at) on casework.print_job to civil_app;
grant update (taken) on casework.print_job_part to civil_app;
grant select on casework.print_job, casework.print_job_part to civil_backup;

comment on table casework.print_job is '批量打印任务：后台分册生成';
comment on column casework.print_job.subjects is '提出时定下的打印对象，按顺序';
comment on column casework.print_job.done is '已处理的对象数';
comment on column casework.print_job.left_out is '没有印的：已不符合条件，或姓名缺字又不用〓代替';
comment on table casework.print_job_part is '批量打印的一册';
comment on column casework.print_job_part.taken is '已取用次数，第二次起盖补打';
