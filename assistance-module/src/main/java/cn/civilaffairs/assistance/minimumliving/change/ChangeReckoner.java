package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.assistance.minimumliving.Condition;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner;
import cn.civilaffairs.assistance.minimumliving.ReckoningJson;
import cn.civilaffairs.assistance.minimumliving.ReckoningJson.Reckoning;
import cn.civilaffairs.assistance.minimumliving.ReckoningLine;
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
    private final MinimumLivingChanges changes;
    private final Parameters parameters;

    ChangeReckoner(
            MinimumLivingReckoner reckoner,
            HouseholdRegister households,
            AccountRegister accounts,
            EntitlementDesk entitlements,
            MinimumLivingChanges changes,
            Parameters parameters) {
        this.reckoner = reckoner;
        this.households = households;
        this.accounts = accounts;
        this.entitlements = entitlements;
        this.changes = changes;
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
        } else if (entitlement.ended()) {
            way.walkOut(determinations, now, taper(entitlement));
        } else {
            way.walk(determinations, now);
        }
        List<String> warnings = new ArrayList<>(warnings(change));
        if (entitlement.ended() && way.exitCode == null) {
            warnings.add("change.taper-over");
        }
        return way.outlook(now, past(way, entitlement, determinations), warnings);
    }

    /** The decision by which the household is on its way out. */
    private MinimumLivingChange taper(Entitlement entitlement) {
        return changes.ofHousehold(Objects.requireNonNull(entitlement.householdId()), Acting.scope()).stream()
                .filter(change -> change.entitlementId().equals(entitlement.id())
                        && change.facts().kind() == ChangeKind.TAPERED
                        && change.appliedOn() != null
                        && change.undoneOn() == null)
                .findFirst()
                .orElseThrow(() -> new RuleViolation("change.taper-unknown"));
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

        /**
         * A household on its way out (渐退) goes on to be judged by the rule it went out by (benefits handbook §2.1, 渐退; E14,
         * E15): entitled again, it is an ordinary one again; above the upper bound, it stops next month; in between it goes
         * on to the month told it, with the same percent of what it would have been paid before its income rose.
         */
        void walkOut(List<Determination> determinations, Determination now, MinimumLivingChange decided) {
            MinimumLivingCalculation reckoned = reckon(from);
            if (reckoned.entitled()) {
                walk(determinations, now);
                return;
            }
            AllowanceChange rise = decided.facts();
            YearMonth first = decided.outlook().from();
            MinimumLivingPolicy told = policy(first);
            Optional<TaperSchedule> schedule = TaperSchedule.isOutForIncomeAlone(reckoned)
                    ? TaperSchedule.of(
                            beforeTheRise(now, rise, first),
                            reckoned.yearlyIncome(),
                            reckoned.persons(),
                            policy(from).standard().amount(),
                            told.taper(),
                            told.rounding(),
                            Objects.requireNonNull(rise.taper()),
                            first)
                    : Optional.empty();
            if (schedule.isEmpty() || schedule.get().lastMonth().isBefore(from)) {
                stopFor(reckoned);
                return;
            }
            Money before = null;
            for (TaperSchedule.Instalment instalment : schedule.get().instalments()) {
                if (!instalment.month().isBefore(from) && !instalment.amount().equals(before)) {
                    steps.add(taperStep(instalment, reckoned.persons(), schedule.get(), reckoned, told));
                    before = instalment.amount();
                }
            }
            exitCode = endOf(schedule.get());
            lastMonth = schedule.get().lastMonth();
        }

        /** Where the same people are in it, as decided then; otherwise as the rule gives it for those who are in it now. */
        private Money beforeTheRise(Determination now, AllowanceChange rise, YearMonth first) {
            if (change.kind() == ChangeKind.MEANS_CHANGED) {
                return ReckoningJson.read(now.reckoning()).lines().stream()
                        .filter(line -> line.code().equals(ReckoningLine.TAPER_BEFORE))
                        .findFirst()
                        .map(line -> new Money(line.amount().setScale(2)))
                        .orElse(now.amount());
            }
            LocalDate asOf = asOf(from);
            HouseholdOnDate after =
                    ChangedHousehold.after(change, households.asOf(change.householdId(), asOf, Acting.scope()), joiner);
            HouseholdOnDate eve =
                    households.asOf(change.householdId(), rise.since().minusDays(1), Acting.scope());
            return reckoned(ChangedHousehold.beforeTheRise(after, eve, rise.since()), first.minusMonths(1), asOf)
                    .amount();
        }

        private MinimumLivingCalculation reckon(YearMonth month) {
            LocalDate asOf = asOf(month);
            HouseholdOnDate known = households.asOf(change.householdId(), asOf, Acting.scope());
            return reckoned(ChangedHousehold.after(change, known, joiner), month, asOf);
        }

        private LocalDate asOf(YearMonth month) {
            LocalDate first = month.atDay(1);
            return first.isAfter(today) ? today : first;
        }

        private MinimumLivingCalculation reckoned(HouseholdOnDate household, YearMonth month, LocalDate asOf) {
            return reckoner.reckon(household, month, asOf, entitlement.residence(), entitlement.category())
                    .calculation();
        }

        private MinimumLivingPolicy policy(YearMonth month) {
            return reckoner.book(entitlement.area()).inForce(entitlement.area(), entitlement.residence(), month);
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
                case AGE_REACHED -> Cause.AGE_REACHED;
                case HEAD_CHANGED, MEANS_CHANGED, ENDED -> Cause.MEANS_CHANGED;
            };
        }

        private void taper(MinimumLivingCalculation reckoned, Determination now) {
            MinimumLivingPolicy policy = policy(from);
            Optional<TaperSchedule> schedule =
                    TaperSchedule.of(now.amount(), reckoned, policy, Objects.requireNonNull(change.taper()), from);
            if (schedule.isEmpty()) {
                stopFor(reckoned);
                return;
            }
            steps.clear();
            for (TaperSchedule.Instalment instalment : schedule.get().changes()) {
                steps.add(taperStep(instalment, now.persons(), schedule.get(), reckoned, policy));
            }
            exitCode = endOf(schedule.get());
            lastMonth = schedule.get().lastMonth();
        }

        /** Code 04 is for those who found work (就业渐退期满); who draws a pension leaves by its own, 05 (handbook §2.1). */
        private static ExitCode endOf(TaperSchedule schedule) {
            return switch (schedule.cause()) {
                case EMPLOYMENT -> ExitCode.TAPER_ENDED;
                case PENSION -> ExitCode.PENSION;
            };
        }

        private static Step taperStep(
                TaperSchedule.Instalment instalment,
                int persons,
                TaperSchedule schedule,
                MinimumLivingCalculation reckoned,
                MinimumLivingPolicy policy) {
            return new Step(
                    instalment.month(),
                    persons,
                    instalment.amount(),
                    Money.ZERO,
                    Cause.TAPER,
                    ReckoningJson.write(schedule.explain(instalment, reckoned, policy)));
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
