package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner;
import cn.civilaffairs.assistance.minimumliving.ReckoningJson;
import cn.civilaffairs.assistance.minimumliving.change.ChangeOutlook.Step;
import cn.civilaffairs.casework.Appeal;
import cn.civilaffairs.casework.AppealDecided;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.NewLead;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.CoveredPerson;
import cn.civilaffairs.disbursement.Determination;
import cn.civilaffairs.disbursement.Entitlement;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.Payment;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.MeansItem;
import cn.civilaffairs.registry.resident.NewMeansItem;
import cn.civilaffairs.registry.resident.NewMember;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives back what a change took away, once a court or a reviewing organ did away with the change (复议、诉讼撤销后恢复待遇).
 * Done with the outcome, which one officer writes down of an appeal another wrote down; the organ leaves the bureau no choice.
 *
 * <p>The months missed are the ledger's: the next run pays them. Where the register has gone on meanwhile in a way nothing can
 * undo by itself, the township gets a lead with a day instead.
 */
@Service
@Transactional
public class WonAppeals {

    /** The kind of the lead of a benefit people have to restore themselves. */
    public static final String LEAD = "APPEAL_WON";

    private static final int ALL_PAYMENTS = 1_000;

    private final MinimumLivingChanges changes;
    private final MinimumLivingReckoner reckoner;
    private final HouseholdRegister households;
    private final EntitlementDesk entitlements;
    private final CaseDesk cases;
    private final LeadDesk leads;
    private final OperationLog log;
    private final Clock clock;

    WonAppeals(
            MinimumLivingChanges changes,
            MinimumLivingReckoner reckoner,
            HouseholdRegister households,
            EntitlementDesk entitlements,
            CaseDesk cases,
            LeadDesk leads,
            OperationLog log,
            Clock clock) {
        this.changes = changes;
        this.reckoner = reckoner;
        this.households = households;
        this.entitlements = entitlements;
        this.cases = cases;
        this.leads = leads;
        this.log = log;
        this.clock = clock;
    }

    /** What would be paid again if an applied change were done away with; empty where it took nothing away. */
    @Transactional(readOnly = true)
    public Optional<Restoration> preview(UUID caseId) {
        return changes.find(caseId, Acting.scope()).filter(WonAppeals::tookAway).map(change -> plan(change, null));
    }

    private static boolean tookAway(MinimumLivingChange change) {
        ChangeOutlook outlook = change.outlook();
        return change.appliedOn() != null
                && change.undoneOn() == null
                && (outlook.exitCode() != null || outlook.difference().isNegative());
    }

    @EventListener
    void on(AppealDecided decided) {
        Appeal.Outcome outcome = Objects.requireNonNull(decided.appeal().outcome());
        if (!decided.file().matter().equals(ChangeProcedure.CODE) || !outcome.reopens()) {
            return;
        }
        Money said = decided.appeal().monthlyAmount();
        changes.find(decided.file().id(), Acting.scope())
                .filter(WonAppeals::tookAway)
                .ifPresent(change -> {
                    if (outcome == Appeal.Outcome.CHANGED && said == null) {
                        throw new RuleViolation("appeal.amount-missing");
                    }
                    restore(decided, change, plan(change, said));
                });
    }

    private void restore(AppealDecided decided, MinimumLivingChange change, Restoration plan) {
        CaseFile file = decided.file();
        String document = Objects.requireNonNull(decided.appeal().document());
        if (plan.problem() == null) {
            enterMoney(file, change, plan, document);
            enterRegister(change, document);
            cases.note(
                    file.id(),
                    "按%s恢复待遇：自 %s 起每月 %s 元".formatted(document, plan.from(), plan.amount())
                            + (plan.missed().isPositive() ? "，以前月份 " + plan.missed() + " 元随下次发放补发" : ""));
        } else {
            leads.open(new NewLead(
                    LEAD,
                    entitlements.find(change.entitlementId()).residentId(),
                    change.area(),
                    Objects.requireNonNull(decided.appeal().outcomeOn()),
                    document,
                    "%s 的变动被撤销，须由人工恢复待遇".formatted(file.caseNo()),
                    file.id(),
                    leads.usualLimit(change.area()),
                    LineOfBusiness.ASSISTANCE));
            cases.note(file.id(), "按%s应恢复待遇，系统不能自动恢复，已交乡镇核实办理".formatted(document));
        }
        StaleVersion.unless(
                changes.undone(file.id(), plan, Acting.officer().id(), today(), change.version(), Acting.scope()));
        log.done(
                "CHANGE_UNDONE",
                "case",
                file.id(),
                file.area(),
                "%s 自 %s %s %s".formatted(file.caseNo(), plan.from(), plan.amount(), document));
    }

