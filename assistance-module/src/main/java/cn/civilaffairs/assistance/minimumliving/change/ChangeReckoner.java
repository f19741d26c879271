package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.assistance.minimumliving.Condition;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner;
import cn.civilaffairs.assistance.minimumliving.ReckoningJson;
import cn.civilaffairs.assistance.minimumliving.ReckoningJson.Reckoning;
import cn.civilaffairs.assistance.minimumliving.TaperSchedule;
import cn.civilaffairs.assistance.minimumliving.change.ChangeOutlook.PastMonth;
import cn.civilaffairs.assistance.minimumliving.change.ChangeOutlook.Step;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Determination;
import cn.civilaffairs.disbursement.Entitlement;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.Payment;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.PaymentAccount;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Works out what a change means in money; writes nothing. */
@Component
class ChangeReckoner {

    private static final int ALL_PAYMENTS = 1_000;

    private final MinimumLivingReckoner reckoner;
    private final HouseholdRegister households;
    private final AccountRegister accounts;
    private final EntitlementDesk entitlements;
    private final Parameters parameters;

    ChangeReckoner(
            MinimumLivingReckoner reckoner,
            HouseholdRegister households,
            AccountRegister accounts,
            EntitlementDesk entitlements,
            Parameters parameters) {
        this.reckoner = reckoner;
        this.households = households;
        this.accounts = accounts;
        this.entitlements = entitlements;
        this.parameters = parameters;
    }

    /** @param joiner who joins, as the register has them or will have them */
    ChangeOutlook outlook(
            AllowanceChange change, Entitlement entitlement, HouseholdOnDate.@Nullable Member joiner, LocalDate today) {
        YearMonth from = EffectiveMonth.of(
                change,
                today,
                parameters
                        .text(ParameterKey.DEATH_STOP.code(), entitlement.area(), today)
                        .equals("NEXT"),
                entitlement.firstMonth());
        List<Determination> determinations = entitlements.determinations(entitlement.id());
        Determination now = inForce(determinations, latest(YearMonth.from(today), entitlement.firstMonth()));
        Way way = new Way(change, entitlement, joiner, from, today);
        if (change.kind() == ChangeKind.HEAD_CHANGED) {
            return way.unchanged(now, warnings(change));
        }
        if (change.kind() == ChangeKind.ENDED) {
            way.stop(Objects.requireNonNull(change.exitCode()), from.minusMonths(1));
        } else {
            way.walk(determinations, now);
        }
        return way.outlook(now, past(way, entitlement, determinations), warnings(change));
    }

    private static YearMonth latest(YearMonth one, YearMonth other) {
        return one.isBefore(other) ? other : one;
    }

    private static Determination inForce(List<Determination> latestFirst, YearMonth month) {
        return latestFirst.stream()
                .filter(determination -> !determination.effectiveMonth().isAfter(month))
                .findFirst()
                .orElseThrow(() -> new RuleViolation("change.no-allowance"));
    }

    /** Months the family has received money for, from the first changed one on. */
    private List<PastMonth> past(Way way, Entitlement entitlement, List<Determination> determinations) {
        TreeMap<YearMonth, Money> paid = new TreeMap<>();
        UUID household = entitlement.householdId();
        if (household == null) {
            return List.of();
        }
        for (Payment payment : entitlements.paymentsOfHousehold(household, ALL_PAYMENTS, 0)) {
            if (payment.scheme().equals(entitlement.scheme())
                    && !payment.outcome().equals("FAILED")
                    && !payment.benefitMonth().isBefore(way.from)) {
                paid.merge(payment.benefitMonth(), payment.amount(), Money::plus);
            }
        }
        return paid.entrySet().stream()
                .map(month -> new PastMonth(month.getKey(), month.getValue(), way.due(month.getKey(), determinations)))
                .filter(month -> !month.difference().isZero())
                .toList();
    }

    private List<String> warnings(AllowanceChange change) {
        UUID payee = change.newHead();
        if (payee == null) {
            return List.of();
        }
        boolean hasAccount = accounts.of(payee, Acting.scope()).stream().anyMatch(PaymentAccount::active);
        return hasAccount ? List.of() : List.of("change.new-head-without-account");
    }

    /** The months from the change on, one after the other. */
    private final class Way {

        private final AllowanceChange change;
        private final Entitlement entitlement;
        private final HouseholdOnDate.@Nullable Member joiner;
        private final YearMonth from;
        private final LocalDate today;
        private final List<Step> steps = new ArrayList<>();
        private @Nullable ExitCode exitCode;
        private @Nullable YearMonth lastMonth;

        Way(
                AllowanceChange change,
                Entitlement entitlement,
                HouseholdOnDate.@Nullable Member joiner,
                YearMonth from,
                LocalDate today) {
            this.change = change;
            this.entitlement = entitlement;
            this.joiner = joiner;
            this.from = from;
            this.today = today;
        }

        /** Later determinations are made anew too, or an old one would count again from its month on. */
        void walk(List<Determination> determinations, Determination now) {
            YearMonth open = latest(from, YearMonth.from(today).plusMonths(1));
            YearMonth until =
                    determinations.stream().map(Determination::effectiveMonth).reduce(open, ChangeReckoner::latest);
            MinimumLivingCalculation last = null;
            for (YearMonth month = from; !month.isAfter(until); month = month.plusMonths(1)) {
                MinimumLivingCalculation reckoned = reckon(month);
                YearMonth reached = month;
                boolean madeBefore = determinations.stream()
                        .anyMatch(made -> made.effectiveMonth().equals(reached));
                if (last == null || madeBefore || !sameMoney(last, reckoned)) {
                    steps.add(step(month, reckoned));
                }
                last = reckoned;
            }
            if (last == null || last.entitled()) {
                return;
            }
            if (change.kind() == ChangeKind.TAPERED) {
                taper(last, now);
            } else {
                stopFor(last);
            }
        }

