-- 分档发放的县,审核时认定家庭的档次;确认后随待遇保存。
alter table assistance.minimum_living_application add column proposed_tier text;
comment on column assistance.minimum_living_application.proposed_tier is '拟定保障档次,仅分档发放时有';
