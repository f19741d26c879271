package cn.benchmarks;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.EmbeddedServer;
import cn.civilaffairs.registry.exchange.ImportBatch;
import cn.civilaffairs.registry.exchange.ImportDesk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Measures what the product takes for its heavy work, each time beside the bare minimum on the same machine in the same
 * run. The first argument is how many benefits and rows, a hundred thousand if there is none, or several such numbers, by which
 * one sees how the cost grows; the second, if any, which jobs.
 */
public final class Benchmarks {

    private static final Set<String> OF_A_RUN = Set.of("run", "bank", "export");
    private static final Set<String> ALL =
            Set.of("import", "search", "run", "bank", "export", "list", "uplift", "pages");

    /** A workbook has a most of rows, and pages are held against a list of a hundred thousand. */
    private static final Set<String> OF_THE_FIRST_SIZE = Set.of("import", "pages");

    private final ConfigurableApplicationContext context;
    private final BenchmarkCounty county;
    private final Gauge gauge;
    private final int rows;
    private final Set<String> jobs;
    private final Path folder;

    private Benchmarks(ConfigurableApplicationContext context, int rows, Set<String> jobs, Path folder) {
        this.jobs = jobs;
        this.folder = folder;
        this.context = context;
        this.county = context.getBean(BenchmarkCounty.class);
        this.rows = rows;
        this.gauge = new Gauge(new CpuTime(context.getBean(EmbeddedServer.class).data()));
    }

    public static void main(String[] arguments) throws Exception {
        List<Integer> sizes = Stream.of((arguments.length == 0 ? "100000" : arguments[0]).split(","))
                .map(Integer::valueOf)
                .toList();
        Set<String> jobs = arguments.length < 2 ? ALL : Set.of(arguments[1].split(","));
        Path folder = Path.of(
                System.getProperty("java.io.tmpdir"),
                "civil-benchmarks-" + ProcessHandle.current().pid());
        List<Gauge> gauges = new ArrayList<>();
        for (int rows : sizes) {
            Files.createDirectories(folder);
            try {
                boolean first = gauges.isEmpty();
                gauges.add(measure(rows, first ? jobs : without(jobs, OF_THE_FIRST_SIZE), folder));
                if (first && jobs.contains("pages")) {
                    MeasuredPages.inTheirOwnProcess(folder);
                }
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        }
        gauges.forEach(Gauge::print);
        Gauge.printGrowth(gauges);
    }

    private static Set<String> without(Set<String> jobs, Set<String> others) {
        return jobs.stream().filter(job -> !others.contains(job)).collect(Collectors.toSet());
    }

    private static Gauge measure(int rows, Set<String> jobs, Path folder) throws Exception {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(BenchmarkApplication.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties("civil.data-dir=" + folder, "logging.level.root=warn")
                .run()) {
            Benchmarks benchmarks = new Benchmarks(context, rows, jobs, folder);
            benchmarks.measure();
            Plans.keep(folder);
            return benchmarks.gauge;
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
            Plans.begin(context);
            measureImport();
        }
        if (jobs.equals(Set.of("import"))) {
            return;
        }
        county.settle(0, rows);
        Plans.begin(context);
        if (jobs.contains("search")) {
            measureSearch();
        }
        if (!Collections.disjoint(jobs, OF_A_RUN)) {
            new MeasuredRun(context, county, gauge, rows, jobs, folder).measure();
        }
        if (jobs.contains("list")) {
            measureList();
        }
        if (jobs.contains("uplift")) {
            new MeasuredUplift(context, county, gauge, rows).measure();
        }
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

    /** Another office's list as long as the roster, half of it people in payment. */
    private void measureList() throws Exception {
        BareList lists = context.getBean(BareList.class);
        List<String> numbers = lists.numbers(rows);
        lists.join(numbers);
        as(Role.COUNTY_CASEWORKER, () -> lists.match(numbers));
        Gauge.Measurement limit = gauge.limit(
                "limit: hash the numbers of a list, COPY it, join it to the recipients",
                rows,
                () -> lists.join(numbers));
        gauge.against(
                limit,
                1.5,
                "P8 list matched to recipients, numbers hashed, leads told apart",
                rows,
                () -> as(Role.COUNTY_CASEWORKER, () -> lists.match(numbers)));
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

    private <T> T as(Role role, Supplier<T> work) {
        return Acting.as(county.officer(role), work);
    }
}