    private void enterMoney(CaseFile file, MinimumLivingChange change, Restoration plan, String document) {
        UUID benefit = change.entitlementId();
        if (plan.ended()) {
            entitlements.restore(benefit, "按" + document + "恢复待遇");
        }
        UUID person = change.facts().person();
        if (change.facts().kind() == ChangeKind.MEMBER_LEFT && person != null) {
            entitlements.covered(benefit).stream()
                    .filter(covered -> covered.residentId().equals(person))
                    .map(CoveredPerson::to)
                    .filter(Objects::nonNull)
                    .max(YearMonth::compareTo)
                    .ifPresent(last -> entitlements.coverAgain(benefit, person, last, document));
        }
        Entitlement restored = entitlements.find(benefit);
        for (Step step : plan.steps()) {
            YearMonth last = restored.lastMonth();
            if (last == null || !step.from().isAfter(last)) {
                entitlements.determine(
                        benefit,
                        step.from(),
                        step.due(file.id(), Acting.officer().id(), today()));
            }
        }
    }

    private void enterRegister(MinimumLivingChange change, String document) {
        AreaScope scope = Acting.scope();
        UUID household = change.householdId();
        AllowanceChange facts = change.facts();
        UndoneHousehold undone = UndoneHousehold.of(facts, households.means(household, scope));
        String why = "按" + document + "更正";
        undone.left(dayBefore(facts))
                .filter(member -> households
                        .today(household, scope)
                        .member(member.residentId())
                        .isEmpty())
                .ifPresent(member -> households.addMember(
                        household,
                        new NewMember(
                                member.residentId(),
                                member.relation(),
                                member.counts(),
                                member.reasonNotCounted(),
                                facts.since(),
                                why),
                        version(household),
                        scope));
        undone.entered()
                .forEach(item -> households.withdrawMeans(household, item.id(), why, version(household), scope));
        undone.replaced().forEach(item -> households.addMeans(household, again(item), version(household), scope));
    }

    private static NewMeansItem again(MeansItem item) {
        return new NewMeansItem(
                item.residentId(),
                item.category(),
                item.name(),
                item.amount(),
                item.period(),
                item.startOn(),
                item.endOn(),
                item.source(),
                item.exemption(),
                item.remark());
    }

    private int version(UUID household) {
        return households.today(household, Acting.scope()).version();
    }

    private Restoration plan(MinimumLivingChange change, @Nullable Money said) {
        ChangeOutlook outlook = change.outlook();
        YearMonth from = outlook.from();
        boolean ended = outlook.exitCode() != null;
        String problem = problem(change);
        if (problem != null) {
            return Restoration.byHand(from, ended, problem);
        }
        List<Determination> others = entitlements.determinations(change.entitlementId()).stream()
                .filter(determination -> !change.caseId().equals(determination.caseId()))
                .toList();
        List<Determination> before = others.stream()
                .filter(determination -> !determination.decidedOn().isAfter(change.appliedOn()))
                .toList();
        List<Step> steps;
        if (said != null) {
            steps = List.of(new Step(
                    from,
                    outlook.personsBefore(),
                    said,
                    Money.ZERO,
                    Cause.CORRECTED,
                    inForce(before, from).reckoning()));
        } else {
            Optional<List<Step>> ruled = ruled(change, from, inForce(before, from));
            if (ruled.isEmpty() && others.size() > before.size()) {
                return Restoration.byHand(from, ended, "restoration.changed-since");
            }
            steps = ruled.orElseGet(() -> asBefore(before, from));
        }
        return new Restoration(
                from, ended, steps.get(0).persons(), steps.get(0).amount(), steps, missed(change, steps), null);
    }

    /** Why nothing can be restored without people looking at it, or null. */
    private @Nullable String problem(MinimumLivingChange change) {
        AllowanceChange facts = change.facts();
        Entitlement entitlement = entitlements.find(change.entitlementId());
        ChangeOutlook outlook = change.outlook();
        boolean others = changes.ofHousehold(change.householdId(), Acting.scope()).stream()
                .anyMatch(other -> other.appliedOn() != null
                        && other.undoneOn() == null
                        && other.reckonedAt().isAfter(change.reckonedAt()));
        boolean endsOtherwise = outlook.exitCode() == null
                ? entitlement.ended()
                : !Objects.equals(entitlement.lastMonth(), outlook.lastMonth());
        if (facts.isDeath()) {
            return "restoration.death";
        }
        if (facts.newHead() != null) {
            return "restoration.head";
        }
        if (others || endsOtherwise) {
            return "restoration.changed-since";
        }
        UUID person = facts.person();
        boolean elsewhere = facts.kind() == ChangeKind.MEMBER_LEFT
                && person != null
                && households
                        .currentOf(person, Acting.scope())
                        .filter(now -> !now.equals(change.householdId()))
                        .isPresent();
        return elsewhere || coveredElsewhere(entitlement) ? "restoration.elsewhere" : null;
    }

