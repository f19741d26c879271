package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicyBook;
import cn.civilaffairs.assistance.minimumliving.ReckoningJson;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Due;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.disbursement.Redetermination;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes the planned households through one month after another at the entitlement desk: who comes in, who leaves, whose
 * amount changes, whose money waits. Every amount is reckoned by the rule in force for that month.
 */
final class AllowanceHistory {

    private static final int AT_ONCE = 5_000;

    /** What was last determined. */
    private record Determined(int persons, Money base, Money supplements) {

        static Determined by(MinimumLivingCalculation reckoned) {
            return new Determined(reckoned.persons(), reckoned.base(), reckoned.supplements());
        }
    }

    /** How a household stood after the last month: enough to see what is new. */
    private static final class Standing {

        final UUID entitlementId;
        Determined determined;

        @Nullable
        UUID hold;

        Standing(UUID entitlementId, Determined determined) {
            this.entitlementId = entitlementId;
            this.determined = determined;
        }
    }

    private final DemoPlan plan;
    private final EntitlementDesk desk;
    private final UUID approver;
    private final LateNews lateNews;
    private final Map<UUID, Standing> standings = new HashMap<>();

    private Map<UrbanRural, MinimumLivingPolicy> sheets = new EnumMap<>(UrbanRural.class);
    private boolean standardRaised;

    /** @param approver who confirmed every amount */
    AllowanceHistory(DemoPlan plan, EntitlementDesk desk, UUID approver) {
        this.plan = plan;
        this.desk = desk;
        this.approver = approver;
        this.lateNews = LateNews.of(plan.households());
    }

    /** Writes what is decided before a month's run; the acting officer must be a county caseworker. */
    void decide(YearMonth month, MinimumLivingPolicyBook book) {
        readPolicies(month, book);
        leave(month);
        enter(month);
        change(month);
        hold(month);
    }

    private void readPolicies(YearMonth month, MinimumLivingPolicyBook book) {
        Map<UrbanRural, MinimumLivingPolicy> before = sheets;
        sheets = new EnumMap<>(UrbanRural.class);
        for (UrbanRural residence : UrbanRural.values()) {
            sheets.put(residence, book.inForce(DemoArea.COUNTY, residence, month));
        }
        standardRaised = !before.isEmpty() && !before.equals(sheets);
    }

    private MinimumLivingCalculation reckon(DemoHousehold household, YearMonth month) {
        return AllowanceReckoning.of(household, month, Objects.requireNonNull(sheets.get(household.residence())));
    }

    private void leave(YearMonth month) {
        YearMonth last = month.minusMonths(1);
        for (DemoHousehold household : plan.households()) {
            Standing standing = standings.get(household.id());
            YearMonth due = household.lastMonth();
            if (standing != null && due != null && last.equals(due.plusMonths(lateNews.monthsLate(household)))) {
                ExitCode code = ExitCode.of(Objects.requireNonNull(household.exitCode()));
                desk.end(standing.entitlementId, code, due, last.atDay(25));
                standings.remove(household.id());
            }
        }
    }

    private void enter(YearMonth month) {
        List<DemoHousehold> entering = plan.households().stream()
                .filter(household -> household.inCare(month) && !standings.containsKey(household.id()))
                .toList();
        for (int from = 0; from < entering.size(); from += AT_ONCE) {
            grant(entering.subList(from, Math.min(from + AT_ONCE, entering.size())), month);
        }
    }

    private void grant(List<DemoHousehold> entering, YearMonth month) {
        List<Grant> grants = new ArrayList<>();
        List<Determined> determined = new ArrayList<>();
        for (DemoHousehold household : entering) {
            MinimumLivingCalculation reckoned = reckon(household, month);
            grants.add(grant(household, month, reckoned));
            determined.add(Determined.by(reckoned));
        }
        List<UUID> ids = desk.grantAll(grants);
        for (int i = 0; i < entering.size(); i++) {
            standings.put(entering.get(i).id(), new Standing(ids.get(i), determined.get(i)));
        }
    }

