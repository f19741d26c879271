package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.disbursement.BankFileDesk;
import cn.civilaffairs.disbursement.FailedFilter;
import cn.civilaffairs.disbursement.FailedPayment;
import cn.civilaffairs.disbursement.FailedPaymentDesk;
import cn.civilaffairs.disbursement.FailedStage;
import cn.civilaffairs.disbursement.GivenFigureDesk;
import cn.civilaffairs.disbursement.GivenFigures;
import cn.civilaffairs.disbursement.LineFilter;
import cn.civilaffairs.disbursement.MonthEndDesk;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.ReportSetDesk;
import cn.civilaffairs.disbursement.ReportVersion;
import cn.civilaffairs.disbursement.ReturnFileDesk;
import cn.civilaffairs.disbursement.RunLine;
import cn.civilaffairs.disbursement.RunSampleDesk;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.time.BusinessClock;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * What follows a closed run (月末结账): September opened again for a payment the bank took back and closed a second time,
 * October checked, approved and printed, failed payments at several stages, and a published report whose sums do not add up.
 */
@Component
@Conditional(OnDemoServer.class)
class MonthEndScene {

    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    /** Its families are left to whoever tries the product out. */
    private static final String TOWNSHIP_OF_THE_TOUR = "999001003";

    private static final String SCHEME = MinimumLivingAllowance.CODE;

    private final PaymentRunDesk runs;
    private final BankFileDesk bankFiles;
    private final ReturnFileDesk returns;
    private final MonthEndDesk months;
    private final FailedPaymentDesk failed;
    private final RunSampleDesk samples;
    private final ReportSetDesk sets;
    private final GivenFigureDesk given;
    private final AccountRegister accounts;
    private final BusinessClock clock;

    MonthEndScene(
            PaymentRunDesk runs,
            BankFileDesk bankFiles,
            ReturnFileDesk returns,
            MonthEndDesk months,
            FailedPaymentDesk failed,
            RunSampleDesk samples,
            ReportSetDesk sets,
            GivenFigureDesk given,
            AccountRegister accounts,
            BusinessClock clock) {
        this.runs = runs;
        this.bankFiles = bankFiles;
        this.returns = returns;
        this.months = months;
        this.failed = failed;
        this.samples = samples;
        this.sets = sets;
        this.given = given;
        this.accounts = accounts;
        this.clock = clock;
    }

    void play(DemoPlan plan, Crew crew) {
        Map<UUID, DemoHousehold> households =
                plan.households().stream().collect(Collectors.toMap(DemoHousehold::id, household -> household));
        DemoNumbers numbers = DemoNumbers.later();
        openSeptemberAgain(households, numbers, crew);
        approveEveryMonth(crew);
        checkOctober(crew);
        correctAccounts(households, numbers, crew);
        checkZongyang(crew);
    }

    private void openSeptemberAgain(Map<UUID, DemoHousehold> households, DemoNumbers numbers, Crew crew) {
        Officer maker = crew.named("fm_1");
        UUID run = on(
                LocalDate.of(2026, 10, 12),
                10,
                maker,
                () -> runs.ofMonth(SCHEME, SEPTEMBER).orElseThrow().id());
        RunLine takenBack = on(LocalDate.of(2026, 10, 12), 10, maker, () -> paidElsewhere(run, households));
        UUID asked = on(
                LocalDate.of(2026, 10, 12),
                10,
                maker,
                () -> months.askReopening(run, "银行 10 月 9 日退汇通知：第 " + takenBack.seq() + " 笔入账后因账户销户退回，须更正"));
        on(LocalDate.of(2026, 10, 12), 15, crew.named("sup_1"), () -> {
            months.decideReopening(asked, true, "已核对银行退汇通知书");
            return asked;
        });
        on(
                LocalDate.of(2026, 10, 13),
                9,
                maker,
                () -> returns.read(run, "退汇通知.csv", takenBackAnswer(run, takenBack.seq())));
        on(LocalDate.of(2026, 10, 13), 14, crew.named("fc_1"), () -> {
            returns.close(run, runs.find(run).version(), "退汇一笔已更正，交乡镇补正账户。");
            return run;
        });
        DemoHousehold household = households.get(takenBack.householdId());
        String number = numbers.account();
        UUID account = enter(household, number, LocalDate.of(2026, 11, 5), crew);
        confirm(household, account, number, LocalDate.of(2026, 11, 6), crew);
    }