    private boolean coveredElsewhere(Entitlement entitlement) {
        return entitlements.covered(entitlement.id()).stream()
                .flatMap(covered -> entitlements.ofResident(covered.residentId()).stream())
                .anyMatch(benefit -> benefit.scheme().equals(entitlement.scheme())
                        && !benefit.entitlementId().equals(entitlement.id())
                        && !Objects.equals(benefit.householdId(), entitlement.householdId())
                        && !benefit.ended());
    }

    /** What the rule gives the household as it was, wherever it comes to what was paid; a raised standard is in it then. */
    private Optional<List<Step>> ruled(MinimumLivingChange change, YearMonth from, Determination before) {
        AllowanceChange facts = change.facts();
        Entitlement entitlement = entitlements.find(change.entitlementId());
        UndoneHousehold undone = UndoneHousehold.of(facts, households.means(change.householdId(), Acting.scope()));
        HouseholdOnDate dayBefore = dayBefore(facts);
        List<Step> steps = new ArrayList<>();
        YearMonth next = YearMonth.from(today()).plusMonths(1);
        for (YearMonth month = from; steps.isEmpty() || !month.isAfter(next); month = month.plusMonths(1)) {
            LocalDate asOf = month.atDay(1).isAfter(today()) ? today() : month.atDay(1);
            MinimumLivingCalculation reckoned = reckoner.reckon(
                            undone.of(households.asOf(change.householdId(), asOf, Acting.scope()), dayBefore),
                            month,
                            asOf,
                            entitlement.residence(),
                            entitlement.category())
                    .calculation();
            boolean asPaid = !steps.isEmpty()
                    || reckoned.amount().equals(before.amount()) && reckoned.persons() == before.persons();
            if (!reckoned.entitled() || !asPaid) {
                return Optional.empty();
            }
            Step step = new Step(
                    month,
                    reckoned.persons(),
                    reckoned.base(),
                    reckoned.supplements(),
                    Cause.CORRECTED,
                    ReckoningJson.write(reckoned));
            if (steps.isEmpty() || !steps.get(steps.size() - 1).amount().equals(step.amount())) {
                steps.add(step);
            }
        }
        return Optional.of(steps);
    }

    /** The amounts determined before the change, each again from its month on. */
    private static List<Step> asBefore(List<Determination> before, YearMonth from) {
        TreeSet<YearMonth> months = new TreeSet<>(List.of(from));
        before.stream()
                .map(Determination::effectiveMonth)
                .filter(from::isBefore)
                .forEach(months::add);
        return months.stream()
                .map(month -> {
                    Determination then = inForce(before, month);
                    return new Step(
                            month, then.persons(), then.base(), then.supplement(), Cause.CORRECTED, then.reckoning());
                })
                .toList();
    }

    private static Determination inForce(List<Determination> latestFirst, YearMonth month) {
        return latestFirst.stream()
                .filter(determination -> !determination.effectiveMonth().isAfter(month))
                .findFirst()
                .orElseThrow(() -> new RuleViolation("change.no-allowance"));
    }

    /** What is due for the months before this one, less what was paid for them. */
    private Money missed(MinimumLivingChange change, List<Step> steps) {
        YearMonth from = steps.get(0).from();
        YearMonth now = YearMonth.from(today());
        List<Money> parts = new ArrayList<>();
        for (YearMonth month = from; month.isBefore(now); month = month.plusMonths(1)) {
            YearMonth reached = month;
            steps.stream()
                    .filter(step -> !step.from().isAfter(reached))
                    .reduce((earlier, later) -> later)
                    .ifPresent(step -> parts.add(step.amount()));
        }
        Money paid = Money.sum(entitlements.paymentsOfHousehold(change.householdId(), ALL_PAYMENTS, 0).stream()
                .filter(payment -> !payment.outcome().equals("FAILED")
                        && !payment.benefitMonth().isBefore(from)
                        && payment.benefitMonth().isBefore(now))
                .map(Payment::amount)
                .toList());
        return Money.sum(parts).minus(paid);
    }

    private HouseholdOnDate dayBefore(AllowanceChange facts) {
        return households.asOf(facts.householdId(), facts.since().minusDays(1), Acting.scope());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
