package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.CopyIn;
import cn.civilaffairs.registry.exchange.Column;
import cn.civilaffairs.registry.exchange.ImportContract;
import cn.civilaffairs.registry.exchange.ImportJob;
import cn.civilaffairs.registry.exchange.ImportPass;
import cn.civilaffairs.registry.exchange.ImportRow;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The roster of income and property (家庭收入财产, contract 2), one row per item. An item is the same as one registered if
 * household, person, category, name and start date agree; if its figures then differ, the former item is withdrawn and
 * the new one entered, so that the history shows both.
 */
@Component
class MeansRoster implements ImportContract {

    private static final Column<String> FILE_NO = Column.text("家庭编号", 40).require();
    private static final Column<String> NUMBER = Column.number("证件号码").hint("个人项目必填，文本格式");
    private static final Column<MeansCategory> CATEGORY = Column.choice(
                    "项目类别",
                    MeansCategory.class,
                    "工资性收入=WAGE 经营净收入=BUSINESS 财产净收入=PROPERTY 转移净收入=TRANSFER 其他收入=OTHER 刚性支出=RIGID_EXPENSE"
                            + " 赡养支付=SUPPORT_PAID 金融资产=FINANCIAL_ASSET 机动车=VEHICLE 房产=HOUSE 商业登记=COMPANY")
            .require();
    private static final Column<String> NAME = Column.text("项目名称", 60).require();
    private static final Column<Money> AMOUNT = Column.amount("金额").require();
    private static final Column<MeansPeriod> PERIOD = Column.choice(
                    "周期", MeansPeriod.class, "年=YEAR 月=MONTH 次=ONCE 时点=POINT")
            .require();
    private static final Column<LocalDate> START = Column.date("起始日期").require();
    private static final Column<LocalDate> END = Column.date("截止日期");
    private static final Column<MeansSource> SOURCE = Column.choice(
                    "来源", MeansSource.class, "申报=DECLARED 核对=CHECKED 入户=VISITED")
            .require();
    private static final Column<String> EXEMPTION = Column.word(
            "豁免项",
            "中央基础养老金=BASE_PENSION 优待抚恤=VETERAN 奖学金=SCHOLARSHIP 政府救助=GOVERNMENT_AID"
                    + " 残疾人两项补贴=DISABILITY_SUBSIDY 孤儿基本生活费=ORPHAN_LIVING 计划生育奖扶=FAMILY_PLANNING"
                    + " 见义勇为奖励=GOOD_SAMARITAN 高龄津贴=OLD_AGE 无=NONE");
    private static final Column<String> REMARK = Column.text("备注", 500);
    private static final String NO_EXEMPTION = "NONE";

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final FieldCipher cipher;

    MeansRoster(JdbcClient jdbc, DataSource dataSource, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.cipher = cipher;
    }

    @Override
    public String code() {
        return "means";
    }

    @Override
    public String title() {
        return "家庭收入财产";
    }

    @Override
    public int order() {
        return 2;
    }

    @Override
    public List<Column<?>> columns() {
        return List.of(FILE_NO, NUMBER, CATEGORY, NAME, AMOUNT, PERIOD, START, END, SOURCE, EXEMPTION, REMARK);
    }

    @Override
    public boolean mayBeImportedBy(Officer officer) {
        return AccessDecision.may(officer, Action.IMPORT_RESIDENTS);
    }

    @Override
    public ImportPass begin(ImportJob job) {
        jdbc.sql("""
                        create temporary table staged_means (
                            row_no int primary key, file_no text, person_index bytea, category text, name text,
                            amount numeric(14, 2), period text, start_on date, end_on date, source text, exemption text,
                            remark text, household_id uuid, area_code text collate "C", resident_id uuid, same_id uuid,
                            touched boolean) on commit drop""").update();
        return new Pass(job);
    }

    private final class Pass implements ImportPass {

        private final ImportJob job;

        Pass(ImportJob job) {
            this.job = job;
        }

        @Override
        public void add(List<ImportRow> rows) {
            try (CopyIn copy = CopyIn.into(
                    dataSource,
                    "staged_means",
                    "row_no",
                    "file_no",
                    "person_index",
                    "category",
                    "name",
                    "amount",
                    "period",
                    "start_on",
                    "end_on",
                    "source",
                    "exemption",
                    "remark")) {
                for (ImportRow row : rows) {
                    check(row);
                    if (!row.failed()) {
                        String number = row.get(NUMBER);
                        String exemption = row.get(EXEMPTION, NO_EXEMPTION);
                        copy.value(row.number())
                                .value(row.get(FILE_NO))
                                .value(
                                        number == null
                                                ? null
                                                : cipher.index(
                                                        ProtectedField.RESIDENT_ID_NUMBER, IdNumber.normalise(number)))
                                .value(row.get(CATEGORY))
                                .value(row.get(NAME))
                                .value(row.get(AMOUNT))
                                .value(row.get(PERIOD))
                                .value(row.get(START))
                                .value(row.get(END))
                                .value(row.get(SOURCE))
                                .value(exemption.equals(NO_EXEMPTION) ? null : exemption)
                                .value(row.get(REMARK))
                                .endRow();
                    }
                }
            }
        }

