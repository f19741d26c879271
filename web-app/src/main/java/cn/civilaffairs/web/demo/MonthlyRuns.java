package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.casework.calendar.WorkCalendar;
import cn.civilaffairs.casework.calendar.WorkCalendars;
import cn.civilaffairs.disbursement.BankFileDesk;
import cn.civilaffairs.disbursement.BankFileFormat;
import cn.civilaffairs.disbursement.LineFilter;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RedCount;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.disbursement.ReturnFileDesk;
import cn.civilaffairs.disbursement.RunLine;
import cn.civilaffairs.disbursement.TownTotal;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a month's run from its start to its end (月度发放), each step by the officer whose it is, on a working day. Failed
 * payments are given a new account in the next month and paid again at the end of each quarter of the demo's year.
 */
@Component
@Conditional(OnDemoServer.class)
class MonthlyRuns {

    private static final int MOST_FAILURES = 1_000;
    private static final int PAY_DAY = 25;

    private final PaymentRunDesk runs;
    private final BankFileDesk bankFiles;
    private final ReturnFileDesk returns;
    private final RedLineDesk redLines;
    private final AccountRegister accounts;
    private final WorkCalendars calendars;
    private final BusinessClock clock;
    private final TransactionTemplate transaction;

    MonthlyRuns(
            PaymentRunDesk runs,
            BankFileDesk bankFiles,
            ReturnFileDesk returns,
            RedLineDesk redLines,
            AccountRegister accounts,
            WorkCalendars calendars,
            BusinessClock clock,
            TransactionTemplate transaction) {
        this.runs = runs;
        this.bankFiles = bankFiles;
        this.returns = returns;
        this.redLines = redLines;
        this.accounts = accounts;
        this.calendars = calendars;
        this.clock = clock;
        this.transaction = transaction;
    }

    void play(YearMonth month, @Nullable FailingFamily failing, Crew crew) {
        play(MinimumLivingAllowance.CODE, month, failing, crew);
    }

    /** @param failing whose payments the bank refuses month after month, if anybody's */
    void play(String scheme, YearMonth month, @Nullable FailingFamily failing, Crew crew) {
        WorkCalendar calendar = calendars.current();
        LocalDate day = calendar.workingDayAfter(month.atDay(15));
        UUID run = on(day, 9, crew.named("fm_1"), () -> runs.startNow(scheme, month));
        LocalDate closed = settle(run, day, month, failing, calendar, crew);
        boolean quarterEnds = month.getMonthValue() % 3 == 1;
        if (quarterEnds && on(closed, 14, crew.named("fm_1"), () -> runs.reissuable(scheme)) > 0) {
            UUID again = on(closed, 14, crew.named("fm_1"), () -> runs.startSupplementaryNow(scheme, month));
            settle(again, closed, month, failing, calendar, crew);
        }
    }

