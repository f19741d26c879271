package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance.ACCEPTANCE;
import static cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance.CODE;
import static cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance.CONFIRMATION;
import static cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance.HOME_VISIT;
import static cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance.MEANS_CHECK;
import static cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance.REVIEW_STEP;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner.Reckoned;
import cn.civilaffairs.casework.CaseConfirmed;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseMoved;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.casework.CaseRefused;
import cn.civilaffairs.casework.Opening;
import cn.civilaffairs.casework.PromiseBroken;
import cn.civilaffairs.casework.PromiseKept;
import cn.civilaffairs.disbursement.BenefitInForce;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.Parameters;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes applications for the minimum living allowance (低保), gathers what is to be known about each, proposes the amount,
 * and grants it once it is confirmed. Cases themselves are moved by {@link CaseDesk}.
 */
@Service
@Transactional
public class MinimumLivingDesk {

    private static final String OBJECT = "case";

    private final MinimumLivingApplications applications;
    private final MinimumLivingReckoner reckoner;
    private final HouseholdRegister households;
    private final CaseDesk cases;
    private final EntitlementDesk entitlements;
    private final Parameters parameters;
    private final OperationLog log;
    private final Clock clock;

    MinimumLivingDesk(
            MinimumLivingApplications applications,
            MinimumLivingReckoner reckoner,
            HouseholdRegister households,
            CaseDesk cases,
            EntitlementDesk entitlements,
            Parameters parameters,
            OperationLog log,
            Clock clock) {
        this.applications = applications;
        this.reckoner = reckoner;
        this.households = households;
        this.cases = cases;
        this.entitlements = entitlements;
        this.parameters = parameters;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Takes in a household's application and opens its case, with the check list of papers as far as they were handed in.
     *
     * @throws RuleViolation {@code minimum-living.applied-in-future}, {@code minimum-living.cause-missing}, {@code
     *     minimum-living.already-receiving} and {@code minimum-living.member-receiving} if the household or one of its
     *     members is paid already, and whatever {@link CaseDesk#open} refuses
     */
    public CaseFile apply(NewApplication application) {
        LocalDate today = today();
        requireComplete(application);
        HouseholdOnDate household = households.asOf(application.householdId(), today, Acting.scope());
        HouseholdOnDate.Member head =
                household.head().orElseThrow(() -> new RuleViolation("minimum-living.head-missing"));
        if (!household.isOpen()) {
            throw new RuleViolation("household.closed");
        }
        requireNotReceiving(household);
        CaseFile file = cases.open(new Opening(
                CODE,
                household.area(),
                household.id(),
                head.residentId(),
                head.name(),
                application.conditionalPapers(),
                application.note(),
                application.relativeOfStaff()));
        applications.insert(new MinimumLivingApplication(
                file.id(),
                household.area(),
                household.id(),
                application.residence(),
                application.appliedOn(),
                application.cause().strip(),
                application.relativeOfStaff(),
                null,
                null,
                application.note(),
                0));
        if (!application.receivedPapers().isEmpty()) {
            cases.recordPapers(
                    file.id(),
                    file.version(),
                    application.receivedPapers().stream()
                            .map(code -> CasePaper.of(code, CasePaper.State.RECEIVED))
                            .toList());
        }
        return cases.find(file.id());
    }

    private void requireComplete(NewApplication application) {
        if (application.appliedOn().isAfter(today())) {
            throw new RuleViolation("minimum-living.applied-in-future");
        }
        RuleViolation.ifBlank(application.cause(), "minimum-living.cause-missing");
    }

    /**
     * Corrects an application while the township still takes it in, also after it was returned there. Papers have their own
     * list on the case. That a relative works in the office may be said later, never taken back.
     *
     * @param version the application the officer saw
     * @throws StaleVersion if somebody corrected it since
     * @throws RuleViolation as {@link #apply}, or saying why the case is not the officer's to work on
     */
    public void correct(UUID caseId, int version, NewApplication corrected) {
        CaseFile file = cases.atHand(caseId, ACCEPTANCE);
        requireComplete(corrected);
        MinimumLivingApplication before = application(caseId);
        StaleVersion.unless(applications.correct(caseId, corrected, version, Acting.scope()));
        if (corrected.relativeOfStaff() && !before.relativeOfStaff()) {
            cases.declareRelative(caseId);
        }
        cases.note(caseId, "更正申请内容，申请原因：" + corrected.cause().strip());
        log.done("APPLICATION_CORRECTED", OBJECT, caseId, file.area(), file.caseNo());
    }

    /**
     * The same where two took in one household's application at once: the second one's papers join the first one's case.
     *
     * @param caseVersion the case whose papers the officer saw
     */
    public void correct(
            UUID caseId, int version, NewApplication corrected, int caseVersion, Map<String, CasePaper.State> papers) {
        cases.atHand(caseId, ACCEPTANCE);
        List<CasePaper> changed = cases.folder(caseId).papers().stream()
                .filter(paper -> papers.getOrDefault(paper.code(), paper.state()) != paper.state())
                .map(paper -> new CasePaper(paper.code(), papers.get(paper.code()), null, paper.note()))
                .toList();
        if (!changed.isEmpty()) {
            cases.recordPapers(caseId, caseVersion, changed);
        }
        correct(caseId, version, corrected);
    }

    private void requireNotReceiving(HouseholdOnDate household) {
        for (BenefitInForce benefit : entitlements.ofHousehold(household.id())) {
            if (benefit.scheme().equals(CODE) && !benefit.ended()) {
                throw new RuleViolation("minimum-living.already-receiving", benefit.residentName());
            }
        }
        for (HouseholdOnDate.Member member : household.members()) {
            if (member.counts() && isCovered(member.residentId())) {
                throw new RuleViolation("minimum-living.member-receiving", member.name());
            }
        }
    }

    /** Whether somebody counts in another household that is paid; a person is paid for once. */
    private boolean isCovered(UUID resident) {
        return entitlements.ofResident(resident).stream()
                .filter(benefit -> benefit.scheme().equals(CODE) && !benefit.ended())
                .flatMap(benefit -> entitlements.covered(benefit.entitlementId()).stream())
                .anyMatch(person -> person.residentId().equals(resident)
                        && (person.to() == null || !person.to().isBefore(YearMonth.from(today()))));
    }

    /** Asks every department (发起核对) as soon as a case comes to the check, unless the answers are there already. */
    @EventListener
    void on(CaseMoved moved) {
        CaseFile file = moved.file();
        if (file.matter().equals(CODE)
                && file.step().equals(MEANS_CHECK)
                && applications.checks(file.id(), Acting.scope()).isEmpty()) {
            request(file, 1);
        }
    }

    /** Asks every department again (复核), such as after the applicant objected to an answer. */
    public void recheck(UUID caseId) {
        CaseFile file = cases.atHand(caseId, MEANS_CHECK);
        request(file, latestRound(caseId) + 1);
        cases.note(caseId, "重新发起家庭经济状况核对");
    }

    private void request(CaseFile file, int round) {
        Officer officer = Acting.officer();
        applications.request(file.id(), file.area(), round, officer.id(), now());
        log.done("MEANS_CHECK_REQUESTED", OBJECT, file.id(), file.area(), file.caseNo() + " 第 " + round + " 次");
    }

    /**
     * Writes down what departments answered; those not named stay as they are.
     *
     * @throws RuleViolation {@code minimum-living.finding-missing} where an answer contradicts the declaration but does not
     *     say how
     */
    public void answer(UUID caseId, Map<Department, Answer> answers) {
        CaseFile file = cases.atHand(caseId, MEANS_CHECK);
        int round = latestRound(caseId);
        if (round == 0) {
            throw new RuleViolation("minimum-living.check-not-requested");
        }
        answers.forEach((department, answer) -> {
            String finding = answer.finding() == null || answer.finding().isBlank()
                    ? null
                    : answer.finding().strip();
            if (answer.answer() == CheckAnswer.INCONSISTENT && finding == null) {
                throw new RuleViolation("minimum-living.finding-missing", department);
            }
            applications.answer(
                    caseId,
                    round,
                    department,
                    answer.answer(),
                    finding,
                    Acting.officer().id(),
                    now(),
                    Acting.scope());
        });
        log.done("MEANS_CHECK_ANSWERED", OBJECT, caseId, file.area(), file.caseNo() + " " + answers.size() + " 个部门");
    }

    private int latestRound(UUID caseId) {
        return applications.checks(caseId, Acting.scope()).stream()
                .mapToInt(MeansCheck::round)
                .max()
                .orElse(0);
    }

    /**
     * Writes down a visit. The township visits at its step; the county may visit from the check to the confirmation, and
     * must where a relative of staff applies.
     *
     * @throws RuleViolation {@code minimum-living.surveyors} unless two different people went, {@code
     *     minimum-living.unsigned} unless the household signed, {@code minimum-living.visit-date} outside the case's time
     */
    public UUID recordVisit(UUID caseId, NewHomeVisit visit) {
        boolean county = AccessDecision.may(Acting.officer(), Action.VISIT_FOR_COUNTY);
        CaseFile file = county ? openCase(caseId) : cases.atHand(caseId, HOME_VISIT);
        if (visit.surveyor().isBlank()
                || visit.secondSurveyor().isBlank()
                || visit.surveyor().strip().equals(visit.secondSurveyor().strip())) {
            throw new RuleViolation("minimum-living.surveyors");
        }
        if (!visit.signedByHousehold()) {
            throw new RuleViolation("minimum-living.unsigned");
        }
        if (!visit.consistent() && (visit.finding() == null || visit.finding().isBlank())) {
            throw new RuleViolation("minimum-living.visit-finding-missing");
        }
        if (visit.visitedOn().isAfter(today()) || visit.visitedOn().isBefore(file.openedOn())) {
            throw new RuleViolation("minimum-living.visit-date", file.openedOn().toString());
        }
        UUID id = applications.insert(
                caseId, file.area(), visit, county, Acting.officer().id(), now());
        cases.note(caseId, (county ? "县级入户：" : "入户调查：") + visit.surveyor() + "、" + visit.secondSurveyor());
        log.done("HOME_VISIT_RECORDED", OBJECT, caseId, file.area(), file.caseNo());
        return id;
    }

    private CaseFile openCase(UUID caseId) {
        CaseFile file = cases.unrelated(caseId);
        if (!file.isOpen()
                || !List.of(MEANS_CHECK, HOME_VISIT, REVIEW_STEP, MinimumLivingAllowance.POSTING, CONFIRMATION)
                        .contains(file.step())) {
            throw new RuleViolation("minimum-living.county-visit-not-now");
        }
        return file;
    }

    /** What the household would be due from next month on, reckoned now; nothing is written. */
    @Transactional(readOnly = true)
    public MinimumLivingCalculation preview(UUID caseId) {
        return reckon(application(caseId)).calculation();
    }

    /**
     * Proposes the amount reckoned now (拟保障金额), and how often the household will be looked at again. Also written where
     * the household is not entitled: the failing conditions are the reasons of the refusal.
     */
    public Proposal propose(UUID caseId, ReviewClass reviewClass) {
        return propose(caseId, reviewClass, null);
    }

    /**
     * The same where the county pays by tiers.
     *
     * @param tier one of {@link #tiers}; null otherwise
     * @throws RuleViolation {@code minimum-living.tier-unknown} unless the sheet names the tier
     */
    public Proposal propose(UUID caseId, ReviewClass reviewClass, @Nullable String tier) {
        CaseFile file = cases.atHand(caseId, REVIEW_STEP);
        Map<String, Money> tiers = tiers(caseId);
        if (!tiers.isEmpty() && (tier == null || !tiers.containsKey(tier))) {
            throw new RuleViolation("minimum-living.tier-unknown", String.join("、", tiers.keySet()));
        }
        MinimumLivingApplication before = application(caseId);
        String decided = tiers.isEmpty() ? null : tier;
        StaleVersion.unless(applications.classify(caseId, reviewClass, decided, before.version(), Acting.scope()));
        Reckoned reckoned = reckon(application(caseId));
        MinimumLivingCalculation calculation = reckoned.calculation();
        applications.insert(
                caseId,
                file.area(),
                calculation,
                ReckoningJson.write(reckoned.facts()),
                ReckoningJson.write(calculation),
                Acting.officer().id(),
                now());
        log.done(
                "AMOUNT_PROPOSED",
                OBJECT,
                caseId,
                file.area(),
                file.caseNo() + " " + calculation.persons() + " 人 " + calculation.amount());
        return applications.proposals(caseId, Acting.scope()).get(0);
    }

    /** The tiers (档次) to choose from, yuan a month for each person; none where the gap is topped up. */
    @Transactional(readOnly = true)
    public Map<String, Money> tiers(UUID caseId) {
        MinimumLivingApplication application = application(caseId);
        MinimumLivingPolicy policy = reckoner.book(application.area())
                .inForce(
                        application.area(),
                        application.residence(),
                        YearMonth.from(today()).plusMonths(1));
        return policy.mode() == MinimumLivingPolicy.Mode.TIERED
                ? new TreeMap<>(policy.tiers().yuan())
                : Map.of();
    }

    private Reckoned reckon(MinimumLivingApplication application) {
        LocalDate today = today();
        return reckoner.reckon(
                application.householdId(),
                YearMonth.from(today).plusMonths(1),
                today,
                application.residence(),
                application.tier());
    }

    /** Grants what was confirmed, from the month after (手册 §1.9); heard in the transaction of the confirmation. */
    @EventListener
    void on(CaseConfirmed confirmed) {
        if (!confirmed.follows(CODE)) {
            return;
        }
        CaseFile file = confirmed.file();
        MinimumLivingApplication application = application(file.id());
        Reckoned reckoned = reckon(application);
        MinimumLivingCalculation calculation = reckoned.calculation();
        if (!calculation.entitled()) {
            throw new RuleViolation("minimum-living.not-entitled");
        }
        LocalDate today = today();
        HouseholdFacts.Single single = reckoned.facts().single();
        UUID head = households
                .asOf(application.householdId(), today, Acting.scope())
                .head()
                .orElseThrow(() -> new RuleViolation("minimum-living.head-missing"))
                .residentId();
        UUID holder = single == null ? head : single.residentId();
        ReviewClass reviewClass = application.reviewClass();
        entitlements.grant(new Grant(
                CODE,
                file.area(),
                application.residence(),
                application.householdId(),
                holder,
                holder,
                application.tier(),
                reviewClass,
                nextReview(reviewClass, application, today),
                EntryKind.APPLICATION,
                calculation.month(),
                today,
                file.id(),
                reckoned.facts().counted().stream()
                        .map(HouseholdFacts.Member::residentId)
                        .toList(),
                AllowanceDue.of(
                        calculation, Cause.GRANTED, file.id(), Acting.officer().id(), today)));
    }

    private @Nullable LocalDate nextReview(
            @Nullable ReviewClass reviewClass, MinimumLivingApplication application, LocalDate today) {
        return reviewClass == null
                ? null
                : today.plusMonths(
                        parameters.integer(CODE + ".review-months." + reviewClass, application.area(), today));
    }

    /** A refusal for income or property must be what the reckoning says. */
    @EventListener
    void on(CaseRefused refused) {
        boolean forMeans = List.of(MinimumLivingAllowance.INCOME, MinimumLivingAllowance.PROPERTY)
                .contains(refused.reasonCode());
        if (refused.follows(CODE)
                && forMeans
                && reckon(application(refused.file().id())).calculation().lacksOnlyItsTier()) {
            throw new RuleViolation("minimum-living.refused-though-entitled");
        }
    }

    /** Money promised papers for and without them is held back from next month on (§1.10: review papers missing). */
    @EventListener
    void on(PromiseBroken broken) {
        if (broken.follows(CODE)) {
            entitlements
                    .ofCase(broken.file().id(), CODE)
                    .filter(granted -> !granted.ended())
                    .ifPresent(granted -> entitlements.hold(
                            granted.id(),
                            HoldReason.REVIEW_PAPERS_MISSING,
                            "告知承诺到期未兑现：" + broken.why(),
                            YearMonth.from(today()).plusMonths(1),
                            broken.suspension()));
        }
    }

    /** The promise is kept after all: nobody has to remember that money waits for it. */
    @EventListener
    void on(PromiseKept kept) {
        if (kept.follows(CODE)) {
            entitlements.letGo(kept.suspension(), "承诺的材料已补交", false);
        }
    }

    /** @throws NotFound if there is no such application in the officer's area */
    @Transactional(readOnly = true)
    public MinimumLivingFolder folder(UUID caseId) {
        List<MeansCheck> checks = applications.checks(caseId, Acting.scope());
        return new MinimumLivingFolder(
                application(caseId),
                checks.stream()
                        .filter(check -> check.round() == checks.get(0).round())
                        .toList(),
                applications.visits(caseId, Acting.scope()),
                applications.proposals(caseId, Acting.scope()));
    }

    private MinimumLivingApplication application(UUID caseId) {
        return applications.find(caseId, Acting.scope()).orElseThrow(NotFound::new);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    /** What one department answered. */
    public record Answer(CheckAnswer answer, @Nullable String finding) {}
}
