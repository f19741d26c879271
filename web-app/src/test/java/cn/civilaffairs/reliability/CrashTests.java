package cn.civilaffairs.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.CivilAffairsApplication;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.DatabaseSetup;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.released.FromRelease;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;

/**
 * The product as a process of its own on a durable PostgreSQL, either of which is killed in the middle (security design
 * §6.3). Full sizes by the command in docs/reliability.md.
 */
@SpringBootTest(
        classes = CivilAffairsApplication.class,
        properties = {
            "civil.connection=given",
            "civil.log-seal-seconds=0",
            "civil.routine-minutes=0",
            "db-scheduler.enabled=false",
            "spring.datasource.hikari.maximum-pool-size=8"
        })
@Import({OnMachine.class, TestCounties.class, TestClock.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTests {

    private static final YearMonth LAST_MONTH =
            YearMonth.now(ZoneId.of("Asia/Shanghai")).minusMonths(1);
    private static final String PASSWORD = "Durable-and-2026";
    private static final Duration BUILT = Duration.ofSeconds(Size.FULL ? 300 : 120);

    @Autowired
    private Machine machine;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private OperationLog log;

    @Autowired
    private BeanFactory beans;

    @Autowired
    private Flyway flyway;

    private PaidCounty paid;
    private Wire wire;
    private Product product;
    private Product migrating;
    private String undisturbed;

    @BeforeAll
    void aCountyInPayment() throws Exception {
        assertThat(machine.ask("show fsync")).isEqualTo("on");
        assertThat(machine.ask("show synchronous_commit")).isEqualTo("on");
        paid = new PaidCounty(beans, LAST_MONTH, Size.FULL ? 5_000 : 300);
        paid.letSignIn(machine, PASSWORD);
        UUID run = Acting.as(maker(1), () -> runs.startNow(PaidCounty.SCHEME, LAST_MONTH));
        undisturbed = assertPaidOnce(run);
        abandon(run);
        wire = new Wire(machine.port());
        product = start();
    }

    @AfterAll
    void stop() throws IOException {
        if (product != null) {
            product.close();
        }
        if (wire != null) {
            wire.close();
        }
    }

    private Product start() throws IOException, InterruptedException {
        // a worker that fell silent is replaced after four beats; at full size a page waits for the database as long as
        // a bureau's, and twenty at eight accounts open more files than a person may
        return Product.start(
                wire.url(),
                OnMachine.key(),
                "--db-scheduler.heartbeat-interval=1s",
                "--db-scheduler.polling-interval=1s",
                "--spring.datasource.hikari.connection-timeout=" + (Size.FULL ? 8_000 : 3_000),
                "--civil.files-in-ten-minutes=" + (Size.FULL ? 1_000_000 : 200));
    }

    private Officer maker(int which) {
        return paid.county.officer(Role.FINANCE_MAKER, which);
    }

    private Product.Caller makerAt(Product where, int which) throws IOException, InterruptedException {
        return where.signedIn(maker(which).login(), PASSWORD);
    }

    private static HttpResponse<String> startRun(Product.Caller maker) throws IOException, InterruptedException {
        return maker.post(
                "/runs",
                "requestKey",
                UUID.randomUUID().toString(),
                "scheme",
                PaidCounty.SCHEME,
                "month",
                LAST_MONTH.toString(),
                "kind",
                "REGULAR");
    }

    private static UUID run(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        String to = answer.headers().firstValue("Location").orElseThrow();
        return UUID.fromString(to.substring(to.lastIndexOf('/') + 1));
    }

    private void awaitBuilt(UUID run) throws Exception {
        Instant until = Instant.now().plus(BUILT);
        String state = "";
        while (Instant.now().isBefore(until)) {
            state = machine.ask("select state from disbursement.payment_run where id = '" + run + "'");
            if (!state.equals("BUILDING")) {
                break;
            }
            Thread.sleep(100);
        }
        assertThat(state).as(product.log()).isEqualTo("BUILT");
    }

    /** Everybody exactly once, and exactly what an undisturbed run pays. @return what it pays, line by line */
    private String assertPaidOnce(UUID run) throws SQLException {
        String of = " from disbursement.payment_line where run_id = '" + run + "'";
        assertThat(machine.count("select count(*)" + of)).isEqualTo(paid.households);
        assertThat(machine.count("select count(distinct entitlement_id)" + of)).isEqualTo(paid.households);
        assertThat(machine.ask("select sum(amount)" + of))
                .isEqualTo(paid.total().toString());
        assertThat(machine.ask("select amount from disbursement.payment_run where id = '" + run + "'"))
                .isEqualTo(paid.total().toString());
        String digest =
                machine.ask("select encode(sha256(convert_to(string_agg(concat_ws('|', seq, entitlement_id, kind,"
                        + " benefit_month, account_id, amount), E'\\n' order by seq), 'UTF8')), 'hex')" + of);
        if (undisturbed != null) {
            assertThat(digest).isEqualTo(undisturbed);
        }
        return digest;
    }

    private void abandon(UUID run) {
        Soundness.of(paid.county, beans);
        Acting.as(maker(1), () -> {
            PaymentRun found = runs.find(run);
            runs.abandon(run, found.version(), "再试一次");
        });
    }

    /** R3 */
    @Test
    @Tag("AC-088")
    void paysEverybodyOnceHoweverOftenTheApplicationIsKilled() throws Exception {
        Size.Trials trials = Size.of(1, 40);
        Random chance = Size.chance("R3");
        int kills = 0;
        for (int trial = 0; trials.goOn(trial); trial++) {
            UUID run = run(startRun(makerAt(product, trial % 2 + 1)));
            int times = Size.FULL ? 1 + chance.nextInt(3) : 1;
            for (int i = 0; i < times; i++) {
                Thread.sleep(chance.nextInt(Size.FULL ? 3_000 : 600));
                product.kill();
                kills++;
                product = start();
            }
            awaitBuilt(run);
            assertPaidOnce(run);
            abandon(run);
        }
        Size.say(
                "R3: %d trials, application killed %d times, %d households once each",
                trials.done(), kills, paid.households);
    }

    /** R4 */
    @Test
    @Tag("AC-090")
    @Tag("AC-088")
    void recoversByItselfWhenTheDatabaseIsKilledAndPaysEverybodyOnce() throws Exception {
        Size.Trials trials = Size.of(1, 40);
        Random chance = Size.chance("R4");
        long slowest = 0;
        for (int trial = 0; trials.goOn(trial); trial++) {
            Product.Caller maker = makerAt(product, trial % 2 + 1);
            UUID run = run(startRun(maker));
            Thread.sleep(chance.nextInt(Size.FULL ? 3_000 : 600));
            machine.kill();

            HttpResponse<String> meanwhile = maker.get("/runs/" + run);
            assertThat(meanwhile.statusCode()).isEqualTo(503);
            assertThat(meanwhile.body()).contains("数据库暂时连不上", "自动重连").doesNotContain("Exception", "postgres", "JDBC");

            machine.start();
            Instant back = Instant.now();
            while (maker.get("/runs/" + run).statusCode() != 200) {
                assertThat(Duration.between(back, Instant.now())).isLessThan(Duration.ofSeconds(30));
                Thread.sleep(200);
            }
            slowest = Math.max(slowest, Duration.between(back, Instant.now()).toMillis());
            assertThat(product.isAlive()).isTrue();
            awaitBuilt(run);
            assertPaidOnce(run);
            abandon(run);
        }
        Size.say(
                "R4: %d trials, pages back after at most %d ms, %d households once each",
                trials.done(), slowest, paid.households);
    }

    /** R4b: what the product said was done is there after the database was killed. */
    @Test
    void keepsEveryAcknowledgedWriteWhenTheDatabaseIsKilled() throws Exception {
        Size.Trials trials = Size.of(1, 15);
        int writes = Size.FULL ? 2_000 : 300;
        long all = 0;
        for (int trial = 0; trials.goOn(trial); trial++) {
            String object = UUID.randomUUID().toString();
            Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
            ExecutorService threads = Executors.newFixedThreadPool(4);
            for (int thread = 0; thread < 4; thread++) {
                int first = thread * 1_000_000;
                threads.execute(() -> write(object, first, acknowledged));
            }
            while (acknowledged.size() < writes) {
                Thread.sleep(5);
            }
            machine.kill();
            threads.shutdownNow();
            machine.start();

            String list = acknowledged.stream().map(String::valueOf).collect(Collectors.joining(","));
            assertThat(machine.count(
                            "select count(*) from unnest('{" + list + "}'::text[]) one where (select count(*) from"
                                    + " registry.operation_log where object_type = 'thing' and object_id = '" + object
                                    + "' and detail = one) <> 1"))
                    .as("lost")
                    .isZero();
            all += acknowledged.size();
            Soundness.of(paid.county, beans);
        }
        Size.say("R4b: %d trials, %d acknowledged writes, 0 lost", trials.done(), all);
    }

    private void write(String object, int first, Queue<Integer> acknowledged) {
        try {
            for (int i = first; !Thread.currentThread().isInterrupted(); i++) {
                String detail = String.valueOf(i);
                Acting.as(maker(1), () -> log.done("TESTED", "thing", object, paid.county.code(), detail));
                acknowledged.add(i);
            }
        } catch (RuntimeException killed) {
            // nothing more is acknowledged
        }
    }

    /** R6: nobody knows whether it was done; sending it again settles that. */
    @Test
    void saysThatTheOutcomeIsUnknownWhenTheNetworkIsCutAtTheCommitAndDoesNothingTwice() throws Exception {
        Size.Trials rounds = Size.of(2, 100);
        Product.Caller clerk =
                product.signedIn(paid.county.officer(Role.TOWN_CLERK).login(), PASSWORD);
        int done = 0;
        for (int round = 0; rounds.goOn(round); round++) {
            IdNumber number = TestPeople.idNumber(LocalDate.of(1931, 5, 1).plusDays(round / 100), Sex.FEMALE);
            String[] form = {
                "requestKey",
                UUID.randomUUID().toString(),
                "head.idType",
                "CITIZEN",
                "head.idNumber",
                number.value(),
                "head.name",
                "断网" + "甲乙丙丁戊己庚辛壬癸".charAt(round % 10),
                "head.health",
                "HEALTHY",
                "area",
                paid.county.village(1, 1).value(),
                "residence",
                "RURAL",
                "openedOn",
                "2026-01-01"
            };
            long before = families();
            Wire.Plan cut = wire.cutAt(
                    "insert into registry.idempotency_key",
                    round % 2 == 0 ? Wire.Cut.AFTER_COMMIT : Wire.Cut.BEFORE_COMMIT);
            HttpResponse<String> lost = clerk.post("/families", form);
            assertThat(cut.isDone()).isTrue();
            assertThat(lost.statusCode()).as(product.log()).isEqualTo(503);
            assertThat(lost.body()).contains("结果未知", "请刷新");
            done += families() > before ? 1 : 0;

            HttpResponse<String> again = clerk.post("/families", form);
            assertThat(again.statusCode()).as(again.body()).isEqualTo(302);
            assertThat(families()).isEqualTo(before + 1);
        }
        assertThat(done).as("those whose COMMIT arrived").isEqualTo((rounds.done() + 1) / 2);
        Soundness.of(paid.county, beans);
        Size.say("R6: %d cuts at the commit, %d had been carried out, 0 twice, 0 not at all", rounds.done(), done);
    }

    private long families() throws SQLException {
        return machine.count(
                "select count(*) from registry.household where area_code = '" + paid.county.village(1, 1) + "'");
    }

    /** R8 */
    @Test
    @Tag("AC-099")
    void startsAMonthOnOneOfTwoServersAndTheOtherGoesOnWhenThatIsKilled() throws Exception {
        Size.Trials trials = Size.of(1, 20);
        Random chance = Size.chance("R8");
        Product second = start();
        try {
            for (int trial = 0; trials.goOn(trial); trial++) {
                Product[] servers = {product, second};
                List<Product.Caller> makers = List.of(makerAt(product, 1), makerAt(second, 2));
                List<HttpResponse<String>> answers = together(makers, CrashTests::startRun);
                List<HttpResponse<String>> started = answers.stream()
                        .filter(answer -> answer.headers()
                                .firstValue("Location")
                                .orElse("")
                                .matches(".*/runs/.+"))
                        .toList();
                assertThat(started).hasSize(1);
                UUID run = run(started.get(0));
                int winner = answers.indexOf(started.get(0));
                assertThat(makers.get(1 - winner).get("/runs").body()).contains("的发放批次已经存在");

                Thread.sleep(chance.nextInt(Size.FULL ? 2_000 : 300));
                servers[winner].kill();
                awaitBuilt(run);
                assertPaidOnce(run);
                abandon(run);
                if (winner == 0) {
                    product = second;
                }
                second = trials.goOn(trial + 1) ? start() : product;
            }
        } finally {
            if (second != product) {
                second.close();
            }
        }
        Size.say("R8: %d trials on two servers, one run each, finished by the other", trials.done());
    }

    /** R7 */
    @Test
    void paysEverybodyOnceAndTellsNoSecretsWhenMemoryRunsOut() throws Exception {
        Size.Trials trials = Size.of(1, 5);
        Random chance = Size.chance("R7");
        Path full = Path.of("target", "reliability", "memory-is-full");
        int told = 0;
        int silent = 0;
        int restarts = 0;
        for (int trial = 0; trials.goOn(trial); trial++) {
            Product.Caller maker = makerAt(product, trial % 2 + 1);
            UUID run = run(startRun(maker));
            Thread.sleep(chance.nextInt(Size.FULL ? 3_000 : 300));
            product.fillMemory(full);
            for (int i = 0; i < (Size.FULL ? 10 : 3); i++) {
                try {
                    HttpResponse<String> answer = maker.get("/runs/" + run, Duration.ofSeconds(Size.FULL ? 10 : 1));
                    assertThat(answer.body()).doesNotContain("OutOfMemory", "Exception", "java.");
                    told++;
                } catch (IOException noAnswer) {
                    silent++;
                }
            }
            Files.delete(full);
            if (!answers(maker, Duration.ofSeconds(Size.FULL ? 30 : 4))) {
                product.kill();
                product = start();
                restarts++;
            }
            awaitBuilt(run);
            assertPaidOnce(run);
            abandon(run);
        }
        Size.say(
                "R7: %d trials, %d pages answered and %d not while memory was out, %d restarts, %d households once each",
                trials.done(), told, silent, restarts, paid.households);
    }

    private static boolean answers(Product.Caller caller, Duration patience) throws InterruptedException {
        for (Instant until = Instant.now().plus(patience); Instant.now().isBefore(until); ) {
            try {
                if (caller.get("/desk", Duration.ofSeconds(Size.FULL ? 5 : 2)).statusCode() == 200) {
                    return true;
                }
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        return false;
    }

    /** A migration waits for a table in the middle of its file and is killed there. */
    @Test
    @Tag("AC-093")
    void completesAMigrationThatWasKilledHalfWay() throws Exception {
        String release = "202611222000";
        machine.execute("create database half_way owner civil_owner");
        String url = machine.url().replaceFirst("[^/]+$", "half_way");
        FluentConfiguration own = Flyway.configure()
                .configuration(flyway.getConfiguration())
                .dataSource(url, DatabaseSetup.MIGRATION, Machine.PASSWORD);
        own.target(release).load().migrate();
        own.target("latest");
        try (Connection superuser = DriverManager.getConnection(url, "postgres", "");
                Statement statement = superuser.createStatement()) {
            FromRelease.leave(release, superuser);
            long people = number(statement, "select count(*) from registry.resident");
            long before = number(statement, "select count(*) from flyway_schema_history");
            superuser.setAutoCommit(false);
            statement.execute("lock table registry.resident in access share mode");
            Future<?> migration = migrate(own, url, release);
            awaitOneWaiting();
            kill(migration);
            superuser.commit();
            superuser.setAutoCommit(true);
            if (Size.FULL) { // the released county is a demo's, on which the whole product refuses to start
                statement.execute("update registry.officer set demo = false");
            }
            long then = number(statement, "select count(*) from flyway_schema_history");
            assertThat(then).as("some of its files had been done").isGreaterThan(before);
            assertThat(number(
                            statement,
                            "select count(*) from pg_attribute where attrelid = 'registry.resident'::regclass"
                                    + " and attname = 'limit_id'"))
                    .as("the one it was killed in has left nothing")
                    .isZero();

            migrateAgain(own, url, release);

            try (Connection fresh = machine.superuser()) {
                assertThat(FromRelease.catalogue(superuser)).containsExactlyElementsOf(FromRelease.catalogue(fresh));
            }
            assertThat(number(statement, "select count(*) from flyway_schema_history where not success"))
                    .isZero();
            assertThat(number(statement, "select count(*) from registry.resident"))
                    .isEqualTo(people);
            Size.say("Migration killed after %d of its files, completed by the next start", then - before);
        }
        machine.execute("drop database half_way with (force)");
    }

    /** In the build the connection dies under Flyway; at full size it is the whole product. */
    private Future<?> migrate(FluentConfiguration own, String url, String release) throws IOException {
        if (Size.FULL) {
            migrating = Product.launch(url, keyOf(release));
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(() -> own.load().migrate());
    }

    private void awaitOneWaiting() throws Exception {
        Instant until = Instant.now().plus(BUILT);
        while (machine.count("select count(*) from pg_stat_activity where datname = 'half_way'"
                        + " and wait_event_type = 'Lock'")
                == 0) {
            assertThat(Instant.now()).isBefore(until);
            Thread.sleep(20);
        }
    }

    private void kill(Future<?> migration) throws Exception {
        if (Size.FULL) {
            migrating.kill();
            return;
        }
        machine.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'half_way'"
                + " and usename = 'civil_migrate'");
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(migration::get);
    }

    private static void migrateAgain(FluentConfiguration own, String url, String release) throws Exception {
        if (Size.FULL) {
            Product.start(url, keyOf(release)).close();
        } else {
            own.load().migrate();
        }
    }

    private static Path keyOf(String release) throws IOException {
        return new ClassPathResource("released/" + release + ".key").getFile().toPath();
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** R-soak */
    @Test
    void neitherGrowsNorLeaksWhileManyWork() throws Exception {
        Duration time = Size.FULL ? Duration.ofMinutes(Long.getLong("reliability.minutes", 20)) : Duration.ofSeconds(3);
        String household =
                machine.ask("select id from registry.household where area_code = '" + paid.county.village(1, 1) + "'");
        List<String> addresses = List.of(
                "/desk",
                "/cases",
                "/search?q=%E6%B5%8B%E7%94%B2",
                "/families/" + household,
                "/families/" + household + "/members",
                "/families/" + household + "/benefits",
                "/runs",
                "/reports/monthly",
                "/calendar",
                "/areas");
        List<Product.Caller> callers = new ArrayList<>();
        List<Role> roles = List.of(Role.COUNTY_CASEWORKER, Role.TOWN_CLERK, Role.FINANCE_MAKER, Role.TOWN_REVIEWER);
        for (int i = 0; i < (Size.FULL ? 20 : 4); i++) {
            callers.add(product.signedIn(
                    paid.county.officer(roles.get(i % 4), i / 4 % 2 + 1).login(), PASSWORD));
        }
        int seen = visit(callers, addresses, time.dividedBy(4));
        Product.Footprint early = product.footprint();
        seen += visit(callers, addresses, time.dividedBy(4).multipliedBy(3));
        Product.Footprint late = product.footprint();

        assertThat(late.bytes()).as("what lives on, of %s", early).isLessThan(early.bytes() * 11 / 10 + (8 << 20));
        assertThat(late.threads()).isLessThanOrEqualTo(early.threads() + 8);
        assertThat(late.open()).isLessThanOrEqualTo(early.open() + 16);
        assertThat(late.temporary()).isEqualTo(early.temporary());
        assertThat(machine.count("select count(*) from pg_stat_activity where usename = 'civil_app'"
                        + " and state like 'idle in transaction%' and state_change < now() - interval '10 seconds'"))
                .as("transactions left open")
                .isZero();
        Soundness.of(paid.county, beans);
        Size.say(
                "R-soak: %d s, %d people, %d pages, no error; living %d then %d KB, threads %d then %d, open files %d then %d",
                time.toSeconds(),
                callers.size(),
                seen,
                early.bytes() >> 10,
                late.bytes() >> 10,
                early.threads(),
                late.threads(),
                early.open(),
                late.open());
    }

    /** Everybody opens one page after the other; every answer is a page or a refusal in words. @return how many */
    private static int visit(List<Product.Caller> callers, List<String> addresses, Duration time) throws Exception {
        Instant until = Instant.now().plus(time);
        AtomicInteger seen = new AtomicInteger();
        together(callers, caller -> {
            HttpResponse<String> answer;
            do {
                answer = caller.get(addresses.get(seen.getAndIncrement() % addresses.size()));
                assertThat(answer.statusCode())
                        .as(answer.uri() + " " + answer.body())
                        .isIn(200, 302, 303, 403, 404);
                Thread.sleep(Size.FULL ? 500 : 50);
            } while (Instant.now().isBefore(until));
            return answer;
        });
        return seen.get();
    }

    private interface Visit {
        HttpResponse<String> of(Product.Caller caller) throws IOException, InterruptedException;
    }

    private static List<HttpResponse<String>> together(List<Product.Caller> callers, Visit visit) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers.size());
        try {
            List<Callable<HttpResponse<String>>> visits = callers.stream()
                    .<Callable<HttpResponse<String>>>map(caller -> () -> visit.of(caller))
                    .toList();
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : threads.invokeAll(visits)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