        private void check(ImportRow row) {
            LocalDate start = row.get(START);
            LocalDate end = row.get(END);
            MeansCategory category = row.get(CATEGORY);
            if (start != null && end != null && end.isBefore(start)) {
                row.error(END, "早于起始日期");
            }
            if (start != null && start.isAfter(job.today())) {
                row.error(START, "不能晚于今天");
            }
            if (category == MeansCategory.WAGE && row.get(NUMBER) == null) {
                row.error(NUMBER, "工资性收入是个人项目，请填写证件号码");
            }
            if (category != null
                    && !category.isIncome()
                    && !row.get(EXEMPTION, NO_EXEMPTION).equals(NO_EXEMPTION)) {
                row.error(EXEMPTION, new RuleViolation("means.exemption-without-income"));
            }
        }

        @Override
        public void check() {
            jdbc.sql("""
                            update staged_means s set household_id = h.id, area_code = h.area_code
                            from registry.household h
                            where h.file_no = s.file_no and h.closed_on is null""").update();
            jdbc.sql("""
                            update staged_means s set resident_id = r.id from registry.resident r
                            where r.id_number_index = s.person_index""").update();
            jdbc.sql("create index on staged_means (household_id, resident_id)").update();
            jdbc.sql("analyze staged_means").update();
            job.errors(FILE_NO, jdbc.sql("""
                    select row_no, '您的服务区域内没有这个家庭，或已销户' from staged_means
                    where household_id is null order by 1"""));
            job.errors(NUMBER, jdbc.sql("""
                    select s.row_no, '不是这个家庭现在的成员' from staged_means s
                    where s.household_id is not null and s.person_index is not null and not exists (
                        select from registry.household_member m
                        where m.household_id = s.household_id and m.resident_id = s.resident_id and m.valid_to is null)
                    order by 1"""));
            job.errors(NAME, jdbc.sql("""
                    select s.row_no, '与第 ' || (
                        select min(o.row_no) from staged_means o
                        where (o.file_no, o.category, o.name, o.start_on) = (s.file_no, s.category, s.name, s.start_on)
                          and o.person_index is not distinct from s.person_index and o.row_no <> s.row_no) || ' 行是同一项'
                    from staged_means s
                    join (select file_no, person_index, category, name, start_on from staged_means
                          group by 1, 2, 3, 4, 5 having count(*) > 1) d
                        on (d.file_no, d.category, d.name, d.start_on) = (s.file_no, s.category, s.name, s.start_on)
                        and d.person_index is not distinct from s.person_index
                    order by 1"""));
            jdbc.sql("""
                            update staged_means s set same_id = i.id,
                                touched = (i.amount, i.period, i.end_on, i.source, i.exemption) is distinct from
                                          (s.amount, s.period, s.end_on, s.source, s.exemption)
                            from registry.means_item i
                            where i.household_id = s.household_id and i.resident_id is not distinct from s.resident_id
                              and i.category = s.category and i.name = s.name and i.start_on = s.start_on
                              and i.withdrawn_at is null""").update();
            job.warnings(AMOUNT, jdbc.sql("""
                    select s.row_no, '系统中同一项为 ' || i.amount || ' 元，确认后原项目撤回、按本文件重新登记' from staged_means s
                    join registry.means_item i on i.id = s.same_id where s.touched order by 1"""));
        }

        @Override
        public Merged merge() {
            int passed = job.passed("staged_means");
            jdbc.sql("""
                            update registry.means_item i set withdrawn_at = :at, withdrawn_why = '名册导入更新'
                            from staged_means s where s.same_id = i.id and s.touched""").param("at", job.now()).update();
            int written = jdbc.sql("""
                            insert into registry.means_item (household_id, resident_id, area_code, category, name, amount,
                                period, start_on, end_on, source, exemption, remark, entered_by, entered_at)
                            select household_id, resident_id, area_code, category, name, amount, period, start_on, end_on,
                                   source, exemption, remark, :by, cast(:at as timestamptz)
                            from staged_means where same_id is null or touched""")
                    .param("by", job.uploadedBy())
                    .param("at", job.now())
                    .update();
            jdbc.sql("""
                            update registry.household h set version = version + 1, updated_at = now()
                            where exists (select from staged_means s
                                where s.household_id = h.id and (s.same_id is null or s.touched))""").update();
            return new Merged(written, passed - written);
        }
    }
}
