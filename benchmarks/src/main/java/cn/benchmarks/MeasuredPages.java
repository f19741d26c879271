package cn.benchmarks;

import cn.civilaffairs.CivilAffairsApplication;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.EmbeddedServer;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures pages (P10): the product itself is started on the county there is, with a hundred thousand open cases, and opened by
 * officers with sessions of their own, beside a bare list in the same server. {@code -Dofficers=60} for a quick try.
 */
final class MeasuredPages {

    private static final int MOST_CASES = 100_000;
    private static final int OFFICERS = Integer.getInteger("officers", 300);
    private static final int CONNECTIONS = 16;
    private static final int THINK_SECONDS = 5;
    /** A page of much code is slower for its first thousands than a bare list, which has had ten times as many by then. */
    private static final Duration WARM_UP = Duration.ofSeconds(45);

    private static final Duration SATURATED = Duration.ofSeconds(10);
    private static final Duration AT_WORK = Duration.ofSeconds(40);
    private static final String PASSWORD = "Measured-2026";

    /** Requests a second of others beside the bare list, all in one run on two such processors (design note §1). */
    private static final double THREE_TIMES_RUOYI = 3 * 87.0 / 842;

    private static final double PETCLINIC = 323.0 / 842;

    private final ConfigurableApplicationContext product;
    private final EmbeddedServer server;
    private final Map<Integer, List<String>> families = new HashMap<>();
    private final Map<Integer, List<String>> cases = new HashMap<>();

    private MeasuredPages(ConfigurableApplicationContext product) {
        this.product = product;
        this.server = product.getBean(EmbeddedServer.class);
    }

    /** With the memory a server has, which is more than a month's run is given. @param folder as for {@link #main} */
    static void inTheirOwnProcess(Path folder) throws IOException, InterruptedException {
        int ended = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dofficers=" + OFFICERS,
                        "-cp",
                        System.getProperty("java.class.path"),
                        MeasuredPages.class.getName(),
                        folder.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (ended != 0) {
            throw new IllegalStateException("pages were not measured: " + ended);
        }
    }