        private MinimumLivingCalculation reckon(YearMonth month) {
            LocalDate first = month.atDay(1);
            LocalDate asOf = first.isAfter(today) ? today : first;
            HouseholdOnDate known = households.asOf(change.householdId(), asOf, Acting.scope());
            return reckoner.reckon(
                            ChangedHousehold.after(change, known, joiner),
                            month,
                            asOf,
                            entitlement.residence(),
                            entitlement.category())
                    .calculation();
        }

        private Step step(YearMonth month, MinimumLivingCalculation reckoned) {
            return new Step(
                    month,
                    Math.max(1, reckoned.persons()),
                    reckoned.base(),
                    reckoned.supplements(),
                    cause(),
                    ReckoningJson.write(reckoned));
        }

        private Cause cause() {
            return switch (change.kind()) {
                case MEMBER_ADDED -> Cause.MEMBER_ADDED;
                case MEMBER_LEFT -> Cause.MEMBER_LEFT;
                case TAPERED -> Cause.TAPER;
                case JOB_REFUSED -> Cause.JOB_REFUSED;
                case HEAD_CHANGED, MEANS_CHANGED, ENDED -> Cause.MEANS_CHANGED;
            };
        }

        private void taper(MinimumLivingCalculation reckoned, Determination now) {
            MinimumLivingPolicy policy =
                    reckoner.book(entitlement.area()).inForce(entitlement.area(), entitlement.residence(), from);
            Optional<TaperSchedule> schedule =
                    TaperSchedule.of(now.amount(), reckoned, policy, Objects.requireNonNull(change.taper()), from);
            if (schedule.isEmpty()) {
                stopFor(reckoned);
                return;
            }
            steps.clear();
            for (TaperSchedule.Instalment instalment : schedule.get().changes()) {
                steps.add(new Step(
                        instalment.month(),
                        now.persons(),
                        instalment.amount(),
                        Money.ZERO,
                        Cause.TAPER,
                        ReckoningJson.write(schedule.get().explain(instalment, reckoned, policy))));
            }
            exitCode = ExitCode.TAPER_ENDED;
            lastMonth = schedule.get().lastMonth();
        }

        /** The condition that fails says the code; the last month is the one before payment stopped for good. */
        private void stopFor(MinimumLivingCalculation reckoned) {
            boolean forIncome = reckoned.failures().stream()
                    .anyMatch(condition -> condition.code() == Condition.Code.INCOME_BELOW_STANDARD);
            int entitledSteps = 0;
            for (int i = 0; i < steps.size(); i++) {
                if (steps.get(i).amount().isPositive()) {
                    entitledSteps = i + 1;
                }
            }
            YearMonth last = entitledSteps == 0
                    ? from.minusMonths(1)
                    : steps.get(entitledSteps).from().minusMonths(1);
            stop(forIncome ? ExitCode.INCOME : ExitCode.PROPERTY, last);
            while (steps.size() > entitledSteps) {
                steps.remove(steps.size() - 1);
            }
        }

        void stop(ExitCode code, YearMonth last) {
            exitCode = code;
            lastMonth = last;
        }

        /** What is due for a month after the change. */
        Money due(YearMonth month, List<Determination> before) {
            if (lastMonth != null && month.isAfter(lastMonth)) {
                return Money.ZERO;
            }
            Money due = inForce(before, month).amount();
            for (Step step : steps) {
                if (!step.from().isAfter(month)) {
                    due = step.amount();
                }
            }
            return due;
        }

        /** Another head, the same money. */
        ChangeOutlook unchanged(Determination now, List<String> warnings) {
            Reckoning same = ReckoningJson.read(now.reckoning());
            return new ChangeOutlook(
                    from,
                    now.persons(),
                    now.amount(),
                    same,
                    now.persons(),
                    now.amount(),
                    same,
                    null,
                    null,
                    steps,
                    List.of(),
                    warnings);
        }

        ChangeOutlook outlook(Determination now, List<PastMonth> past, List<String> warnings) {
            boolean nothingMore = steps.isEmpty() && exitCode != null;
            Step first = steps.isEmpty() ? null : steps.get(0);
            Step shown = first == null ? null : atLatest(YearMonth.from(today).plusMonths(1));
            Reckoning before = ReckoningJson.read(now.reckoning());
            return new ChangeOutlook(
                    from,
                    now.persons(),
                    now.amount(),
                    before,
                    nothingMore || shown == null ? 0 : shown.persons(),
                    nothingMore || shown == null ? Money.ZERO : shown.amount(),
                    nothingMore || shown == null ? null : ReckoningJson.read(shown.reckoning()),
                    exitCode,
                    lastMonth,
                    steps,
                    past,
                    warnings);
        }

        /** The step that counts in the month that comes, which is the amount people ask for. */
        private Step atLatest(YearMonth month) {
            return Stream.concat(steps.stream().filter(step -> !step.from().isAfter(month)), Stream.of(steps.get(0)))
                    .reduce((earlier, later) -> later.from().isBefore(earlier.from()) ? earlier : later)
                    .orElseThrow();
        }
    }

    private static boolean sameMoney(MinimumLivingCalculation one, MinimumLivingCalculation other) {
        return one.persons() == other.persons()
                && one.base().equals(other.base())
                && one.supplements().equals(other.supplements());
    }
}
