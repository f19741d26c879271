package cn.civilaffairs.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.casework.Opening;
import cn.civilaffairs.disbursement.BankFileDesk;
import cn.civilaffairs.disbursement.BankFileFormat;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.ReturnFileDesk;
import cn.civilaffairs.disbursement.RunState;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import cn.civilaffairs.web.casework.SampleMatter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Many people do one thing at the same moment (security design §6.2). Full sizes by the command in docs/reliability.md. */
@WebTest
@Import(SampleMatter.class)
class RacesTests {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final int CROWD = 50;

    @Autowired
    private Visits visits;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private BankFileDesk files;

    @Autowired
    private ReturnFileDesk returns;

    @Autowired
    private AccountRegister accounts;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private BeanFactory beans;

    @BeforeEach
    void inOctober() {
        clock.set(LocalDate.of(2026, 10, 16));
    }

    /** R1 */
    @Test
    @Tag("AC-089")
    void approvesACaseOnceWhenFiftyDoAtOnce() throws Exception {
        Size.Trials rounds = Size.of(3, 200);
        TestCounty county = counties.create();
        int unconnected = 0;
        for (int round = 0; rounds.goOn(round); round++) {
            CaseFile file = ready(county);
            List<Integer> answers = together(
                    CROWD,
                    i -> visits.post(
                                    county.officer(Role.TOWN_CLERK, i % 2 + 1),
                                    "/cases/" + file.id(),
                                    "version",
                                    String.valueOf(file.version()),
                                    "act",
                                    "AGREE")
                            .getResponse()
                            .getStatus());

            assertThat(answers).filteredOn(status -> status == 302).hasSize(1);
            // on a starved machine a connection may not be had in time, which is no approval either
            int busy = (int) answers.stream().filter(status -> status == 503).count();
            assertThat(answers).filteredOn(status -> status == 409).hasSize(CROWD - 1 - busy);
            unconnected += busy;
            assertThat(count("select count(*) from casework.case_entry where act = 'AGREE' and case_id = '" + file.id()
                            + "'"))
                    .isEqualTo(1);
            assertThat(count("select count(*) from registry.operation_log where action = 'CASE_AGREE' and object_id = '"
                            + file.id() + "'"))
                    .isEqualTo(1);
        }
        Soundness.of(county, beans);
        Size.say("R1: %d rounds of %d, 1 approval each, %d answers 503", rounds.done(), CROWD, unconnected);
    }

    /** R1b */
    @Test
    void letsOneOfFourDifferentActsWin() throws Exception {
        Size.Trials rounds = Size.of(5, 500);
        TestCounty county = counties.create();
        for (int round = 0; rounds.goOn(round); round++) {
            CaseFile file = ready(county);
            Officer clerk = county.officer(Role.TOWN_CLERK);
            UUID id = file.id();
            Acting.as(clerk, () -> cases.agree(id, file.version(), null));
            int seen = Acting.as(clerk, () -> cases.find(id)).version();
            List<Boolean> won = together(
                    4,
                    i -> tried(() -> {
                        switch (i) {
                            case 0 -> Acting.as(county.officer(Role.TOWN_REVIEWER), () -> cases.agree(id, seen, "同意"));
                            case 1 ->
                                Acting.as(
                                        county.officer(Role.TOWN_REVIEWER, 2),
                                        () -> cases.sendBack(id, seen, "acceptance", "PAPERS", "缺签名"));
                            case 2 -> Acting.as(clerk, () -> cases.withdraw(id, seen, "不要了"));
                            default -> Acting.as(clerk, () -> cases.recordPapers(id, seen, received()));
                        }
                    }));

            assertThat(won).filteredOn(one -> one).hasSize(1);
            assertThat(count("select count(*) from casework.case_entry where case_id = '" + id + "'"))
                    .as("opened, papers, agreed and the one that won")
                    .isEqualTo(4);
            assertThat(count("select version from casework.case_file where id = '" + id + "'"))
                    .isEqualTo(seen + 1);
        }
        Soundness.of(county, beans);
        Size.say("R1b: %d rounds of 4 acts, 1 winner each", rounds.done());
    }

