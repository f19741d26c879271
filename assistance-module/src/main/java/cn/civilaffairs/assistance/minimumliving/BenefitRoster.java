package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner.Reckoned;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner.Wanted;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Due;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.CopyIn;
import cn.civilaffairs.registry.database.Months;
import cn.civilaffairs.registry.exchange.Column;
import cn.civilaffairs.registry.exchange.ImportContract;
import cn.civilaffairs.registry.exchange.ImportJob;
import cn.civilaffairs.registry.exchange.ImportPass;
import cn.civilaffairs.registry.exchange.ImportRow;
import cn.civilaffairs.registry.policy.ParameterBook;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The roster of benefits already in payment (在保名册, contract 3), for a county going live. Each row's amount is kept and paid
 * as it stands; what the rules in force come to is stored beside it and a difference is a reminder, never a correction.
 */
@Component
@Unscoped(
        "imports run as their officer: every household is found through the row policy, and inserts are checked by it")
class BenefitRoster implements ImportContract {

    private static final String OPEN_SCHEME = MinimumLivingAllowance.CODE;

    private static final Column<String> SCHEME = Column.word(
                    "项目", "低保=minimum-living 最低生活保障=minimum-living 特困=destitute-support 高龄津贴=old-age 孤儿=orphan-living")
            .require();
    private static final Column<String> FILE_NO = Column.text("家庭编号", 40).hint("按户项目必填");
    private static final Column<String> NUMBER = Column.number("证件号码").require();
    private static final Column<String> CATEGORY = Column.text("类别", 20);
    private static final Column<UrbanRural> RESIDENCE =
            Column.choice("城乡类别", UrbanRural.class, "城市=URBAN 农村=RURAL").require();
    private static final Column<YearMonth> FIRST_MONTH = Column.month("纳入月份").require();
    private static final Column<Money> AMOUNT = Column.amount("当前月保障金额").require();
    private static final Column<ReviewClass> REVIEW_CLASS = Column.choice("复核周期", ReviewClass.class, "A=A B=B C=C");
    private static final Column<String> PAYEE_NUMBER = Column.number("领款人证件号码");
    private static final Column<String> REMARK = Column.text("备注", 500);

    private static final String COMPUTED = "系统核定金额";
    private static final String DIFFERENCE = "差额";

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final FieldCipher cipher;
    private final MinimumLivingReckoner reckoner;
    private final EntitlementDesk entitlements;
    private final Parameters parameters;

