package cn.benchmarks;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.disbursement.BankFileDesk;
import cn.civilaffairs.disbursement.BankFileFormat;
import cn.civilaffairs.disbursement.MonthlyReportDesk;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.Progress;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.disbursement.ReturnFileDesk;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.exchange.ExcelFile;
import cn.civilaffairs.registry.time.BusinessClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.FileSystemResource;

/** Measures two months' runs and what the month does with them: detail export, bank file, return file (P1 to P5). */
final class MeasuredRun {

    private static final YearMonth FIRST = YearMonth.of(2026, 1);
    private static final int WORTH_WARMING_UP = 200_000;

    private final ConfigurableApplicationContext context;
    private final BenchmarkCounty county;
    private final Gauge gauge;
    private final int rows;
    private final Set<String> jobs;
    private final Path folder;
    private final PaymentRunDesk runs;

    MeasuredRun(
            ConfigurableApplicationContext context,
            BenchmarkCounty county,
            Gauge gauge,
            int rows,
            Set<String> jobs,
            Path folder) {
        this.context = context;
        this.county = county;
        this.gauge = gauge;
        this.rows = rows;
        this.jobs = jobs;
        this.folder = folder;
        this.runs = context.getBean(PaymentRunDesk.class);
    }

    /** What each phase of a run took. */
    private static final class Laps {

        private final CpuTime cpu;
        private final Map<Progress.Phase, Gauge.Spent> spent = new EnumMap<>(Progress.Phase.class);
        private Gauge.Spent last;

        Laps(CpuTime cpu) {
            this.cpu = cpu;
            this.last = Gauge.Spent.sinceStart(cpu);
        }

        void passed(Progress.Phase phase) {
            Gauge.Spent now = Gauge.Spent.sinceStart(cpu);
            spent.merge(phase, now.minus(last), Gauge.Spent::plus);
            last = now;
        }

        Gauge.Spent of(Progress.Phase... phases) {
            Gauge.Spent sum = Gauge.Spent.NOTHING;
            for (Progress.Phase phase : phases) {
                sum = sum.plus(spent.getOrDefault(phase, Gauge.Spent.NOTHING));
            }
            return sum;
        }
    }

    void measure() throws Exception {
        Gauge.Measurement limit = limit();
        moveTo(FIRST.atDay(16));
        if (rows <= WORTH_WARMING_UP && jobs.contains("run")) {
            UUID abandoned = as(Role.FINANCE_MAKER, () -> runs.startNow(MinimumLivingAllowance.CODE, FIRST));
            as(Role.FINANCE_MAKER, () -> {
                runs.abandon(abandoned, runs.find(abandoned).version(), "测量前预热");
                return abandoned;
            });
        }
        UUID run = month(limit, FIRST, "first run");
        if (jobs.contains("export")) {
            measureExport(run);
        }
        if (jobs.contains("bank") || jobs.contains("run")) {
            signAndSend(run);
        }
        if (jobs.contains("run")) {
            moveTo(FIRST.plusMonths(1).atDay(16));
            month(limit, FIRST.plusMonths(1), "next run");
        }
    }

    private Gauge.Measurement limit() throws Exception {
        BareRun bare = context.getBean(BareRun.class);
        bare.prepare();
        if (rows <= WORTH_WARMING_UP) {
            bare.run();
            bare.prepare();
        }
        return gauge.limit("limit: stream, reckon, COPY the lines", rows, bare::run);
    }

    /** The whole, and apart from each other what the run itself takes and what bridge and red lines add. */
    private UUID month(Gauge.Measurement limit, YearMonth month, String name) {
        Laps laps = new Laps(gauge.cpu());
        UUID[] run = new UUID[1];
        Gauge.Measurement whole = gauge.against(
                limit,
                4,
                "P1 + P3 %s, whole".formatted(name),
                rows,
                () -> run[0] =
                        as(Role.FINANCE_MAKER, () -> runs.startNow(MinimumLivingAllowance.CODE, month, laps::passed)));
        Gauge.Spent own = laps.of(Progress.Phase.PREPARE, Progress.Phase.LINES, Progress.Phase.FINISH);
        gauge.part(
                whole, limit.seconds(), 2, "of it P1: lines with exclusions, holds, explanation; control totals", own);
        gauge.part(
                whole,
                own.seconds(),
                1,
                "of it P3: bridge, summary, red-line pack (× P1)",
                laps.of(Progress.Phase.BRIDGE, Progress.Phase.RED_LINES));
        System.out.printf(
                "prepare %.2f s, lines %.2f, totals %.2f, bridge and summary %.2f, red lines %.2f%n",
                laps.of(Progress.Phase.PREPARE).seconds(),
                laps.of(Progress.Phase.LINES).seconds(),
                laps.of(Progress.Phase.FINISH).seconds(),
                laps.of(Progress.Phase.BRIDGE).seconds(),
                laps.of(Progress.Phase.RED_LINES).seconds());
        return run[0];
    }

