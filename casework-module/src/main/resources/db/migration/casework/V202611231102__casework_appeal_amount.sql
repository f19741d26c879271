-- An organ that decides otherwise (变更) may say the amount a month itself.
alter table casework.appeal add column monthly_amount registry.yuan check (monthly_amount > 0);
comment on column casework.appeal.monthly_amount is '决定书载明的每月金额(元),仅变更时有';
grant update (monthly_amount) on casework.appeal to civil_app;