    /** From a run that has been computed to its close; returns the day of it. */
    private LocalDate settle(
            UUID run,
            LocalDate built,
            YearMonth month,
            @Nullable FailingFamily failing,
            WorkCalendar calendar,
            Crew crew) {
        LocalDate confirmed = calendar.workingDayAfter(built);
        confirm(run, confirmed, crew);
        String scheme =
                on(confirmed, 17, crew.named("fm_1"), () -> runs.find(run).scheme());
        String explainer = scheme.equals(MinimumLivingAllowance.CODE) ? "cc_2" : "eo_2";
        on(confirmed, 17, crew.named(explainer), () -> explain(run));
        LocalDate signed = calendar.workingDayAfter(confirmed);
        on(signed, 10, crew.named("fc_1"), () -> check(run));
        PaymentRun once = on(signed, 15, crew.named("fs_1"), () -> sign(run));
        if (!once.state().signed()) {
            on(signed, 15, crew.named("fs_2"), () -> sign(run));
        }
        byte[] file = on(signed, 16, crew.named("fm_1"), () -> bankFile(run));
        LocalDate paid = later(calendar.workingDayAfter(signed), calendar.workingDayAfter(month.atDay(PAY_DAY - 1)));
        byte[] answer = DemoBank.answer(file, paid, line -> failing != null && failing.isRefused(line, month));
        on(paid, 16, crew.named("fm_1"), () -> returns.read(run, "回盘文件.csv", answer));
        LocalDate closed = calendar.workingDayAfter(paid);
        return on(closed, 10, crew.named("fc_1"), () -> {
            returns.close(run, runs.find(run).version(), "回盘已核对，失败款待补正账户后重发。");
            return closed;
        });
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private void confirm(UUID run, LocalDate day, Crew crew) {
        List<TownTotal> towns = on(day, 9, crew.named("fm_1"), () -> runs.towns(run));
        for (TownTotal town : towns) {
            Officer reviewer = crew.reviewerOf(town.town());
            on(day, 9 + town.town().value().charAt(8) % 8, reviewer, () -> {
                runs.confirm(run, town.town(), null);
                return town;
            });
        }
    }

    /** Every hit of a red line was looked into and is paid. */
    private UUID explain(UUID run) {
        for (RedCount count : redLines.counts(run, null)) {
            redLines.explainAll(run, count.code(), "已与乡镇核实，情况属实，应予发放。");
        }
        return run;
    }

    private PaymentRun check(UUID run) {
        transaction.executeWithoutResult(
                status -> redLines.toOpen(run).forEach(entitlement -> redLines.open(run, entitlement)));
        runs.check(run, runs.find(run).version());
        return runs.find(run);
    }

    private PaymentRun sign(UUID run) {
        PaymentRun checked = runs.find(run);
        runs.sign(run, checked.version(), checked.households(), checked.amount());
        return runs.find(run);
    }

    private byte[] bankFile(UUID run) {
        return bankFiles.download(bankFiles.make(run, BankFileFormat.CSV_UTF8)).content();
    }

    /** Early in a month, those whose payment failed in the last one bring another account, save for one family. */
    void correctAccounts(
            YearMonth failed,
            Map<UUID, DemoHousehold> households,
            @Nullable FailingFamily failing,
            DemoNumbers numbers,
            Crew crew) {
        LocalDate day = calendars.current().workingDayAfter(failed.plusMonths(1).atDay(4));
        Officer caseworker = crew.named("cc_1");
        UUID run = on(
                        day,
                        9,
                        caseworker,
                        () -> runs.ofMonth(MinimumLivingAllowance.CODE, failed).orElseThrow())
                .id();
        List<RunLine> lines = on(
                day,
                9,
                caseworker,
                () -> runs.lines(run, new LineFilter(null, null, "FAILED"), null, MOST_FAILURES, 0));
        lines.stream()
                .map(line -> Objects.requireNonNull(households.get(line.householdId())))
                .filter(household -> failing == null || !failing.bringsNothing(household, failed))
                .sorted(java.util.Comparator.comparingInt(DemoHousehold::number))
                .forEach(household -> correctAccount(household, numbers.account(), day, crew));
    }

    private void correctAccount(DemoHousehold household, String number, LocalDate day, Crew crew) {
        DemoPerson payee = household.head();
        Officer clerk = crew.clerkOf(household.village());
        Officer reviewer = crew.reviewerOf(household.village());
        UUID account = on(
                        day,
                        10,
                        clerk,
                        () -> accounts.enter(
                                payee.id(), payee.name().full(), "云溪农村商业银行", number, AccountKind.CARD, clerk.scope()))
                .id();
        on(day, 15, reviewer, () -> {
            accounts.confirm(payee.id(), account, number, reviewer.scope());
            return account;
        });
    }

    private <T> T on(LocalDate day, int hour, Officer officer, Supplier<T> act) {
        clock.moveTo(day.atTime(hour, 20));
        return Acting.as(officer, act);
    }
}