    /** R2 */
    @Test
    @Tag("AC-051")
    void startsAndSignsAMonthOnceWhenTwentyDoAtOnce() throws Exception {
        Size.Trials rounds = Size.of(1, 100);
        for (int round = 0; rounds.goOn(round); round++) {
            PaidCounty paid = new PaidCounty(beans, OCTOBER, 6);
            TestCounty county = paid.county;
            List<String> started = together(
                    20,
                    i -> tried(() -> Acting.as(
                                    county.officer(Role.FINANCE_MAKER, i % 2 + 1),
                                    () -> runs.startNow(PaidCounty.SCHEME, OCTOBER)))
                            ? "started"
                            : "refused");
            assertThat(started).filteredOn("started"::equals).hasSize(1);
            PaymentRun run = Acting.as(
                    county.officer(Role.FINANCE_MAKER),
                    () -> runs.ofMonth(PaidCounty.SCHEME, OCTOBER).orElseThrow());
            assertThat(run.paid()).isEqualTo(6);
            assertThat(run.amount()).isEqualTo(paid.total());

            paid.toSignature(run.id());
            List<Boolean> signed = together(20, i -> tried(() -> paid.signOnce(run.id(), 1)));
            assertThat(signed).filteredOn(one -> one).hasSize(1);
            assertThat(count(
                            "select count(*) from registry.operation_log where action like 'RUN%SIGNED' and object_id = '"
                                    + run.id() + "'"))
                    .isEqualTo(1);
            Soundness.of(county, beans);
        }
        Size.say("R2: %d rounds, 20 start and 20 sign, 1 run and 1 signature each", rounds.done());
    }

    /** R2c */
    @Test
    @Tag("AC-058")
    void appliesAReturnFileOnceWhenItArrivesTwiceAtOnce() throws Exception {
        Size.Trials rounds = Size.of(2, 100);
        for (int round = 0; rounds.goOn(round); round++) {
            PaidCounty paid = new PaidCounty(beans, OCTOBER, 30);
            UUID run =
                    Acting.as(paid.county.officer(Role.FINANCE_MAKER), () -> runs.startNow(PaidCounty.SCHEME, OCTOBER));
            paid.toSignature(run);
            paid.sign(run);
            byte[] answer = paid.answer(run, line -> "成功,");
            List<Boolean> read = together(
                    2,
                    i -> tried(() -> Acting.as(
                            paid.county.officer(Role.FINANCE_MAKER, i + 1),
                            () -> returns.read(run, "hp.csv", answer))));

            assertThat(read).contains(true);
            assertThat(count("select count(*) from disbursement.line_result where run_id = '" + run + "'"))
                    .isEqualTo(30);
            assertThat(count("select sum(applied) from disbursement.return_file where run_id = '" + run + "'"))
                    .isEqualTo(30);
            Soundness.of(paid.county, beans);
        }
        Size.say("R2c: %d return files, each twice at once, every line once", rounds.done());
    }

