package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.exchange.ExcelFile;
import cn.civilaffairs.registry.exchange.ExcelFile.Column;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import cn.civilaffairs.registry.resident.Masks;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The monthly report (月度统计) from figures frozen with the run, with its identities checked and the people behind every
 * figure. A township officer reads their township, the county all of it.
 */
@Service
@Transactional(readOnly = true)
public class MonthlyReportDesk {

    private final MonthlyReports reports;
    private final PaymentRuns runs;
    private final RunQueries queries;
    private final MemberExits memberExits;
    private final BandFigures bands;
    private final AreaRegister areas;
    private final FieldCipher cipher;
    private final MessageSource words;
    private final OperationLog log;

    MonthlyReportDesk(
            MonthlyReports reports,
            PaymentRuns runs,
            RunQueries queries,
            MemberExits memberExits,
            BandFigures bands,
            AreaRegister areas,
            FieldCipher cipher,
            MessageSource words,
            OperationLog log) {
        this.reports = reports;
        this.runs = runs;
        this.queries = queries;
        this.memberExits = memberExits;
        this.bands = bands;
        this.areas = areas;
        this.cipher = cipher;
        this.words = words;
        this.log = log;
    }

    /** Months that can be reported on, the latest first. */
    public List<YearMonth> months(String scheme) {
        return reports.months(scheme, county(), Acting.scope());
    }

    /** @throws NotFound if no regular run of that month has been computed */
    public MonthlyReport of(String scheme, YearMonth month) {
        PaymentRun run = run(scheme, month);
        Map<String, BigDecimal> yearToDate = reports.yearToDate(scheme, county(), month, Acting.scope());
        Map<MonthlyReports.Key, Map<String, BigDecimal>> cells = reports.cells(run.id(), Acting.scope());
        Map<AreaCode, List<MonthlyReports.Key>> byTown = new TreeMap<>();
        cells.keySet()
                .forEach(key -> byTown.computeIfAbsent(key.town(), none -> new ArrayList<>())
                        .add(key));
        List<ReportRow> rows = new ArrayList<>();
        if (Acting.officer().area().equals(county())) {
            rows.addAll(rows(county(), areaName(county()) + "合计", List.copyOf(cells.keySet()), cells, yearToDate));
        }
        byTown.forEach((town, keys) -> rows.addAll(rows(town, keys.get(0).townName(), keys, cells, yearToDate)));
        List<FailedIdentity> failures = new ArrayList<>();
        rows.forEach(row -> failures.addAll(ReportCalculation.check(row)));
        failures.addAll(checkAcross(run, rows));
        return new MonthlyReport(run.id(), run.state(), scheme, month, List.copyOf(rows), List.copyOf(failures));
    }

    /** Whether a scheme's month is broken down by band. */
    public boolean hasBands(String scheme) {
        return bands.of(scheme).isPresent();
    }