    private void measureExport(UUID run) {
        Gauge.Measurement limit =
                gauge.limit("limit: the writer alone, 21 columns", rows, () -> BareExport.run(folder, rows));
        MonthlyReportDesk reports = context.getBean(MonthlyReportDesk.class);
        gauge.against(limit, 2, "P5 detail export xlsx, 21 columns, whole numbers decrypted", rows, () -> {
            try (OutputStream out = Files.newOutputStream(folder.resolve("details.xlsx"));
                    ExcelFile file = ExcelFile.to(out, "发放明细", MonthlyReportDesk.detailColumns())) {
                file.header();
                as(Role.FINANCE_MAKER, () -> {
                    reports.details(run, true, file::row);
                    return run;
                });
            }
            return run;
        });
    }

    private void signAndSend(UUID run) throws IOException {
        as(Role.COUNTY_CASEWORKER, () -> runs.towns(run))
                .forEach(town -> Acting.as(county.reviewerOf(town.town()), () -> runs.confirm(run, town.town(), null)));
        RedLineDesk redLines = context.getBean(RedLineDesk.class);
        as(Role.COUNTY_CASEWORKER, () -> {
            redLines.counts(run, null).forEach(count -> redLines.explainAll(run, count.code(), "测量"));
            return run;
        });
        as(Role.FINANCE_CHECKER, () -> {
            redLines.toOpen(run).forEach(entitlement -> redLines.open(run, entitlement));
            runs.check(run, runs.find(run).version());
            return run;
        });
        as(Role.FINANCE_SIGNER, () -> {
            PaymentRun checked = runs.find(run);
            runs.sign(run, checked.version(), checked.households(), checked.amount());
            return run;
        });
        if (!as(Role.FINANCE_MAKER, () -> runs.find(run)).state().signed()) {
            // many new payees at once: two sign
            Acting.as(county.secondSigner(), () -> {
                PaymentRun signed = runs.find(run);
                runs.sign(run, signed.version(), signed.households(), signed.amount());
            });
        }
        BankFileDesk files = context.getBean(BankFileDesk.class);
        UUID[] file = new UUID[1];
        gauge.within(
                8.0 * rows / 100_000,
                "P4 bank file, accounts decrypted (target: seconds)",
                rows,
                () -> file[0] = as(Role.FINANCE_MAKER, () -> files.make(run, BankFileFormat.CSV_UTF8)));
        Path sent = folder.resolve("sent.csv");
        try (OutputStream out = Files.newOutputStream(sent)) {
            as(Role.FINANCE_MAKER, () -> {
                files.download(file[0], described -> {}, out);
                return run;
            });
        }
        FileSystemResource answer = new FileSystemResource(answer(sent));
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
    private Path answer(Path sent) throws IOException {
        Path answer = folder.resolve("return.csv");
        try (BufferedReader lines = Files.newBufferedReader(sent);
                Writer out = Files.newBufferedWriter(answer)) {
            out.write("批次号,序号,收款账号,金额,处理结果,失败原因,处理日期,银行流水号\r\n");
            lines.lines()
                    .skip(1)
                    .filter(line -> !line.startsWith("合计"))
                    .map(line -> line.split(","))
                    .map(field ->
                            String.join(",", field[0], field[1], field[7], field[9], "成功", "", "2026-01-25", "\r\n"))
                    .forEach(line -> {
                        try {
                            out.write(line);
                        } catch (IOException failed) {
                            throw new UncheckedIOException(failed);
                        }
                    });
        }
        return answer;
    }

    private void moveTo(LocalDate day) {
        context.getBean(BusinessClock.class).moveTo(day.atTime(9, 0));
    }

    private <T> T as(Role role, Supplier<T> work) {
        return Acting.as(county.officer(role), work);
    }
}
