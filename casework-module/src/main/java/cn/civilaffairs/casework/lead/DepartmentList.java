package cn.civilaffairs.casework.lead;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.exchange.Column;
import cn.civilaffairs.registry.exchange.ImportContract;
import cn.civilaffairs.registry.exchange.ImportJob;
import cn.civilaffairs.registry.exchange.ImportPass;
import cn.civilaffairs.registry.exchange.ImportRow;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.resident.IdType;
import cn.civilaffairs.registry.resident.IdentityDocument;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lists from other departments (部门比对清单, contract 6). Everybody on one who is in care becomes a lead; the others are counted
 * and not kept, and the file itself is removed on schedule, since it is the other department's data.
 */
@Component
class DepartmentList implements ImportContract {

    static final String CODE = "department-list";
    private static final int DAYS_KEPT = 30;

    private static final Column<LeadKind> KIND = Column.choice(
                    "比对类型",
                    LeadKind.class,
                    "死亡=DEATH 火化=CREMATION 服刑=PRISON 养老金领取=PENSION 就业参保=EMPLOYMENT 车辆=VEHICLE 不动产=REAL_ESTATE"
                            + " 市场主体=COMPANY 户籍迁出=MOVED_OUT 残疾证变更=DISABILITY_CARD 在校学籍=SCHOOL 收养=ADOPTION"
                            + " 大额医疗支出=MEDICAL_EXPENSE 交通事故=ACCIDENT 灾害=DISASTER 失业=UNEMPLOYMENT 法律援助=LEGAL_AID")
            .require();
    private static final Column<String> NUMBER = Column.number("证件号码").require();
    private static final Column<String> NAME = Column.text("姓名", 60);
    private static final Column<LocalDate> EVENT = Column.date("事件日期").require();
    private static final Column<String> DETAIL = Column.text("详情", 300);
    private static final Column<Money> AMOUNT = Column.amount("金额");
    private static final Column<String> SOURCE = Column.text("来源部门", 40).require();

    private final ListMatching matching;
    private final JdbcClient jdbc;

    DepartmentList(ListMatching matching, JdbcClient jdbc) {
        this.matching = matching;
        this.jdbc = jdbc;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String title() {
        return "部门比对清单";
    }

    @Override
    public int order() {
        return 6;
    }

    @Override
    public List<Column<?>> columns() {
        return List.of(KIND, NUMBER, NAME, EVENT, DETAIL, AMOUNT, SOURCE);
    }

    @Override
    public boolean mayBeImportedBy(Officer officer) {
        return AccessDecision.may(officer, Action.IMPORT_DEPARTMENT_LIST);
    }

    @Override
    public OptionalInt daysKept(AreaCode county, LocalDate on) {
        return OptionalInt.of(matching.days(ParameterKey.LEAD_LIST_DAYS, county, DAYS_KEPT));
    }

    @Override
    public ImportPass begin(ImportJob job) {
        matching.begin();
        return new Pass(job);
    }

    private final class Pass implements ImportPass {

        private final ImportJob job;
        private ListMatching.Counts counts = new ListMatching.Counts(0, 0, 0);

        Pass(ImportJob job) {
            this.job = job;
        }

        @Override
        public void add(List<ImportRow> rows) {
            List<ListMatching.Entry> entries = new ArrayList<>(rows.size());
            for (ImportRow row : rows) {
                check(row);
                if (!row.failed()) {
                    entries.add(new ListMatching.Entry(
                            row.number(),
                            row.get(KIND, LeadKind.DEATH).name(),
                            row.get(NUMBER, ""),
                            row.get(NAME),
                            row.get(EVENT, job.today()),
                            row.get(DETAIL, ""),
                            row.get(AMOUNT),
                            row.get(SOURCE, "")));
                }
            }
            matching.add(entries);
        }

        private void check(ImportRow row) {
            LocalDate event = row.get(EVENT);
            if (event != null && event.isAfter(job.today())) {
                row.error(EVENT, "不能晚于今天");
            }
            String number = row.get(NUMBER);
            if (number != null && number.matches("[0-9].*")) {
                try {
                    new IdentityDocument(IdType.CITIZEN, number);
                } catch (RuleViolation wrong) {
                    row.error(NUMBER, wrong);
                }
            }
        }

        @Override
        public void check() {
            counts = matching.match();
            job.warnings(null, jdbc.sql("""
                    select row_no, '与第 ' || first || ' 行相同，只记一次' from (
                        select row_no, min(row_no) over (partition by kind, person_index, event_on, source) as first
                        from pg_temp.staged_list) s where row_no <> first order by 1"""));
            job.warnings(NAME, jdbc.sql("""
                    select m.row_no, '与系统登记的姓名不一致，核实时请先确认是否同一人' from pg_temp.matched_list m
                    join pg_temp.staged_list s on s.row_no = m.row_no and s.name is not null
                    where m.other_name order by 1"""));
        }

        @Override
        public String summary() {
            return "共 %d 行：在享人员 %d 行，其中新线索 %d 条，已有线索 %d 条；其余 %d 行不是在享人员，不保留。"
                    .formatted(
                            counts.listed(),
                            counts.matched(),
                            counts.fresh(),
                            counts.matched() - counts.fresh(),
                            counts.unmatched());
        }

        @Override
        public Merged merge() {
            matching.leaveOut("select row_no from " + ImportJob.FAILED_ROWS);
            int filed = matching.file(job.officer().area().county());
            return new Merged(filed, counts.listed() - filed);
        }
    }
}