    /**
     * The month by band and township (分档统计表); without rows where it was computed before bands were kept.
     *
     * @throws NotFound if the scheme has none, or no regular run of that month has been computed
     */
    public BandReport bands(String scheme, YearMonth month) {
        ReportBands declared = bands.of(scheme).orElseThrow(NotFound::new);
        PaymentRun run = run(scheme, month);
        Map<AreaCode, String> names = new TreeMap<>();
        Map<AreaCode, Map<String, BigDecimal>> cells = new TreeMap<>();
        reports.cells(run.id(), Acting.scope()).forEach((key, of) -> {
            names.put(key.town(), key.townName());
            Map<String, BigDecimal> ofTown = cells.computeIfAbsent(key.town(), none -> new HashMap<>());
            of.forEach((cell, value) -> ofTown.merge(cell, value, BigDecimal::add));
        });
        List<BandReport.Row> towns = new ArrayList<>();
        cells.forEach((town, of) -> towns.add(new BandReport.Row(town, names.get(town), BandFigures.read(of))));
        List<String> codes = towns.stream()
                .flatMap(row -> row.byBand().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        List<BandReport.Row> rows = new ArrayList<>();
        if (Acting.officer().area().equals(county()) && !codes.isEmpty()) {
            Map<String, BandReport.Figures> whole = new TreeMap<>();
            towns.forEach(row ->
                    row.byBand().forEach((code, figures) -> whole.merge(code, figures, BandReport.Figures::plus)));
            rows.add(new BandReport.Row(county(), areaName(county()) + "合计", whole));
        }
        if (!codes.isEmpty()) {
            rows.addAll(towns);
        }
        return new BandReport(
                scheme,
                month,
                run.state(),
                declared.title(),
                codes.stream()
                        .map(code -> new BandReport.Band(code, declared.label(code, codes)))
                        .toList(),
                List.copyOf(rows));
    }

    private String areaName(AreaCode area) {
        return areas.find(area).map(found -> found.name()).orElse(area.value());
    }

    private static List<ReportRow> rows(
            AreaCode area,
            String name,
            List<MonthlyReports.Key> keys,
            Map<MonthlyReports.Key, Map<String, BigDecimal>> cells,
            Map<String, BigDecimal> yearToDate) {
        List<ReportRow> rows = new ArrayList<>();
        Stream.of(UrbanRural.URBAN, UrbanRural.RURAL)
                .forEach(residence -> rows.add(row(
                        area,
                        name,
                        residence,
                        keys.stream()
                                .filter(key -> key.residence() == residence)
                                .toList(),
                        cells,
                        yearToDate)));
        rows.add(row(area, name, null, keys, cells, yearToDate));
        return rows;
    }

    private static ReportRow row(
            AreaCode area,
            String name,
            @Nullable UrbanRural residence,
            List<MonthlyReports.Key> keys,
            Map<MonthlyReports.Key, Map<String, BigDecimal>> cells,
            Map<String, BigDecimal> yearToDate) {
        Map<String, BigDecimal> sum = ReportCalculation.sum(keys.stream()
                .map(cells::get)
                .map(ReportCalculation::withStandardSum)
                .toList());
        BigDecimal year = keys.stream()
                .map(key -> yearToDate.getOrDefault(key.town() + "|" + key.residence(), BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
        return new ReportRow(area, name, residence, ReportCalculation.figures(sum, year));
    }

    /** The report against the run it was frozen from, and against the month before. */
    private List<FailedIdentity> checkAcross(PaymentRun run, List<ReportRow> rows) {
        List<FailedIdentity> failures = new ArrayList<>();
        if (rows.isEmpty() || !rows.get(0).area().equals(county())) {
            return failures;
        }
        ReportRow whole = rows.get(2);
        ReportCalculation.compare(
                failures,
                whole.areaName(),
                "本月应发金额 = 批次合计",
                whole.figure(ReportColumn.AMOUNT),
                run.amount().yuan());
        if (run.previousRunId() != null) {
            Map<String, BigDecimal> before = ReportCalculation.sum(List.copyOf(
                    reports.cells(run.previousRunId(), Acting.scope()).values()));
            for (String unit : List.of("HOUSEHOLDS", "PERSONS")) {
                ReportCalculation.compare(
                        failures,
                        whole.areaName(),
                        unit.equals("HOUSEHOLDS") ? "期初户数 = 上月期末户数" : "期初人数 = 上月期末人数",
                        whole.figure(ReportColumn.valueOf("OPEN_" + unit)),
                        before.getOrDefault("CLOSE_" + unit, BigDecimal.ZERO));
            }
        }
        return failures;
    }

    /** The people behind one figure. */
    public List<RunListItem> behind(
            String scheme,
            YearMonth month,
            AreaCode area,
            @Nullable UrbanRural residence,
            ReportColumn column,
            int limit,
            int offset) {
        PaymentRun run = run(scheme, month);
        AreaScope scope = Acting.scope().within(area);
        return switch (column) {
            case OPEN_HOUSEHOLDS, OPEN_PERSONS ->
                queries.roster(
                        run.previousRunId() == null ? run.id() : run.previousRunId(), residence, limit, offset, scope);
            case CLOSE_HOUSEHOLDS, CLOSE_PERSONS -> queries.roster(run.id(), residence, limit, offset, scope);
            case AMOUNT, ARREARS, SUPPLEMENT, DEDUCTION, SUCCEEDED, FAILED, YEAR_TO_DATE, PER_CAPITA, RATE ->
                reports.linesBehind(run.id(), column, residence, limit, offset, scope);
            default -> reports.movements(run.id(), column, residence, limit, offset, scope);
        };
    }

    /** Why households and people are no longer paid, by township and reason (退出原因), from the frozen run. */
    public List<ExitCount> exits(String scheme, YearMonth month) {
        return memberExits.counts(run(scheme, month).id(), Acting.scope());
    }

    /** Whom one reason took away, households first. @param step of the {@link ExitCount} */
    public List<RunListItem> leavers(String scheme, YearMonth month, String step, int limit, int offset) {
        return memberExits.leavers(run(scheme, month).id(), step, limit, offset, Acting.scope());
    }

    /** The twelve months up to this one, of the officer's area or a part of it. */
    public List<TrendPoint> trend(String scheme, YearMonth until, @Nullable AreaCode within) {
        AreaScope scope = within == null ? Acting.scope() : Acting.scope().within(within);
        return reports.trend(scheme, county(), until, 12, scope);
    }

    /** Writes the report as a workbook, from the same frozen figures (contract 8). */
    @Transactional
    public void export(String scheme, YearMonth month, OutputStream out) {
        MonthlyReport report = of(scheme, month);
        List<Column> columns = new ArrayList<>(List.of(Column.text("地区", 18), Column.text("城乡", 8)));
        for (ReportColumn column : ReportColumn.values()) {
            columns.add(
                    column.kind() == ReportColumn.Kind.COUNT
                            ? Column.count(column.header())
                            : Column.amount(column.header()));
        }
        try (ExcelFile file = ExcelFile.to(out, "月度统计表", columns)) {
            file.title(areaName(county()) + month.getYear() + "年" + month.getMonthValue() + "月" + schemeName(scheme)
                            + "月度统计表")
                    .note("单位：户、人、元、%")
                    .header();
            for (ReportRow row : report.rows()) {
                List<Object> values = new ArrayList<>(List.of(row.areaName(), residenceWord(row.residence())));
                for (ReportColumn column : ReportColumn.values()) {
                    values.add(
                            column.kind() == ReportColumn.Kind.COUNT
                                    ? (Object) row.figure(column).intValueExact()
                                    : row.figure(column));
                }
                if (row.residence() == null) {
                    file.total(values.toArray());
                } else {
                    file.row(values.toArray());
                }
            }
        }
        log.done(
                "REPORT_EXPORTED",
                "payment_run",
                report.runId(),
                Acting.officer().area(),
                scheme + " " + month);
    }

    private static String residenceWord(@Nullable UrbanRural residence) {
        return residence == null ? "小计" : residence == UrbanRural.URBAN ? "城市" : "农村";
    }

    private String schemeName(String scheme) {
        return words.getMessage("Scheme." + scheme, null, scheme, Locale.SIMPLIFIED_CHINESE);
    }

    /**
     * Every line of a run (发放明细, contract 7), one after the other, as cells of {@link #detailColumns}.
     *
     * @param whole identity and account numbers as they are, for those who pay; masked otherwise
     */
    @Transactional(readOnly = true)
    public void details(UUID runId, boolean whole, Consumer<@Nullable Object[]> row) {
        PaymentRun run = runs.find(runId, county()).orElseThrow(NotFound::new);
        if (whole && !AccessDecision.may(Acting.officer(), Action.TAKE_BANK_FILE)) {
            throw new RuleViolation("export.masked-only");
        }
        reports.eachDetail(runId, Acting.scope(), detail -> row.accept(detailRow(run, detail, whole)));
    }

    /** The columns of contract 7. */
    public static List<Column> detailColumns() {
        List<String> amounts = List.of("基础金额", "分类施保", "补发", "扣减", "应发金额");
        return Stream.of(
                        "批次号", "所属月份", "发放月份", "项目", "类别", "城乡类别", "乡镇", "村(社区)", "家庭编号", "领取对象", "证件号码", "保障人数",
                        "基础金额", "分类施保", "补发", "扣减", "应发金额", "收款人", "收款账号", "状态", "计算说明")
                .map(header -> amounts.contains(header)
                        ? Column.amount(header)
                        : header.equals("保障人数") ? Column.count(header) : Column.text(header, 16))
                .toList();
    }

    private @Nullable Object[] detailRow(PaymentRun run, MonthlyReports.Detail detail, boolean whole) {
        return new @Nullable Object[] {
            run.number(),
            detail.benefitMonth(),
            run.benefitMonth(),
            schemeName(run.scheme()),
            detail.category(),
            residenceWord(detail.residence()),
            detail.town(),
            detail.village(),
            detail.fileNo(),
            detail.holder(),
            whole
                    ? cipher.decrypt(ProtectedField.RESIDENT_ID_NUMBER, detail.residentId(), detail.idNumber())
                    : Masks.idNumber(detail.idPrefix()),
            detail.persons(),
            detail.base(),
            detail.supplement(),
            detail.arrears(),
            detail.deduction(),
            detail.amount(),
            detail.payee(),
            whole
                    ? cipher.decrypt(ProtectedField.ACCOUNT_NUMBER, detail.accountId(), detail.account())
                    : Masks.account(detail.bank(), detail.lastFour()),
            detail.succeeded() == null ? "待处理" : detail.succeeded() ? "成功" : "失败",
            detail.explanation()
        };
    }

    private PaymentRun run(String scheme, YearMonth month) {
        return runs.ofMonth(scheme, county(), month).stream()
                .filter(run -> run.kind() == RunKind.REGULAR && run.state() != RunState.BUILDING)
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private static AreaCode county() {
        return Acting.officer().area().county();
    }
}