    /** A payment that arrived, of a township the tour does not visit. */
    private RunLine paidElsewhere(UUID run, Map<UUID, DemoHousehold> households) {
        return runs.lines(run, new LineFilter(null, null, "SUCCEEDED"), null, 2_000, 0).stream()
                .filter(line -> isElsewhere(households.get(line.householdId())))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    private static boolean isElsewhere(DemoHousehold household) {
        return !household.village().value().startsWith(TOWNSHIP_OF_THE_TOUR);
    }

    private byte[] takenBackAnswer(UUID run, int seq) {
        UUID file = bankFiles.of(run).get(0).id();
        String sent = new String(bankFiles.download(file).content(), StandardCharsets.UTF_8);
        return sent.lines()
                .map(line -> line.split(",", -1))
                .filter(fields -> fields[1].equals(String.valueOf(seq)))
                .map(fields -> "批次号,序号,收款账号,金额,处理结果,失败原因,处理日期,银行流水号\n"
                        + String.join(
                                ",",
                                fields[0],
                                fields[1],
                                fields[7],
                                fields[9],
                                "失败",
                                "账户已销户",
                                "2026-10-09",
                                "TH" + seq))
                .findFirst()
                .orElseThrow()
                .getBytes(StandardCharsets.UTF_8);
    }

    private void approveEveryMonth(Crew crew) {
        Officer approver = crew.named("ca_1");
        for (YearMonth month = DemoPlan.FIRST; !month.isAfter(DemoPlan.LAST_CLOSED); month = month.plusMonths(1)) {
            YearMonth now = month;
            LocalDate day = month.equals(SEPTEMBER)
                    ? LocalDate.of(2026, 10, 14)
                    : month.atEndOfMonth().plusDays(1);
            on(day, 11, approver, () -> {
                months.approveReport(latest(now).id());
                return now;
            });
        }
    }

    private ReportVersion latest(YearMonth month) {
        List<ReportVersion> versions =
                months.versions(runs.ofMonth(SCHEME, month).orElseThrow().id());
        return versions.get(versions.size() - 1);
    }

    private void checkOctober(Crew crew) {
        Officer caseworker = crew.named("cc_1");
        LocalDate day = LocalDate.of(2026, 10, 29);
        UUID run = on(
                day,
                9,
                caseworker,
                () -> runs.ofMonth(SCHEME, OCTOBER).orElseThrow().id());
        List<RunLine> drawn = on(day, 9, caseworker, () -> runs.sample(run));
        for (int i = 0; i < drawn.size(); i++) {
            int seq = drawn.get(i).seq();
            boolean away = i == 7;
            on(day, 9 + i % 8, caseworker, () -> {
                samples.record(
                        run,
                        seq,
                        away ? RunSampleDesk.Outcome.OTHER : RunSampleDesk.Outcome.RIGHT,
                        away ? "户主外出务工，电话核实，家庭收入须在下次复核时重新申报" : "入户核实，人口与金额相符");
                return seq;
            });
        }
        on(
                LocalDate.of(2026, 11, 2),
                10,
                crew.named("sup_1"),
                () -> sets.askNow(latest(OCTOBER).id(), "A4"));
    }

    /** Some families bring another account; the tour's are left as they are. */
    private void correctAccounts(Map<UUID, DemoHousehold> households, DemoNumbers numbers, Crew crew) {
        List<FailedPayment> open = on(
                LocalDate.of(2026, 11, 9),
                9,
                crew.named("cc_1"),
                () -> failed.list(new FailedFilter(SCHEME, FailedStage.TO_CORRECT, null, false, false), 200, 0));
        List<FailedPayment> elsewhere = open.stream()
                .filter(payment -> isElsewhere(households.get(payment.householdId())) && !payment.suspended())
                .toList();
        if (!elsewhere.isEmpty()) {
            enter(households.get(elsewhere.get(0).householdId()), numbers.account(), LocalDate.of(2026, 11, 12), crew);
        }
        if (elsewhere.size() > 1) {
            FailedPayment noted = elsewhere.get(1);
            on(
                    LocalDate.of(2026, 11, 11),
                    16,
                    crew.clerkOf(households.get(noted.householdId()).village()),
                    () -> {
                        failed.note(noted.runId(), noted.seq(), "已电话通知，户主下周来办新卡");
                        return noted;
                    });
        }
    }

    private UUID enter(DemoHousehold household, String number, LocalDate day, Crew crew) {
        Officer clerk = crew.clerkOf(household.village());
        DemoPerson payee = household.head();
        return on(
                day,
                10,
                clerk,
                () -> accounts.enter(
                                payee.id(), payee.name().full(), "云溪农村商业银行", number, AccountKind.CARD, clerk.scope())
                        .id());
    }

    private void confirm(DemoHousehold household, UUID account, String number, LocalDate day, Crew crew) {
        Officer reviewer = crew.reviewerOf(household.village());
        UUID payee = household.head().id();
        on(day, 15, reviewer, () -> {
            accounts.confirm(payee, account, number, reviewer.scope());
            return account;
        });
    }

    /** The figures of a county's published half-year report, which do not add up (seed 002). */
    private void checkZongyang(Crew crew) {
        on(
                LocalDate.of(2026, 11, 13),
                11,
                crew.named("cc_1"),
                () -> given.save(
                        "枞阳县2023年上半年退出低保保障",
                        "枞阳县民政局《2023年上半年工作总结和下半年工作安排》，2023年7月10日",
                        "合计 522 户 704 人，两项原因相加为 544 户 702 人：成员死亡被计作整户，另有其他原因未列。户、人须按退出原因分别统计。",
                        List.of(
                                new GivenFigures.Row(true, "退出低保保障", 522, 704),
                                new GivenFigures.Row(false, "死亡退出", 266, 311),
                                new GivenFigures.Row(false, "家庭经济状况等不符退出", 278, 391))));
    }

    private <T> T on(LocalDate day, int hour, Officer officer, Supplier<T> act) {
        clock.moveTo(day.atTime(hour, 20));
        return Acting.as(officer, act);
    }
}