    /** R2e: a payment leaves for the account it was approved with, or not at all. */
    @Test
    @Tag("AC-055")
    void paysAnAccountChangedWhileTheRunIsSignedToTheOldOneOrNotAtAll() throws Exception {
        Size.Trials rounds = Size.of(4, 500);
        Random chance = Size.chance("R2e");
        int withheld = 0;
        for (int round = 0; rounds.goOn(round); round++) {
            PaidCounty paid = new PaidCounty(beans, OCTOBER, 3);
            TestCounty county = paid.county;
            UUID run = Acting.as(county.officer(Role.FINANCE_MAKER), () -> runs.startNow(PaidCounty.SCHEME, OCTOBER));
            paid.toSignature(run);
            UUID payee = paid.payees.get(0);
            Officer clerk = county.officer(Role.TOWN_CLERK);
            Officer reviewer = county.officer(Role.TOWN_REVIEWER);
            String card = TestPeople.cardNumber(700_000_000 + chance.nextInt(99_999_999));
            UUID entered = Acting.as(
                            clerk,
                            () -> accounts.enter(
                                    payee, PaidCounty.name(0), "云溪农村商业银行", card, AccountKind.CARD, clerk.scope()))
                    .id();
            together(2, i -> {
                Thread.sleep(chance.nextInt(40));
                if (i == 0) {
                    paid.sign(run);
                    Acting.as(county.officer(Role.FINANCE_MAKER), () -> files.make(run, BankFileFormat.CSV_UTF8));
                } else {
                    Acting.as(reviewer, () -> accounts.confirm(payee, entered, card, reviewer.scope()));
                }
                return true;
            });
            String file = Acting.as(
                    county.officer(Role.FINANCE_MAKER),
                    () -> new String(
                            files.download(files.make(run, BankFileFormat.CSV_UTF8))
                                    .content(),
                            StandardCharsets.UTF_8));

            assertThat(Acting.as(county.officer(Role.FINANCE_MAKER), () -> runs.find(run))
                            .state())
                    .isEqualTo(RunState.SENT);
            assertThat(file).as("never to an account nobody approved").doesNotContain(card);
            withheld += file.contains("," + PaidCounty.name(0) + ",") ? 0 : 1;
            Soundness.of(county, beans);
        }
        Size.say("R2e: %d races, %d withheld, 0 to the new account", rounds.done(), withheld);
    }

    /** R2f */
    @Test
    void mixesWhatManyDoToTheSameMoneyWithoutADeadlockAndWithoutAnError() throws Exception {
        Duration time = Size.FULL ? Duration.ofMinutes(Long.getLong("reliability.minutes", 5)) : Duration.ofSeconds(2);
        List<MoneyMix> mixes = new ArrayList<>();
        for (int i = 0; i < (Size.FULL ? 4 : 1); i++) {
            mixes.add(new MoneyMix(new PaidCounty(beans, OCTOBER, 12), beans));
        }
        long seed = Size.chance("R2f").nextLong();
        int deadlocks = count("select deadlocks from pg_stat_database where datname = 'civil'");
        Instant until = Instant.now().plus(time);
        together(32, i -> {
            Random chance = new Random(seed + i);
            do {
                mixes.get(i % mixes.size()).act(chance);
            } while (Instant.now().isBefore(until));
            return true;
        });

        assertThat(count("select deadlocks from pg_stat_database where datname = 'civil'"))
                .isEqualTo(deadlocks);
        int done = 0;
        int unconnected = 0;
        for (MoneyMix mix : mixes) {
            Soundness.of(mix.county(), beans);
            Size.say("R2f: %s", mix.tally());
            done += mix.done();
            unconnected += mix.unconnected();
        }
        assertThat(done).isPositive();
        Size.say(
                "R2f: 32 threads, %d seconds, %d acts done, 0 deadlocks, %d times no connection",
                time.toSeconds(), done, unconnected);
    }

    private CaseFile ready(TestCounty county) {
        return Acting.as(county.officer(Role.TOWN_CLERK), () -> {
            CaseFile file = cases.open(new Opening("sample", county.village(1, 1), null, null, "张三", Set.of(), null));
            cases.recordPapers(file.id(), file.version(), received());
            return cases.find(file.id());
        });
    }

    private static List<CasePaper> received() {
        return List.of(new CasePaper("form", CasePaper.State.RECEIVED, null, null));
    }

    private static boolean tried(Runnable act) {
        try {
            act.run();
            return true;
        } catch (StaleVersion | RuleViolation lost) {
            return false;
        }
    }

    private interface Part<T> {
        T play(int which) throws Exception;
    }

    /** Lets everybody go at one moment. */
    private static <T> List<T> together(int people, Part<T> part) throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(people);
        ExecutorService threads = Executors.newFixedThreadPool(people);
        try {
            List<Callable<T>> parts = IntStream.range(0, people)
                    .<Callable<T>>mapToObj(i -> () -> {
                        start.await();
                        return part.play(i);
                    })
                    .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(parts)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }

    private static int count(String sql) throws SQLException {
        try (Connection superuser = TestDatabase.superuser();
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