    /** @param arguments the folder of a county that was settled and whose program has ended */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (ConfigurableApplicationContext product = new SpringApplicationBuilder(
                        CivilAffairsApplication.class, BarePage.class)
                .properties(
                        "civil.data-dir=" + folder,
                        "civil.demo.enabled=false",
                        // the limits on opening files are for people, not for measurements
                        "civil.files-in-ten-minutes=0",
                        "server.address=127.0.0.1",
                        "logging.level.root=warn")
                .run("--server.port=0")) {
            new MeasuredPages(product).run();
        }
    }

    private void run() throws Exception {
        int open = fill();
        List<String> logins = appoint();
        int port =
                Integer.parseInt(Objects.requireNonNull(product.getEnvironment().getProperty("local.server.port")));
        try (OfficeHours office = new OfficeHours(port)) {
            List<OfficeHours.Visitor> visitors = new ArrayList<>();
            for (int i = 0; i < logins.size(); i++) {
                visitors.add(office.signIn(logins.get(i), PASSWORD, township(i)));
            }
            System.out.printf("%d officers signed in, %,d cases open%n", visitors.size(), open);
            saturate(
                    office,
                    visitors.stream()
                            .filter(visitor -> visitor.township() == 0)
                            .limit(CONNECTIONS)
                            .toList());
            atWork(office, visitors.subList(0, 50), 300);
            atWork(office, visitors, 800);
        }
    }

    /** Every fifth officer is the county's, the others are the townships'. */
    private static int township(int officer) {
        return officer % 5 == 0 ? 0 : officer % Invented.TOWNSHIPS + 1;
    }

    private static AreaCode area(int township) {
        return township == 0 ? Invented.COUNTY : Invented.village(township, 1).township();
    }

    private List<String> appoint() {
        OfficerAccounts accounts = product.getBean(OfficerAccounts.class);
        String hash = product.getBean(PasswordEncoder.class).encode(PASSWORD);
        List<String> logins = new ArrayList<>();
        product.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            for (int i = 0; i < OFFICERS; i++) {
                String login = String.format(Locale.ROOT, "visitor_%03d", i);
                AreaCode area = area(township(i));
                Role role = township(i) == 0 ? Role.COUNTY_CASEWORKER : Role.TOWN_CLERK;
                UUID id = accounts.create(login, login, "测量", area, hash);
                accounts.grant(id, role, LineOfBusiness.ASSISTANCE);
                accounts.changePassword(
                        new Officer(id, login, login, "测量", area, Set.of(role), Set.of(LineOfBusiness.ASSISTANCE)),
                        hash);
                logins.add(login);
            }
        });
        return logins;
    }

    /** Applications of so many households, at every step; and the bare list as long. */
    private int fill() throws SQLException {
        try (Connection superuser = server.superuser();
                Statement statement = superuser.createStatement()) {
            // what the triggers read stands behind the row policies, whoever inserts
            statement.execute("select set_config('app.lo', '0', false), set_config('app.hi', ':', false)");
            statement.execute("""
                    insert into casework.case_file (id, case_no, matter, area_code, household_id, applicant_id, title, status,
                        step, step_since, due_on, opened_on, limit_count, limit_unit, whole_count, whole_unit)
                    select uuidv7(), 'M' || h.file_no, 'minimum-living', h.area_code, h.id, r.id, r.name || '低保申请', 'OPEN',
                        (array['acceptance', 'acceptance', 'means-check', 'home-visit', 'home-visit', 'review', 'confirmation'])
                            [1 + mod(h.n, 7)],
                        current_date - mod(h.n, 9)::int, current_date + (mod(h.n, 30) - 3)::int, current_date - (10 + mod(h.n, 20))::int,
                        5, 'WORKING_DAYS', 30, 'WORKING_DAYS'
                    from (select *, row_number() over (order by file_no) as n from registry.household
                        order by file_no limit %d) h
                    join registry.household_member m on m.household_id = h.id and m.valid_to is null and m.relation = 'HEAD'
                    join registry.resident r on r.id = m.resident_id""".formatted(MOST_CASES));
            statement.execute("""
                    insert into assistance.minimum_living_application (case_id, area_code, household_id, residence, applied_on,
                        cause)
                    select id, area_code, household_id, 'RURAL', opened_on, '因病' from casework.case_file""");
            statement.execute("create schema if not exists bare");
            statement.execute("drop table if exists bare.case_list");
            statement.execute("""
                    create table bare.case_list as select case_no as number, title, area_code as area, status, due_on as due, step
                    from casework.case_file""");
            statement.execute("create index on bare.case_list (due, number)");
            statement.execute("grant usage on schema bare to civil_app");
            statement.execute("grant select on bare.case_list to civil_app");
            statement.execute("vacuum analyze");
            for (int township = 0; township <= Invented.TOWNSHIPS; township++) {
                families.put(township, some(superuser, "select household_id::text from casework.case_file", township));
                cases.put(township, some(superuser, "select id::text from casework.case_file", township));
            }
            try (ResultSet row =
                    statement.executeQuery("select count(*) from casework.case_file where status = 'OPEN'")) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static List<String> some(Connection connection, String select, int township) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(select + " where area_code like ? order by md5(case_no) limit 500")) {
            query.setString(
                    1, (township == 0 ? "999002" : area(township).value().substring(0, 9)) + "%");
            List<String> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found;
        }
    }

    private enum Page {
        BARE("limit: bare list of 20 rows by JDBC", 0),
        DESK("desk", 3),
        QUEUE("queue, all open cases, 50 rows", 3),
        FAMILY("family file", 3),
        CASE("case", 2);

        private final String words;
        /** How often among ten pages opened. */
        private final int weight;

        Page(String words, int weight) {
            this.words = words;
            this.weight = weight;
        }
    }

    private String path(Page page, int township, SplittableRandom random) {
        return switch (page) {
            case BARE -> BarePage.PATH;
            case DESK -> "/desk";
            case QUEUE -> "/cases?hold=OPEN";
            case FAMILY -> "/families/" + any(families, township, random) + "/members";
            case CASE -> "/cases/" + any(cases, township, random);
        };
    }

    private static String any(Map<Integer, List<String>> ids, int township, SplittableRandom random) {
        List<String> some = Objects.requireNonNull(ids.get(township));
        return some.get(random.nextInt(some.size()));
    }

    /** Sixteen connections without a pause, one page after the other. */
    private void saturate(OfficeHours office, List<OfficeHours.Visitor> visitors) throws Exception {
        System.out.printf(
                "%n%d connections without a pause, officers of the county%n%n| page | requests/s | p50 ms | p95 ms | p99 ms"
                        + " | CPU ms each | of the bare list |%n|---|---:|---:|---:|---:|---:|---:|%n",
                visitors.size());
        CpuTime cpu = new CpuTime(server.data());
        double bare = 0;
        for (Page page : Page.values()) {
            OfficeHours.Choice choice = random -> new String[] {page.name(), path(page, 0, random)};
            office.work(visitors, visitor -> choice, 0, WARM_UP);
            double before = cpu.seconds();
            List<OfficeHours.Visit> visits = office.work(visitors, visitor -> choice, 0, SATURATED);
            double cpuMillis = (cpu.seconds() - before) * 1_000 / visits.size();
            OfficeHours.Result result = OfficeHours.Result.of(visits, SATURATED);
            if (page == Page.BARE) {
                bare = result.perSecond();
            }
            String target = page == Page.QUEUE
                    ? String.format(Locale.ROOT, " (target ≥ %.2f and ≥ %.2f)", THREE_TIMES_RUOYI, PETCLINIC)
                    : "";
            System.out.println(result.row(
                    page.words,
                    String.format(Locale.ROOT, "%.1f | %.2f", cpuMillis, result.perSecond() / bare) + target));
        }
    }

    /** Officers who read what they open, some seconds each. */
    private void atWork(OfficeHours office, List<OfficeHours.Visitor> visitors, int target) throws Exception {
        List<OfficeHours.Visit> visits =
                office.work(visitors, visitor -> random -> chosen(visitor, random), THINK_SECONDS, AT_WORK);
        System.out.printf(
                "%n%d officers at work, a page every %d s or so each%n%n| page | requests/s | p50 ms | p95 ms | p99 ms |"
                        + " target p95 |%n|---|---:|---:|---:|---:|---:|%n",
                visitors.size(), THINK_SECONDS);
        for (Page page : Page.values()) {
            if (page.weight > 0) {
                List<OfficeHours.Visit> of = visits.stream()
                        .filter(visit -> visit.page().equals(page.name()))
                        .toList();
                System.out.println(OfficeHours.Result.of(of, AT_WORK).row(page.words, "≤ " + target + " ms"));
            }
        }
        System.out.println(OfficeHours.Result.of(visits, AT_WORK).row("all", "≤ " + target + " ms"));
    }

    private String[] chosen(OfficeHours.Visitor visitor, SplittableRandom random) {
        int among = random.nextInt(11);
        for (Page page : Page.values()) {
            among -= page.weight;
            if (among < 0) {
                return new String[] {page.name(), path(page, visitor.township(), random)};
            }
        }
        throw new IllegalStateException("weights do not add up");
    }
}
