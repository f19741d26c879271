-- 不计入家庭收入的项目增加计划生育奖扶、见义勇为奖励和高龄津贴;是否豁免由参数表决定。
alter table registry.means_item drop constraint means_item_exemption_check;
alter table registry.means_item add constraint means_item_exemption_check check (exemption in ('BASE_PENSION', 'VETERAN',
    'SCHOLARSHIP', 'GOVERNMENT_AID', 'DISABILITY_SUBSIDY', 'ORPHAN_LIVING', 'FAMILY_PLANNING', 'GOOD_SAMARITAN', 'OLD_AGE'))
    not valid;
alter table registry.means_item validate constraint means_item_exemption_check;
