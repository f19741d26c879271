package cn.civilaffairs.benchmarks;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.disbursement.BankFileDesk;
import cn.civilaffairs.disbursement.BankFileFormat;
import cn.civilaffairs.disbursement.MonthlyReportDesk;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RedFilter;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.disbursement.ReturnFileDesk;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.exchange.ImportBatch;
import cn.civilaffairs.registry.exchange.ImportDesk;
import cn.civilaffairs.registry.time.BusinessClock;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Measures what the product takes for its heavy work, each time beside the bare minimum on the same machine in the same
 * run. The first argument is how many benefits and rows, a hundred thousand if there is none; the second, if any, which jobs.
 */
public final class Benchmarks {

    private static final Set<String> ALL = Set.of("import", "run", "search", "list", "uplift");
    private static final YearMonth FIRST = YearMonth.of(2026, 1);

    private final ConfigurableApplicationContext context;
    private final BenchmarkCounty county;
    private final Gauge gauge = new Gauge();
    private final int rows;
    private final Set<String> jobs;
    private final Path folder;

    private Benchmarks(ConfigurableApplicationContext context, int rows, Set<String> jobs, Path folder) {
        this.jobs = jobs;
        this.folder = folder;
        this.context = context;
        this.county = context.getBean(BenchmarkCounty.class);
        this.rows = rows;
    }