    BenefitRoster(
            JdbcClient jdbc,
            DataSource dataSource,
            FieldCipher cipher,
            MinimumLivingReckoner reckoner,
            EntitlementDesk entitlements,
            Parameters parameters) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.cipher = cipher;
        this.reckoner = reckoner;
        this.entitlements = entitlements;
        this.parameters = parameters;
    }

    @Override
    public String code() {
        return "benefits";
    }

    @Override
    public String title() {
        return "在保名册";
    }

    @Override
    public int order() {
        return 3;
    }

    @Override
    public List<Column<?>> columns() {
        return List.of(
                SCHEME, FILE_NO, NUMBER, CATEGORY, RESIDENCE, FIRST_MONTH, AMOUNT, REVIEW_CLASS, PAYEE_NUMBER, REMARK);
    }

    @Override
    public List<String> reportColumns() {
        return List.of(COMPUTED, DIFFERENCE);
    }

    @Override
    public boolean mayBeImportedBy(Officer officer) {
        return AccessDecision.may(officer, Action.IMPORT_IN_PAYMENT);
    }

    @Override
    public ImportPass begin(ImportJob job) {
        jdbc.sql("""
                        create temporary table staged_benefit (
                            row_no int primary key, file_no text, person_index bytea, category text, residence text,
                            first_month date, amount numeric(14, 2), review_class text, payee_index bytea,
                            household_id uuid, area_code text collate "C", known_residence text, resident_id uuid,
                            payee_id uuid, running_id uuid, same boolean) on commit drop""").update();
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
                    "staged_benefit",
                    "row_no",
                    "file_no",
                    "person_index",
                    "category",
                    "residence",
                    "first_month",
                    "amount",
                    "review_class",
                    "payee_index")) {
                for (ImportRow row : rows) {
                    check(row);
                    if (!row.failed()) {
                        copy.value(row.number())
                                .value(row.get(FILE_NO))
                                .value(index(row.get(NUMBER)))
                                .value(row.get(CATEGORY))
                                .value(row.get(RESIDENCE))
                                .value(row.get(FIRST_MONTH))
                                .value(row.get(AMOUNT))
                                .value(row.get(REVIEW_CLASS))
                                .value(index(row.get(PAYEE_NUMBER)))
                                .endRow();
                    }
                }
            }
        }

        private byte @Nullable [] index(@Nullable String number) {
            return number == null ? null : cipher.index(ProtectedField.RESIDENT_ID_NUMBER, IdNumber.normalise(number));
        }

        private void check(ImportRow row) {
            String scheme = row.get(SCHEME);
            if (scheme != null && !scheme.equals(OPEN_SCHEME)) {
                row.error(SCHEME, "现在只开通低保的发放，其他项目请在开通后导入");
            }
            if (row.isBlank(FILE_NO)) {
                row.error(FILE_NO, "低保是按户项目，请填写家庭编号");
            }
            YearMonth first = row.get(FIRST_MONTH);
            if (first != null && first.isAfter(YearMonth.from(job.today()))) {
                row.error(FIRST_MONTH, "不能晚于本月");
            }
        }

        @Override
        public void check() {
            findOut();
            job.errors(FILE_NO, jdbc.sql("""
                    select row_no, '您的服务区域内没有这个家庭，或已销户' from staged_benefit
                    where household_id is null order by 1"""));
            job.errors(NUMBER, jdbc.sql("""
                    select row_no, '不是这个家庭现在的户主' from staged_benefit s
                    where household_id is not null and not exists (
                        select from registry.household_member m
                        where m.household_id = s.household_id and m.resident_id = s.resident_id
                          and m.relation = 'HEAD' and m.valid_to is null)
                    order by 1"""));
            job.errors(PAYEE_NUMBER, jdbc.sql("""
                    select row_no, '您的服务区域内没有登记这个领款人' from staged_benefit
                    where payee_index is not null and payee_id is null order by 1"""));
            remarkOnPayees();
            job.errors(FILE_NO, jdbc.sql("""
                    select row_no, '与第 ' || first_row || ' 行是同一户' from (
                        select row_no, min(row_no) over (partition by household_id) as first_row
                        from staged_benefit where household_id is not null) d
                    where row_no <> first_row order by 1"""));
            job.errors(FILE_NO, jdbc.sql("""
                    select row_no, '此户已在保，金额或纳入月份与本文件不同。名册不改动已在保的户' from staged_benefit
                    where running_id is not null and not same order by 1"""));
            job.errors(FILE_NO, jdbc.sql("""
                    select s.row_no, min(r.name) || ' 已在另一户享受低保' from staged_benefit s
                    join registry.household_member m on m.household_id = s.household_id and m.valid_to is null and m.counts
                    join disbursement.covered_person c on c.resident_id = m.resident_id and c.scheme = :scheme
                        and c.to_month is null
                    join registry.resident r on r.id = m.resident_id
                    where s.running_id is null group by 1 order by 1""").param("scheme", OPEN_SCHEME));
            job.warnings(RESIDENCE, jdbc.sql("""
                    select row_no, '家庭档案中为' || case known_residence when 'URBAN' then '城市' else '农村' end
                        || '，低保按本文件' from staged_benefit
                    where household_id is not null and residence <> known_residence order by 1"""));
            compare();
        }

        /**
         * A roster may name somebody the register does not explain (contract 3: it is paid as it says until a person decides): that is
         * said here, and stops the first payment as the red line PAYEE_OUTSIDE (benefits handbook §7, a third party holds a card
         * by a signed agreement).
         */
        private void remarkOnPayees() {
            job.warnings(PAYEE_NUMBER, jdbc.sql("""
                    select s.row_no, r.name || ' 不是本户年满 18 周岁的成员，也没有有效的监护人、代领人登记。按本文件导入，发放前会作为红线提示；'
                        || '请先登记监护人、代领人，或导入后变更领款人'
                    from staged_benefit s join registry.resident r on r.id = s.payee_id
                    where s.household_id is not null and s.running_id is null and s.payee_id <> s.resident_id
                      and not exists (select from registry.household_member m
                          where m.household_id = s.household_id and m.resident_id = s.payee_id and m.valid_to is null
                            and r.birth_date <= cast(:today as date) - interval '18 years')
                      and not registry.is_guardian(s.payee_id, s.resident_id, cast(:today as date))
                    order by 1""").param("today", job.today()));
        }

        /** Finds household, holder and payee of every row, and what is in payment already. */
        private void findOut() {
            jdbc.sql("""
                            update staged_benefit s
                            set household_id = h.id, area_code = h.area_code, known_residence = h.residence
                            from registry.household h where h.file_no = s.file_no and h.closed_on is null""").update();
            jdbc.sql("""
                            update staged_benefit s set resident_id = r.id from registry.resident r
                            where r.id_number_index = s.person_index""").update();
            jdbc.sql("""
                            update staged_benefit s set payee_id = r.id from registry.resident r
                            where r.id_number_index = s.payee_index""").update();
            jdbc.sql("create index on staged_benefit (household_id)").update();
            jdbc.sql("analyze staged_benefit").update();
            jdbc.sql("""
                            update staged_benefit s set running_id = e.id,
                                same = e.first_month = s.first_month and e.entry_kind = 'ROSTER' and exists (
                                    select from disbursement.determination d
                                    where d.entitlement_id = e.id and d.cause = 'IMPORTED' and d.amount = s.amount)
                            from disbursement.entitlement e
                            where e.household_id = s.household_id and e.scheme = :scheme and e.last_month is null""").param("scheme", OPEN_SCHEME).update();
        }

        /** Says where the rules in force come to another amount than the roster (系统核定金额、差额). */
        private void compare() {
            eachReckoned(false, (row, reckoned) -> {
                MinimumLivingCalculation calculation = reckoned.calculation();
                Money difference = row.amount().minus(calculation.amount());
                job.note(row.rowNo(), COMPUTED, calculation.amount().toString());
                job.note(row.rowNo(), DIFFERENCE, difference.toString());
                if (calculation.persons() == 0) {
                    job.error(row.rowNo(), FILE_NO, "这个家庭没有计入保障人口的成员");
                } else if (!calculation.entitled()) {
                    job.warn(
                            row.rowNo(),
                            AMOUNT,
                            "按现有资料不符合条件（%s），系统核定金额 0.00，差额 %s".formatted(failures(calculation), difference));
                } else if (!difference.isZero()) {
                    job.warn(row.rowNo(), AMOUNT, "系统核定金额 %s，差额 %s".formatted(calculation.amount(), difference));
                }
            });
        }

        private static String failures(MinimumLivingCalculation calculation) {
            return String.join(
                    "、",
                    calculation.failures().stream()
                            .map(failure -> switch (failure.code()) {
                                case HAS_PERSONS -> "没有保障人口";
                                case INCOME_BELOW_STANDARD -> "收入";
                                case FINANCIAL_ASSETS -> "金融资产";
                                case VEHICLES -> "机动车";
                                case DWELLINGS -> "房产";
                                case COMPANIES -> "市场主体";
                                case TIER_DECIDED -> "档次未认定";
                                case SINGLE_GROUND, SINGLE_OF_MARGINAL_FAMILY -> "单人户情形";
                                case WILLING_TO_WORK -> "拒绝就业";
                                case PAYABLE -> "取整后为零";
                            })
                            .toList());
        }

        /** Reckons the rows for the current month, chunk by chunk, so that a county need not fit in memory. */
        private void eachReckoned(boolean onlyNew, BiConsumer<Row, Reckoned> each) {
            List<Row> rows = jdbc.sql("""
                            select * from staged_benefit where household_id is not null and (not :onlyNew or running_id is null)
                            order by row_no""")
                    .param("onlyNew", onlyNew)
                    .query(BenefitRoster::row)
                    .list();
            YearMonth month = YearMonth.from(job.today());
            Map<UUID, Row> byHousehold = new HashMap<>();
            List<Wanted> wanted = new ArrayList<>(rows.size());
            for (Row row : rows) {
                if (byHousehold.putIfAbsent(row.household(), row) == null) {
                    wanted.add(new Wanted(row.household(), month, job.today(), row.residence(), row.category()));
                }
            }
            reckoner.reckonAll(
                    wanted,
                    reckoned -> each.accept(byHousehold.get(reckoned.facts().householdId()), reckoned));
        }

        @Override
        public Merged merge() {
            int passed = job.passed("staged_benefit");
            ParameterBook sheet = parameters.book(job.officer().area());
            int[] written = {0};
            List<Grant> grants = new ArrayList<>();
            eachReckoned(true, (row, reckoned) -> {
                grants.add(grant(row, reckoned, sheet));
                if (grants.size() == 1_000) {
                    written[0] += entitlements.grantAll(grants).size();
                    grants.clear();
                }
            });
            written[0] += entitlements.grantAll(grants).size();
            return new Merged(written[0], passed - written[0]);
        }

        private Grant grant(Row row, Reckoned reckoned, ParameterBook sheet) {
            MinimumLivingCalculation calculation = reckoned.calculation();
            // Somebody decided it before the first month; the cut-off of that month lies behind us.
            LocalDate decidedOn = row.firstMonth().atDay(1).minusDays(1);
            Money supplement = calculation.supplements().atMost(row.amount());
            return new Grant(
                    OPEN_SCHEME,
                    reckoned.area(),
                    row.residence(),
                    row.household(),
                    row.holder(),
                    row.payee() == null ? row.holder() : row.payee(),
                    row.category(),
                    row.reviewClass(),
                    nextReview(row.reviewClass(), reckoned, sheet),
                    EntryKind.ROSTER,
                    row.firstMonth(),
                    decidedOn,
                    null,
                    reckoned.facts().counted().stream()
                            .map(HouseholdFacts.Member::residentId)
                            .toList(),
                    new Due(
                            calculation.persons(),
                            row.amount().minus(supplement),
                            supplement,
                            Cause.IMPORTED,
                            calculation.ruleVersion(),
                            ReckoningJson.writeImported(calculation, row.amount()),
                            calculation.amount(),
                            null,
                            null,
                            decidedOn));
        }

        private @Nullable LocalDate nextReview(
                @Nullable ReviewClass reviewClass, Reckoned reckoned, ParameterBook sheet) {
            if (reviewClass == null) {
                return null;
            }
            ParameterKey months = switch (reviewClass) {
                case A -> ParameterKey.REVIEW_MONTHS_A;
                case B -> ParameterKey.REVIEW_MONTHS_B;
                case C -> ParameterKey.REVIEW_MONTHS_C;
            };
            return job.today().plusMonths(sheet.integer(months, reckoned.area(), job.today()));
        }
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        String reviewClass = row.getString("review_class");
        YearMonth first = Months.read(row, "first_month");
        if (first == null) {
            throw new RuleViolation("import.conflict");
        }
        return new Row(
                row.getInt("row_no"),
                row.getObject("household_id", UUID.class),
                row.getObject("resident_id", UUID.class),
                row.getObject("payee_id", UUID.class),
                row.getString("category"),
                UrbanRural.valueOf(row.getString("residence")),
                first,
                new Money(row.getBigDecimal("amount")),
                reviewClass == null ? null : ReviewClass.valueOf(reviewClass));
    }

    private record Row(
            int rowNo,
            UUID household,
            UUID holder,
            @Nullable UUID payee,
            @Nullable String category,
            UrbanRural residence,
            YearMonth firstMonth,
            Money amount,
            @Nullable ReviewClass reviewClass) {}
}
