-- The bank's answer is written while it is read: results and errors come before the file they belong to is counted.
alter table disbursement.line_result alter constraint line_result_return_file_id_fkey deferrable initially deferred;
alter table disbursement.return_error alter constraint return_error_return_file_id_fkey deferrable initially deferred;

-- Failed payments of an area, whichever run they were in.
create index line_result_failed_area on disbursement.line_result (area_code, run_id, seq) where not succeeded;
create index payment_line_reissued on disbursement.payment_line (reissue_of_run, reissue_of_seq) where reissue_of_run is not null;

-- What the township did about a failed payment until now (退票办理记录).
create table disbursement.failed_payment_note (
    id         uuid primary key default uuidv7(),
    run_id     uuid not null,
    seq        int not null,
    area_code  registry.area_code not null,
    note       text not null check (note <> ''),
    made_by    uuid not null references registry.officer,
    made_at    timestamptz not null,
    foreign key (run_id, seq) references disbursement.payment_line (run_id, seq)
);
call registry.put_behind_scope('disbursement.failed_payment_note');
create index failed_payment_note_line on disbursement.failed_payment_note (run_id, seq);
comment on table disbursement.failed_payment_note is '退票办理记录';
grant select, insert on disbursement.failed_payment_note to civil_app;
grant select on disbursement.failed_payment_note to civil_backup;