    public static void main(String[] arguments) throws Exception {
        int rows = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
        Set<String> jobs = arguments.length < 2 ? ALL : Set.of(arguments[1].split(","));
        Path folder = Path.of(
                System.getProperty("java.io.tmpdir"),
                "civil-benchmarks-" + ProcessHandle.current().pid());
        Files.createDirectories(folder);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(BenchmarkApplication.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties("civil.data-dir=" + folder, "logging.level.root=warn")
                .run()) {
            new Benchmarks(context, rows, jobs, folder).measure();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void measure() throws Exception {
        System.out.printf(
                "%,d benefits, %d processors, heap of at most %d MB, PostgreSQL with fsync on%n",
                rows,
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20);
        county.found();
        if (jobs.contains("import")) {
            measureImport();
        }
        county.settle(0, rows);
        if (jobs.contains("search")) {
            measureSearch();
        }
        if (jobs.contains("run")) {
            measureRun();
        }
        if (jobs.contains("list")) {
            measureList();
        }
        if (jobs.contains("uplift")) {
            new MeasuredUplift(context, county, gauge, rows).measure();
        }
        gauge.print();
    }

    private void measureSearch() {
        SearchLatency search = context.getBean(SearchLatency.class);
        AreaCode township = Invented.village(1, 1).township();
        Gauge.latency(
                "P9 search box, county, %,d residents".formatted(rows),
                search.ask(county.officer(Role.COUNTY_CASEWORKER), rows),
                50);
        Gauge.latency(
                "P9 search box, one township of %,d residents".formatted(rows),
                search.ask(county.reviewerOf(township), rows),
                50);
    }

    private void measureExport(UUID run) {
        Gauge.Measurement limit =
                gauge.limit("limit: the writer alone, 21 columns", rows, () -> BareExport.run(folder, rows));
        MonthlyReportDesk reports = context.getBean(MonthlyReportDesk.class);
        gauge.against(limit, 2, "P5 detail export xlsx, 21 columns, whole numbers decrypted", rows, () -> {
            try (OutputStream out = Files.newOutputStream(folder.resolve("details.xlsx"))) {
                as(Role.FINANCE_MAKER, () -> {
                    reports.exportDetails(run, "测量导出所用时间", out);
                    return run;
                });
            }
            return run;
        });
    }

    /** Another office's list as long as the roster, half of it people in payment. */
    private void measureList() throws Exception {
        BareList lists = context.getBean(BareList.class);
        List<String> numbers = lists.numbers(rows);
        List<byte[]> indexes = lists.indexes(numbers);
        lists.join(indexes);
        Gauge.Measurement limit =
                gauge.limit("limit: COPY a list, join it to the recipients", rows, () -> lists.join(indexes));
        gauge.against(
                limit,
                1.5,
                "P8 list matched to recipients, numbers hashed, leads told apart",
                rows,
                () -> as(Role.COUNTY_CASEWORKER, () -> lists.match(numbers)));
    }

    private void measureRun() throws Exception {
        BareRun bare = context.getBean(BareRun.class);
        bare.prepare();
        bare.run();
        bare.prepare();
        Gauge.Measurement limit = gauge.limit("limit: stream, reckon, COPY the lines", rows, bare::run);
        PaymentRunDesk runs = context.getBean(PaymentRunDesk.class);
        moveTo(FIRST.atDay(16));
        UUID[] run = new UUID[1];
        gauge.against(
                limit,
                2,
                "P1 first run: lines, totals, summary",
                rows,
                () -> run[0] = as(Role.FINANCE_MAKER, () -> runs.startNow(MinimumLivingAllowance.CODE, FIRST)));
        measureExport(run[0]);
        signAndSend(runs, run[0]);
        moveTo(FIRST.plusMonths(1).atDay(16));
        gauge.against(
                limit,
                4,
                "P1 + P3 next run: the same, bridged to the first",
                rows,
                () -> as(Role.FINANCE_MAKER, () -> runs.startNow(MinimumLivingAllowance.CODE, FIRST.plusMonths(1))));
    }

    private void signAndSend(PaymentRunDesk runs, UUID run) {
        as(Role.COUNTY_CASEWORKER, () -> runs.towns(run))
                .forEach(town -> Acting.as(county.reviewerOf(town.town()), () -> runs.confirm(run, town.town(), null)));
        RedLineDesk redLines = context.getBean(RedLineDesk.class);
        as(Role.COUNTY_CASEWORKER, () -> {
            redLines.counts(run, null).forEach(count -> redLines.explainAll(run, count.code(), "测量"));
            return run;
        });
        as(Role.FINANCE_CHECKER, () -> {
            redLines.hits(run, RedFilter.ALL, null, rows, 0).forEach(hit -> redLines.open(run, hit.entitlementId()));
            runs.check(run, runs.find(run).version());
            return run;
        });
        as(Role.FINANCE_SIGNER, () -> {
            PaymentRun checked = runs.find(run);
            runs.sign(run, checked.version(), checked.households(), checked.amount());
            return run;
        });
        BankFileDesk files = context.getBean(BankFileDesk.class);
        UUID[] file = new UUID[1];
        gauge.within(
                8.0 * rows / 100_000,
                "P4 bank file, accounts decrypted (target: seconds)",
                rows,
                () -> file[0] = as(Role.FINANCE_MAKER, () -> files.make(run, BankFileFormat.CSV_UTF8)));
        byte[] answer =
                answer(as(Role.FINANCE_MAKER, () -> files.download(file[0])).content());
        ReturnFileDesk returns = context.getBean(ReturnFileDesk.class);
        gauge.within(
                15.0 * rows / 100_000,
                "P4 return file read and matched (target: seconds)",
                rows,
                () -> as(Role.FINANCE_MAKER, () -> returns.read(run, "return.csv", answer)));
        as(Role.FINANCE_CHECKER, () -> {
            returns.close(run, runs.find(run).version(), "测量");
            return run;
        });
    }

    /** Every payment succeeded. */
    private static byte[] answer(byte[] sent) {
        return new String(sent, StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .filter(line -> !line.startsWith("合计"))
                .map(line -> line.split(","))
                .map(field -> String.join(",", field[0], field[1], field[7], field[9], "成功", "", "2026-01-25", ""))
                .collect(Collectors.joining("\r\n", "批次号,序号,收款账号,金额,处理结果,失败原因,处理日期,银行流水号\r\n", "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** People the county does not know yet, so that every row is written. */
    private void measureImport() throws Exception {
        byte[] workbook = RosterFile.of(2_000_000, rows);
        BareImport bare = context.getBean(BareImport.class);
        bare.prepare();
        Gauge.Measurement limit =
                gauge.limit("limit: read xlsx, encrypt, COPY to staging, merge", rows, () -> bare.run(workbook));
        ImportDesk desk = context.getBean(ImportDesk.class);
        gauge.against(limit, 2, "P6 roster import: check report, then confirm", rows, () -> importing(desk, workbook));
    }

    private ImportBatch importing(ImportDesk desk, byte[] workbook) throws InterruptedException {
        Officer officer = county.officer(Role.COUNTY_CASEWORKER);
        UUID id = Acting.as(officer, () -> desk.upload("residents", "名册.xlsx", workbook));
        await(desk, officer, id, ImportBatch.State.CHECKED);
        Acting.as(officer, () -> desk.confirm(id, true, officer.scope()));
        return await(desk, officer, id, ImportBatch.State.CONFIRMED);
    }

    private static ImportBatch await(ImportDesk desk, Officer officer, UUID id, ImportBatch.State state)
            throws InterruptedException {
        while (true) {
            ImportBatch batch = Acting.as(officer, () -> desk.get(id, officer.scope()));
            if (batch.state() == state) {
                return batch;
            }
            if (!batch.isWorking()) {
                throw new IllegalStateException(batch.state() + " " + batch.message());
            }
            Thread.sleep(50);
        }
    }

    private void moveTo(LocalDate day) {
        context.getBean(BusinessClock.class).moveTo(day.atTime(9, 0));
    }

    private <T> T as(Role role, Supplier<T> work) {
        return Acting.as(county.officer(role), work);
    }
}