    private Grant grant(DemoHousehold household, YearMonth month, MinimumLivingCalculation reckoned) {
        boolean known = household.entryKind().equals("ROSTER");
        LocalDate decided = household.firstMonth().minusMonths(1).atDay(8 + household.number() % 18);
        return new Grant(
                MinimumLivingAllowance.CODE,
                household.village(),
                household.residence(),
                household.id(),
                household.head().id(),
                household.head().id(),
                null,
                ReviewClass.valueOf(household.reviewClass()),
                review(household, month),
                EntryKind.valueOf(household.entryKind()),
                household.firstMonth(),
                decided,
                null,
                household.membersIn(month).stream().map(DemoPerson::id).toList(),
                due(reckoned, known ? Cause.IMPORTED : Cause.GRANTED, known ? null : approver, decided));
    }

    private static LocalDate review(DemoHousehold household, YearMonth month) {
        int months = switch (household.reviewClass()) {
            case "A" -> 12;
            case "B" -> 6;
            default -> 3;
        };
        YearMonth from = household.firstMonth().isBefore(DemoPlan.FIRST) ? DemoPlan.LAST_CLOSED : month;
        // reviews were always done in time; the next one lies ahead of the months already closed
        YearMonth due = from.plusMonths(1 + household.number() % months);
        while (!due.isAfter(DemoPlan.LAST_CLOSED)) {
            due = due.plusMonths(months);
        }
        return due.atDay(28);
    }

    private static Due due(
            MinimumLivingCalculation reckoned, Cause cause, @Nullable UUID decidedBy, LocalDate decidedOn) {
        return new Due(
                reckoned.persons(),
                reckoned.base(),
                reckoned.supplements(),
                cause,
                reckoned.ruleVersion(),
                ReckoningJson.write(reckoned),
                cause == Cause.IMPORTED ? reckoned.amount() : null,
                null,
                decidedBy,
                decidedOn);
    }

    private void change(YearMonth month) {
        List<Redetermination> changes = new ArrayList<>();
        for (DemoHousehold household : plan.households()) {
            Standing standing = standings.get(household.id());
            if (standing == null || !household.inCare(month)) {
                continue;
            }
            moveMembers(household, standing, month);
            MinimumLivingCalculation reckoned = reckon(household, month);
            Determined now = Determined.by(reckoned);
            if (!now.equals(standing.determined)) {
                Due due = due(
                        reckoned,
                        cause(standing.determined, now),
                        approver,
                        month.minusMonths(1).atDay(26));
                changes.add(new Redetermination(standing.entitlementId, month, due));
                standing.determined = now;
            }
            if (changes.size() == AT_ONCE) {
                desk.determineAll(changes);
                changes.clear();
            }
        }
        desk.determineAll(changes);
    }

    private Cause cause(Determined before, Determined now) {
        if (before.persons() != now.persons()) {
            return before.persons() < now.persons() ? Cause.MEMBER_ADDED : Cause.MEMBER_LEFT;
        }
        return standardRaised
                ? Cause.STANDARD_CHANGED
                : before.base().equals(now.base()) ? Cause.SUPPLEMENT_CHANGED : Cause.MEANS_CHANGED;
    }

    private void moveMembers(DemoHousehold household, Standing standing, YearMonth month) {
        if (household.firstMonth().equals(month) || month.equals(DemoPlan.FIRST)) {
            return;
        }
        for (DemoPerson person : household.members()) {
            if (month.equals(person.joined())) {
                desk.addPerson(standing.entitlementId, person.id(), month, "出生");
            }
            if (month.minusMonths(1).equals(person.left())) {
                ExitCode code = ExitCode.of(Objects.requireNonNull(person.leftCode()));
                desk.removePerson(standing.entitlementId, person.id(), month.minusMonths(1), code);
            }
        }
    }

    private void hold(YearMonth month) {
        for (DemoHousehold household : plan.households()) {
            DemoHousehold.Hold wait = household.hold();
            Standing standing = standings.get(household.id());
            if (wait == null || standing == null) {
                continue;
            }
            if (wait.from().equals(month)) {
                standing.hold =
                        desk.hold(standing.entitlementId, HoldReason.valueOf(wait.reason()), wait.note(), month);
            } else if (month.equals(wait.released()) && standing.hold != null) {
                desk.release(standing.hold, "材料已交，情况属实。", month, true);
            }
        }
    }
}
