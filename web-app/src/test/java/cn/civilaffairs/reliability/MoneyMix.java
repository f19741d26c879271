package cn.civilaffairs.reliability;

import cn.civilaffairs.disbursement.BankFileDesk;
import cn.civilaffairs.disbursement.BankFileFormat;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Due;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.Hold;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.ReturnFileDesk;
import cn.civilaffairs.disbursement.RunState;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.transaction.CannotCreateTransactionException;

/** Acts on the money of one county as they come: any of them, by anybody who may, on the same few households. */
final class MoneyMix {

    private static final AtomicInteger CARDS = new AtomicInteger(860_000_000);

    private final PaidCounty paid;
    private final EntitlementDesk entitlements;
    private final PaymentRunDesk runs;
    private final BankFileDesk files;
    private final ReturnFileDesk returns;
    private final AccountRegister accounts;
    private final AtomicInteger unconnected = new AtomicInteger();
    private final Map<String, AtomicIntegerArray> acts = new ConcurrentSkipListMap<>();

    MoneyMix(PaidCounty paid, BeanFactory beans) {
        this.paid = paid;
        this.entitlements = beans.getBean(EntitlementDesk.class);
        this.runs = beans.getBean(PaymentRunDesk.class);
        this.files = beans.getBean(BankFileDesk.class);
        this.returns = beans.getBean(ReturnFileDesk.class);
        this.accounts = beans.getBean(AccountRegister.class);
    }

    TestCounty county() {
        return paid.county;
    }

    /** What was tried, and how often it was done: an act that comes too late is refused, and nothing else is. */
    String tally() {
        return new TreeMap<>(acts)
                .entrySet().stream()
                        .map(act -> act.getKey() + " " + act.getValue().get(1) + "/"
                                + (act.getValue().get(0) + act.getValue().get(1)))
                        .collect(Collectors.joining(", "));
    }

    int done() {
        return acts.values().stream().mapToInt(tried -> tried.get(1)).sum();
    }

    /** How often no connection was to be had. */
    int unconnected() {
        return unconnected.get();
    }

    void act(Random chance) {
        try {
            any(chance);
        } catch (CannotCreateTransactionException starved) {
            // more threads than connections, on a machine too busy to free one in time
            unconnected.incrementAndGet();
        }
    }

    private void any(Random chance) {
        switch (chance.nextInt(9)) {
            case 0 -> tried("hold", () -> hold(chance));
            case 1 -> tried("release", () -> release(chance));
            case 2 -> tried("determine", () -> determine(chance));
            case 3 -> tried("end", () -> end(chance));
            case 4 -> tried("restore", () -> restore(chance));
            case 5 -> tried("account", () -> account(chance));
            default -> run(chance);
        }
    }

    private void tried(String name, Runnable act) {
        AtomicIntegerArray tally = acts.computeIfAbsent(name, first -> new AtomicIntegerArray(2));
        try {
            act.run();
            tally.incrementAndGet(1);
        } catch (RuleViolation | StaleVersion | NotFound refused) {
            tally.incrementAndGet(0);
        }
    }

    private Officer officer(Role role, Random chance) {
        return paid.county.officer(role, chance.nextInt(2) + 1);
    }

    private UUID entitlement(Random chance) {
        return paid.entitlements.get(chance.nextInt(paid.entitlements.size()));
    }

    private void hold(Random chance) {
        HoldReason reason = chance.nextBoolean() ? HoldReason.OTHER : HoldReason.COMPLAINT;
        Acting.as(
                officer(Role.COUNTY_CASEWORKER, chance),
                () -> entitlements.hold(entitlement(chance), reason, "混合并发", paid.month));
    }

    private void release(Random chance) {
        Acting.as(officer(Role.COUNTY_CASEWORKER, chance), () -> {
            List<Hold> open = entitlements.holds(entitlement(chance)).stream()
                    .filter(Hold::open)
                    .toList();
            if (open.isEmpty()) {
                throw new NotFound();
            }
            entitlements.release(open.get(0).id(), "混合并发", paid.month, chance.nextBoolean());
        });
    }

