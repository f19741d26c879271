-- Prints that belong to no case: a household's sheet, a benefit's notice, a village's poster, blank forms.
alter table casework.printed_paper
    add column subject_kind text not null default 'CASE'
        check (subject_kind in ('CASE', 'HOUSEHOLD', 'ENTITLEMENT', 'RUN', 'AREA')),
    add column subject_id uuid,
    add column title text,
    add column for_whom text,
    add column pages int check (pages > 0),
    add column batch_id uuid,
    add constraint printed_paper_of_case check ((subject_kind = 'CASE') = (case_id is not null)),
    add constraint printed_paper_of_other check ((subject_kind = 'CASE') = (subject_id is null));
create unique index printed_paper_copy_of_other on casework.printed_paper (subject_kind, subject_id, paper, copy_no)
    where case_id is null;
create index printed_paper_recent on casework.printed_paper (printed_at desc, area_code);
comment on column casework.printed_paper.subject_kind is '为谁打印:办件、家庭、待遇、发放批次、区划(公示榜、空白表)';
comment on column casework.printed_paper.for_whom is '打印时的对象名称';
comment on column casework.printed_paper.batch_id is '同一次批量打印的编号,校验值为整份文件的';
