-- Which signed payments did not go to the bank, because their account was closed or replaced before: written down once, with the
-- first file. Comparing the times of file and account does not tell: an account closed a moment earlier may be committed later.
create table disbursement.withheld_line (
    run_id     uuid not null,
    seq        int not null,
    area_code  registry.area_code not null,
    primary key (run_id, seq),
    foreign key (run_id, seq) references disbursement.payment_line (run_id, seq)
);
insert into disbursement.withheld_line (run_id, seq, area_code)
select l.run_id, l.seq, l.area_code
from disbursement.payment_run r join disbursement.payment_line l on l.run_id = r.id
join registry.payment_account a on a.id = l.account_id and a.closed_at <= r.sent_at;
call registry.put_behind_scope('disbursement.withheld_line');
comment on table disbursement.withheld_line is '已签发而未送银行的明细:送银行前账户已变更';
grant select, insert on disbursement.withheld_line to civil_app;
grant select on disbursement.withheld_line to civil_backup;