    private void determine(Random chance) {
        YearMonth from = paid.month.plusMonths(chance.nextInt(2));
        LocalDate decided = from.minusMonths(1).atDay(1);
        Due due = new Due(
                1,
                Money.of(200 + chance.nextInt(400) + ".00"),
                Money.ZERO,
                Cause.REVIEWED,
                "1",
                "{}",
                null,
                null,
                null,
                decided);
        Acting.as(
                officer(Role.COUNTY_CASEWORKER, chance), () -> entitlements.determine(entitlement(chance), from, due));
    }

    private void end(Random chance) {
        Acting.as(
                officer(Role.COUNTY_CASEWORKER, chance),
                () -> entitlements.end(
                        entitlement(chance),
                        ExitCode.INCOME,
                        paid.month.minusMonths(chance.nextInt(2)),
                        paid.month.atDay(1)));
    }

    private void restore(Random chance) {
        Acting.as(officer(Role.COUNTY_CASEWORKER, chance), () -> entitlements.restore(entitlement(chance), "混合并发"));
    }

    private void account(Random chance) {
        // the clerks of the first township are responsible for every third
        int which = chance.nextInt((paid.households + 2) / 3) * 3;
        UUID payee = paid.payees.get(which);
        String card = TestPeople.cardNumber(CARDS.incrementAndGet());
        Officer clerk = officer(Role.TOWN_CLERK, chance);
        Officer reviewer = officer(Role.TOWN_REVIEWER, chance);
        UUID entered = Acting.as(
                        clerk,
                        () -> accounts.enter(
                                payee, PaidCounty.name(which), "云溪农村商业银行", card, AccountKind.CARD, clerk.scope()))
                .id();
        Acting.as(reviewer, () -> accounts.confirm(payee, entered, card, reviewer.scope()));
    }

    /** The next step of the month, or one step back. */
    private void run(Random chance) {
        Officer maker = officer(Role.FINANCE_MAKER, chance);
        Optional<PaymentRun> found = Acting.as(maker, () -> runs.ofMonth(PaidCounty.SCHEME, paid.month));
        if (found.isEmpty()) {
            tried("start", () -> Acting.as(maker, () -> runs.startNow(PaidCounty.SCHEME, paid.month)));
            return;
        }
        PaymentRun run = found.get();
        switch (run.state()) {
            case BUILT, TOWN_OK -> {
                if (chance.nextInt(3) == 0) {
                    tried("recompute", () -> Acting.as(maker, () -> runs.recomputeNow(run.id(), run.version())));
                } else {
                    tried("confirm and check", () -> paid.toSignature(run.id()));
                }
            }
            case CHECKED -> tried("sign", () -> paid.signOnce(run.id(), chance.nextInt(2) + 1));
            case SIGNED -> tried("file", () -> Acting.as(maker, () -> files.make(run.id(), BankFileFormat.CSV_UTF8)));
            case SENT ->
                tried(
                        "return",
                        () -> Acting.as(
                                maker,
                                () -> returns.read(
                                        run.id(),
                                        "hp.csv",
                                        paid.answer(run.id(), line -> chance.nextInt(4) == 0 ? "失败,账户已销户" : "成功,"))));
            case RETURNED, CLOSED -> {
                if (chance.nextInt(4) == 0) {
                    tried("supplement", () -> supplement(maker, chance));
                }
            }
            default -> {
                // somebody is computing it
            }
        }
    }

    private void supplement(Officer maker, Random chance) {
        Optional<PaymentRun> open = Acting.as(maker, () -> runs.runs(PaidCounty.SCHEME, 50, 0)).stream()
                .filter(run -> !run.state().signed() && run.state() != RunState.ABANDONED)
                .findFirst();
        if (open.isEmpty()) {
            Acting.as(maker, () -> runs.startSupplementaryNow(PaidCounty.SCHEME, paid.month));
        } else if (open.get().state() == RunState.CHECKED) {
            paid.signOnce(open.get().id(), chance.nextInt(2) + 1);
        } else {
            paid.toSignature(open.get().id());
        }
    }
}
