package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.ReckoningLine;
import cn.civilaffairs.casework.CaseConfirmed;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseMoved;
import cn.civilaffairs.casework.CaseRefused;
import cn.civilaffairs.casework.Opening;
import cn.civilaffairs.disbursement.BenefitInForce;
import cn.civilaffairs.disbursement.CoveredPerson;
import cn.civilaffairs.disbursement.Entitlement;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.MeansItem;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.NewMeansItem;
import cn.civilaffairs.registry.resident.NewMember;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in what happened to a household in payment, shows what it means in money, and once it is confirmed enters it
 * everywhere at once: the register of the household, who is covered, who receives the money, and the amount (增减停发).
 */
@Service
@Transactional
public class MinimumLivingChangeDesk {

    private static final String OBJECT = "case";

    private final MinimumLivingChanges changes;
    private final ChangeReckoner reckoner;
    private final HouseholdRegister households;
    private final ResidentRegister residents;
    private final CaseDesk cases;
    private final EntitlementDesk entitlements;
    private final RedLineDesk redLines;
    private final OperationLog log;
    private final Clock clock;

    MinimumLivingChangeDesk(
            MinimumLivingChanges changes,
            ChangeReckoner reckoner,
            HouseholdRegister households,
            ResidentRegister residents,
            CaseDesk cases,
            EntitlementDesk entitlements,
            RedLineDesk redLines,
            OperationLog log,
            Clock clock) {
        this.changes = changes;
        this.reckoner = reckoner;
        this.households = households;
        this.residents = residents;
        this.cases = cases;
        this.entitlements = entitlements;
        this.redLines = redLines;
        this.log = log;
        this.clock = clock;
    }

    /** The benefit of the household that a change would be about. */
    @Transactional(readOnly = true)
    public Optional<BenefitInForce> benefit(UUID householdId) {
        return entitlements.ofHousehold(householdId).stream()
                .filter(benefit -> benefit.scheme().equals(MinimumLivingAllowance.CODE) && !benefit.ended())
                .findFirst();
    }

    /**
     * What a change would mean in money; nothing is written.
     *
     * @param stranger who joins, where the register does not have them yet
     * @throws RuleViolation saying why such a change cannot be
     */
    @Transactional(readOnly = true)
    public ChangeOutlook preview(AllowanceChange change, @Nullable ResidentDetails stranger) {
        HouseholdOnDate household = household(change);
        Entitlement entitlement = entitlement(household);
        HouseholdOnDate.Member joiner = joiner(change, stranger);
        require(change, household, entitlement, joiner);
        return outlook(change, entitlement, joiner);
    }

    /** As {@link #preview}, of a change others have begun: empty where something is still missing, which is no refusal. */
    @Transactional(readOnly = true)
    public Optional<ChangeOutlook> previewIfComplete(AllowanceChange change) {
        try {
            return Optional.of(preview(change, null));
        } catch (RuleViolation incomplete) {
            return Optional.empty();
        }
    }

    /** A share is cut only where the register has the refusals; they are entered with the family's circumstances. */
    private ChangeOutlook outlook(
            AllowanceChange change, Entitlement entitlement, HouseholdOnDate.@Nullable Member joiner) {
        ChangeOutlook outlook = reckoner.outlook(change, entitlement, joiner, today());
        boolean cut = outlook.stops()
                || outlook.after() != null
                        && outlook.after().lines().stream()
                                .anyMatch(line -> line.code().equals(ReckoningLine.JOB_REFUSAL));
        if (change.kind() == ChangeKind.JOB_REFUSED && !cut) {
            throw new RuleViolation("change.refusals-missing");
        }
        return outlook;
    }

    /**
     * Reports a change and hands it to the township's reviewer.
     *
     * @throws RuleViolation as {@link #preview}, {@code change.application-open} while an application of the household is
     *     open, and {@code case.already-open} while another change is
     */
    public CaseFile submit(AllowanceChange reported, @Nullable ResidentDetails stranger) {
        AllowanceChange change = stranger == null ? reported : reported.about(registered(stranger));
        HouseholdOnDate household = household(change);
        Entitlement entitlement = entitlement(household);
        HouseholdOnDate.Member joiner = joiner(change, null);
        require(change, household, entitlement, joiner);
        boolean applying = cases.ofHousehold(household.id()).stream()
                .anyMatch(file -> file.isOpen() && file.matter().equals(MinimumLivingAllowance.CODE));
        if (applying) {
            throw new RuleViolation("change.application-open");
        }
        ChangeOutlook outlook = outlook(change, entitlement, joiner);
        HouseholdOnDate.Member head =
                household.head().orElseThrow(() -> new RuleViolation("minimum-living.head-missing"));
        CaseFile file = cases.open(new Opening(
                ChangeProcedure.CODE,
                household.area(),
                household.id(),
                head.residentId(),
                head.name(),
                Set.of(),
                change.note()));
        changes.insert(
                file.id(),
                household.area(),
                entitlement.id(),
                change,
                outlook,
                Acting.officer().id(),
                now());
        log.done(
                "CHANGE_SUBMITTED",
                OBJECT,
                file.id(),
                file.area(),
                "%s %s %s → %s".formatted(file.caseNo(), change.kind(), outlook.amountBefore(), outlook.amountAfter()));
        cases.agree(file.id(), file.version(), change.note());
        return cases.find(file.id());
    }

    /**
     * Corrects what was reported, once the case came back, and hands it on again.
     *
     * @throws RuleViolation as {@link #preview}
     */
    public CaseFile amend(UUID caseId, AllowanceChange reported, @Nullable ResidentDetails stranger) {
        CaseFile file = cases.atHand(caseId, ChangeProcedure.ENTRY);
        MinimumLivingChange before = find(caseId);
        if (!before.householdId().equals(reported.householdId())) {
            throw new NotFound();
        }
        AllowanceChange change = stranger == null ? reported : reported.about(registered(stranger));
        HouseholdOnDate household = household(change);
        Entitlement entitlement = entitlements.find(before.entitlementId());
        HouseholdOnDate.Member joiner = joiner(change, null);
        require(change, household, entitlement, joiner);
        ChangeOutlook outlook = outlook(change, entitlement, joiner);
        StaleVersion.unless(
                changes.amend(caseId, change, outlook, Acting.officer().id(), now(), before.version(), Acting.scope()));
        log.done("CHANGE_AMENDED", OBJECT, caseId, file.area(), file.caseNo() + " " + change.kind());
        cases.agree(caseId, file.version(), change.note());
        return cases.find(caseId);
    }

    private UUID registered(ResidentDetails stranger) {
        Optional<Resident> known = residents.findByDocument(stranger.document().number(), Acting.scope());
        if (known.isPresent() && !known.get().name().equals(stranger.name())) {
            throw new RuleViolation("resident.name-differs");
        }
        return known.map(Resident::id).orElseGet(() -> residents.register(stranger));
    }

    private HouseholdOnDate household(AllowanceChange change) {
        return households.asOf(change.householdId(), today(), Acting.scope());
    }

    private Entitlement entitlement(HouseholdOnDate household) {
        return entitlements.find(benefit(household.id())
                .orElseThrow(() -> new RuleViolation("change.no-allowance"))
                .entitlementId());
    }

    /** Who joins, as a member the reckoning can count. */
    private HouseholdOnDate.@Nullable Member joiner(AllowanceChange change, @Nullable ResidentDetails stranger) {
        if (change.kind() != ChangeKind.MEMBER_ADDED) {
            return null;
        }
        Relation relation = change.relation();
        if (relation == null || change.entryReason() == null) {
            throw new RuleViolation("change.relation-missing");
        }
        if (relation == Relation.HEAD) {
            throw new RuleViolation("household.head-by-change-only");
        }
        if (stranger != null) {
            return residents
                    .findByDocument(stranger.document().number(), Acting.scope())
                    .map(known -> member(known, relation, change.since()))
                    .orElseGet(() -> member(stranger, relation, change.since()));
        }
        UUID person = change.person();
        if (person == null) {
            throw new RuleViolation("change.person-missing");
        }
        return member(residents.get(person, Acting.scope()), relation, change.since());
    }

    private static HouseholdOnDate.Member member(Resident person, Relation relation, LocalDate since) {
        return new HouseholdOnDate.Member(
                person.id(),
                person.id(),
                person.name(),
                person.maskedIdNumber(),
                person.sex(),
                person.birthDate(),
                person.deathDate(),
                relation,
                true,
                null,
                since,
                null,
                person.health(),
                person.disabilityKind(),
                person.disabilityGrade(),
                person.labour(),
                person.employment(),
                person.schooling());
    }

    private static HouseholdOnDate.Member member(ResidentDetails person, Relation relation, LocalDate since) {
        return new HouseholdOnDate.Member(
                AllowanceChange.STRANGER,
                AllowanceChange.STRANGER,
                person.name(),
                "",
                person.sex(),
                person.birthDate(),
                null,
                relation,
                true,
                null,
                since,
                null,
                person.health(),
                null,
                null,
                person.labour(),
                person.employment(),
                person.schooling());
    }

    private void require(
            AllowanceChange change,
            HouseholdOnDate household,
            Entitlement entitlement,
            HouseholdOnDate.@Nullable Member joiner) {
        // an age is known beforehand; what is to come within the next month is reported in time
        boolean foreseen =
                change.kind() == ChangeKind.AGE_REACHED && !change.since().isAfter(today().plusMonths(1));
        if (change.since().isAfter(today()) && !foreseen) {
            throw new RuleViolation("change.since-future");
        }
        RuleViolation.ifBlank(change.note(), "change.note-missing");
        if (entitlement.ended() && change.kind() == ChangeKind.TAPERED) {
            throw new RuleViolation("change.tapering", String.valueOf(entitlement.lastMonth()));
        }
        switch (change.kind()) {
            case MEMBER_ADDED -> requireJoins(household, Objects.requireNonNull(joiner), change);
            case MEMBER_LEFT -> requireLeaves(change, household);
            case HEAD_CHANGED -> requireHead(change, household);
            case MEANS_CHANGED -> requireMeans(change, household);
            case TAPERED -> {
                if (change.taper() == null) {
                    throw new RuleViolation("change.taper-cause-missing");
                }
                requireMeans(change, household);
            }
            case AGE_REACHED -> {
                LocalDate birth = person(change, household).birthDate();
                if (!Ages.isReachedOn(birth, change.since())) {
                    throw new RuleViolation("change.not-a-birthday", birth);
                }
            }
            case JOB_REFUSED -> {
                person(change, household);
                requireOthers(change, household);
            }
            case ENDED -> {
                if (change.exitCode() == null) {
                    throw new RuleViolation("change.code-missing");
                }
                if (change.exitCode() == ExitCode.DEATH && household.size() > 1) {
                    throw new RuleViolation("change.death-of-one");
                }
            }
        }
    }

    private void requireJoins(HouseholdOnDate household, HouseholdOnDate.Member joiner, AllowanceChange change) {
        if (joiner.deathDate() != null) {
            throw new RuleViolation("household.member-dead", joiner.name());
        }
        if (change.since().isBefore(joiner.birthDate())) {
            throw new RuleViolation("change.before-birth");
        }
        if (household.member(joiner.residentId()).isPresent()) {
            throw new RuleViolation("change.member-already", joiner.name());
        }
        if (!joiner.residentId().equals(AllowanceChange.STRANGER)) {
            boolean paidElsewhere = entitlements.ofResident(joiner.residentId()).stream()
                    .filter(benefit -> benefit.scheme().equals(MinimumLivingAllowance.CODE) && !benefit.ended())
                    .flatMap(benefit -> entitlements.covered(benefit.entitlementId()).stream())
                    .anyMatch(covered -> covered.residentId().equals(joiner.residentId()) && covered.to() == null);
            if (paidElsewhere) {
                throw new RuleViolation("minimum-living.member-receiving", joiner.name());
            }
            if (households.currentOf(joiner.residentId(), Acting.scope()).isPresent()) {
                throw new RuleViolation("household.member-of-another");
            }
        }
    }

    private static HouseholdOnDate.Member person(AllowanceChange change, HouseholdOnDate household) {
        UUID person = change.person();
        if (person == null) {
            throw new RuleViolation("change.person-missing");
        }
        return household.member(person).orElseThrow(() -> new RuleViolation("household.no-member"));
    }

    /** Nobody leaves who is the last one paid for: that is the end of the allowance. */
    private static void requireOthers(AllowanceChange change, HouseholdOnDate household) {
        boolean others = household.members().stream()
                .anyMatch(member -> member.counts()
                        && member.deathDate() == null
                        && !member.residentId().equals(change.person()));
        if (!others) {
            throw new RuleViolation("change.last-member");
        }
    }

    private static void requireLeaves(AllowanceChange change, HouseholdOnDate household) {
        HouseholdOnDate.Member member = person(change, household);
        if (change.exitCode() == null) {
            throw new RuleViolation("change.code-missing");
        }
        if (change.since().isBefore(member.since())) {
            throw new RuleViolation("household.leaves-before-joining", member.since());
        }
        if (change.isDeath()
                && member.deathDate() != null
                && !member.deathDate().equals(change.since())) {
            throw new RuleViolation("change.death-date-differs", member.name(), member.deathDate());
        }
        requireOthers(change, household);
        if (member.relation() == Relation.HEAD) {
            if (change.newHead() == null) {
                throw new RuleViolation("change.new-head-missing", member.name());
            }
            requireNewHead(change, household, member);
        }
    }

    private static void requireHead(AllowanceChange change, HouseholdOnDate household) {
        if (change.newHead() == null) {
            throw new RuleViolation("change.person-missing");
        }
        requireNewHead(change, household, null);
    }

    private static void requireNewHead(
            AllowanceChange change, HouseholdOnDate household, HouseholdOnDate.@Nullable Member leaving) {
        HouseholdOnDate.Member next = household
                .member(Objects.requireNonNull(change.newHead()))
                .orElseThrow(() -> new RuleViolation("household.no-member"));
        if (next.equals(leaving) || next.deathDate() != null) {
            throw new RuleViolation("household.head-dead");
        }
        if (next.relation() == Relation.HEAD) {
            throw new RuleViolation("household.is-head-already");
        }
        for (HouseholdOnDate.Member member : household.members()) {
            Relation relation = change.relations().get(member.residentId());
            if (member != next && member != leaving && (relation == null || relation == Relation.HEAD)) {
                throw new RuleViolation("household.relation-missing", member.name());
            }
        }
    }

    private static void requireMeans(AllowanceChange change, HouseholdOnDate household) {
        if (change.means().isEmpty()) {
            throw new RuleViolation("change.means-missing");
        }
        Set<UUID> known = household.means().stream().map(MeansItem::id).collect(Collectors.toSet());
        for (MeansLine line : change.means()) {
            if (line.item() != null && !known.contains(line.item())) {
                throw new RuleViolation("change.means-unknown");
            }
            if (line.owner() != null && household.member(line.owner()).isEmpty()) {
                throw new RuleViolation("means.owner-no-member");
            }
        }
    }

    /** @throws NotFound if there is no such change in the officer's area */
    @Transactional(readOnly = true)
    public MinimumLivingChange find(UUID caseId) {
        return changes.find(caseId, Acting.scope()).orElseThrow(NotFound::new);
    }

    /** Every change of a household ever reported, the latest first. */
    @Transactional(readOnly = true)
    public List<MinimumLivingChange> ofHousehold(UUID householdId) {
        return changes.ofHousehold(householdId, Acting.scope());
    }

    /** What an open change means today, which may be something else than when it was reported. */
    @Transactional(readOnly = true)
    public ChangeOutlook now(UUID caseId) {
        MinimumLivingChange change = find(caseId);
        return reckoner.outlook(
                change.facts(), entitlements.find(change.entitlementId()), joiner(change.facts(), null), today());
    }

    /** What is still missing in what was reported, such as who is head after the head's death; empty if nothing. */
    @Transactional(readOnly = true)
    public Optional<RuleViolation> missing(UUID caseId) {
        AllowanceChange facts = find(caseId).facts();
        try {
            HouseholdOnDate household = household(facts);
            require(facts, household, entitlement(household), joiner(facts, null));
            return Optional.empty();
        } catch (RuleViolation missing) {
            return Optional.of(missing);
        }
    }

    /** Takes the money of an open change as it is today (重新计算); whose turn it is may do so. */
    public ChangeOutlook recompute(UUID caseId) {
        CaseFile file =
                cases.atHand(caseId, ChangeProcedure.ENTRY, ChangeProcedure.REVIEW_STEP, ChangeProcedure.CONFIRMATION);
        MinimumLivingChange change = find(caseId);
        ChangeOutlook outlook = now(caseId);
        StaleVersion.unless(changes.reckoned(caseId, outlook, now(), change.version(), Acting.scope()));
        cases.note(caseId, "重新计算：每月 %s 元 → %s 元".formatted(outlook.amountBefore(), outlook.amountAfter()));
        log.done("CHANGE_RECKONED", OBJECT, caseId, file.area(), file.caseNo() + " " + outlook.amountAfter());
        return outlook;
    }

    /** Whoever sends a report on answers for it, also for one the system made out. */
    @EventListener
    void on(CaseMoved moved) {
        if (moved.file().matter().equals(ChangeProcedure.CODE)
                && moved.fromStep().equals(ChangeProcedure.ENTRY)) {
            changes.submitted(moved.file().id(), Acting.officer().id(), Acting.scope());
        }
    }

    /** Enters what was confirmed; heard in the transaction of the confirmation. */
    @EventListener
    void on(CaseConfirmed confirmed) {
        if (!confirmed.follows(ChangeProcedure.CODE)) {
            return;
        }
        CaseFile file = confirmed.file();
        MinimumLivingChange change = find(file.id());
        ChangeOutlook outlook = now(file.id());
        if (!outlook.sameMoney(change.outlook())) {
            throw new RuleViolation(
                    "change.outdated",
                    change.outlook().amountAfter().toString(),
                    outlook.amountAfter().toString());
        }
        StaleVersion.unless(changes.reckoned(file.id(), outlook, now(), change.version(), Acting.scope()));
        AllowanceChange facts = change.facts();
        enterMoney(file, change.entitlementId(), facts, outlook);
        enterRegister(facts);
        UUID person = facts.person();
        if (facts.isDeath() && person != null) {
            entitlements.letGo(person, file.caseNo() + " 已办结，金额重新核定", true);
        }
        if (outlook.stops() || decidesWhetherItGoesOn(facts)) {
            redLines.stopDecided(
                    change.entitlementId(),
                    null,
                    file.caseNo() + (outlook.stops() ? " 已办结，发至 " + outlook.lastMonth() : " 已办结，继续发放"),
                    outlook.stops());
        } else if (facts.kind() == ChangeKind.MEMBER_LEFT) {
            redLines.stopDecided(
                    change.entitlementId(),
                    person,
                    file.caseNo() + " 已办结，其余 " + outlook.personsAfter() + " 人继续发放",
                    true);
        }
        StaleVersion.unless(
                changes.applied(file.id(), Acting.officer().id(), today(), change.version() + 1, Acting.scope()));
        log.done(
                "CHANGE_APPLIED",
                OBJECT,
                file.id(),
                file.area(),
                "%s %s %s → %s 自 %s"
                        .formatted(
                                file.caseNo(),
                                facts.kind(),
                                outlook.amountBefore(),
                                outlook.amountAfter(),
                                outlook.from()));
    }

    /** A stop that was proposed and refused is the word that payment goes on; one taken back or broken off is none. */
    @EventListener
    void on(CaseRefused refused) {
        if (refused.follows(ChangeProcedure.CODE)) {
            MinimumLivingChange change = find(refused.file().id());
            boolean leaves = change.facts().kind() == ChangeKind.MEMBER_LEFT;
            if (leaves || decidesWhetherItGoesOn(change.facts())) {
                redLines.stopDecided(
                        change.entitlementId(),
                        leaves ? change.facts().person() : null,
                        refused.file().caseNo() + " 不予变更，继续发放",
                        false);
            }
        }
    }

    /** Whether the household stays entitled is what such a case asks; who is in it or heads it is about that person alone. */
    private static boolean decidesWhetherItGoesOn(AllowanceChange facts) {
        return switch (facts.kind()) {
            case ENDED, MEANS_CHANGED, TAPERED -> true;
            case MEMBER_ADDED, MEMBER_LEFT, HEAD_CHANGED, JOB_REFUSED, AGE_REACHED -> false;
        };
    }

    /** Money first: a death entered in the register afterwards then finds nothing left to stop. */
    private void enterMoney(CaseFile file, UUID entitlementId, AllowanceChange facts, ChangeOutlook outlook) {
        YearMonth lastMonth = outlook.from().minusMonths(1);
        String why = facts.note();
        switch (facts.kind()) {
            case MEMBER_ADDED ->
                entitlements.addPerson(
                        entitlementId,
                        Objects.requireNonNull(facts.person()),
                        outlook.from(),
                        Objects.requireNonNull(facts.entryReason()).name());
            case MEMBER_LEFT -> {
                UUID person = Objects.requireNonNull(facts.person());
                if (isCovered(entitlementId, person)) {
                    entitlements.removePerson(
                            entitlementId, person, lastMonth, Objects.requireNonNull(facts.exitCode()));
                }
            }
            case HEAD_CHANGED, MEANS_CHANGED, JOB_REFUSED, AGE_REACHED, TAPERED, ENDED -> {}
        }
        UUID newHead = facts.newHead();
        if (newHead != null) {
            entitlements.changeHolder(entitlementId, newHead, why);
        }
        ExitCode code = outlook.exitCode();
        Entitlement entitlement = entitlements.find(entitlementId);
        if (entitlement.ended() && code == null && facts.kind() != ChangeKind.HEAD_CHANGED) {
            entitlements.restore(entitlementId, why);
        }
        for (ChangeOutlook.Step step : outlook.steps()) {
            entitlements.determine(
                    entitlementId,
                    step.from(),
                    step.due(file.id(), Acting.officer().id(), today()));
        }
        boolean endsAsPlanned =
                code == entitlement.exitCode() && Objects.equals(outlook.lastMonth(), entitlement.lastMonth());
        if (code != null && !endsAsPlanned) {
            YearMonth last = Objects.requireNonNull(outlook.lastMonth());
            if (outlook.tapers()) {
                entitlements.taper(entitlementId, code, last, today());
            } else {
                entitlements.end(entitlementId, code, last, today());
            }
        }
    }

    /** Those of a household on its way out are covered up to its last month. */
    private boolean isCovered(UUID entitlementId, UUID person) {
        YearMonth last = entitlements.find(entitlementId).lastMonth();
        return entitlements.covered(entitlementId).stream()
                .filter(covered -> covered.to() == null || covered.to().equals(last))
                .map(CoveredPerson::residentId)
                .anyMatch(person::equals);
    }

    private void enterRegister(AllowanceChange facts) {
        AreaScope scope = Acting.scope();
        UUID household = facts.householdId();
        LocalDate since = facts.since();
        switch (facts.kind()) {
            case MEMBER_ADDED -> {
                households.addMember(
                        household,
                        new NewMember(
                                Objects.requireNonNull(facts.person()),
                                Objects.requireNonNull(facts.relation()),
                                true,
                                null,
                                since,
                                facts.note()),
                        version(household),
                        scope);
                enterMeans(facts);
            }
            case MEMBER_LEFT -> enterLeaving(facts, scope);
            case HEAD_CHANGED ->
                households.changeHead(
                        household,
                        Objects.requireNonNull(facts.newHead()),
                        facts.relations(),
                        false,
                        since,
                        facts.note(),
                        version(household),
                        scope);
            case MEANS_CHANGED, TAPERED -> enterMeans(facts);
            case JOB_REFUSED, AGE_REACHED -> {}
            case ENDED -> {
                if (facts.isDeath()) {
                    households
                            .today(household, scope)
                            .members()
                            .forEach(member -> enterDeath(member.residentId(), facts, scope));
                }
            }
        }
    }

    private void enterLeaving(AllowanceChange facts, AreaScope scope) {
        UUID household = facts.householdId();
        UUID person = Objects.requireNonNull(facts.person());
        if (facts.isDeath()) {
            enterDeath(person, facts, scope);
        }
        UUID newHead = facts.newHead();
        boolean head = households.today(household, scope).head().stream()
                .anyMatch(member -> member.residentId().equals(person));
        if (head && newHead != null) {
            households.changeHead(
                    household,
                    newHead,
                    facts.relations(),
                    true,
                    facts.since(),
                    facts.note(),
                    version(household),
                    scope);
        } else {
            households.memberLeft(household, person, facts.since(), facts.note(), version(household), scope);
        }
    }

    private void enterDeath(UUID person, AllowanceChange facts, AreaScope scope) {
        Resident resident = residents.get(person, scope);
        if (resident.deathDate() == null) {
            residents.recordDeath(person, facts.since(), facts.note(), resident.version(), scope);
        }
    }

    /** An item that changed is taken back and entered again with its end, and once more with its new amount. */
    private void enterMeans(AllowanceChange facts) {
        AreaScope scope = Acting.scope();
        UUID household = facts.householdId();
        LocalDate since = facts.since();
        for (MeansLine line : facts.means()) {
            if (line.item() == null) {
                add(
                        household,
                        new NewMeansItem(
                                line.owner(),
                                Objects.requireNonNull(line.category()),
                                Objects.requireNonNull(line.name()),
                                Objects.requireNonNull(line.amount()),
                                Objects.requireNonNull(line.period()),
                                since,
                                null,
                                MeansSource.VISITED,
                                null,
                                facts.note()));
                continue;
            }
            MeansItem item = households.today(household, scope).means().stream()
                    .filter(known -> known.id().equals(line.item()))
                    .findFirst()
                    .orElseThrow(() -> new RuleViolation("change.means-unknown"));
            households.withdrawMeans(household, item.id(), "变化：" + facts.note(), version(household), scope);
            if (item.startOn().isBefore(since)) {
                add(household, again(item, item.amount(), item.startOn(), since.minusDays(1)));
            }
            if (line.amount() != null) {
                add(household, again(item, line.amount(), since, null));
            }
        }
    }

    private static NewMeansItem again(MeansItem item, Money amount, LocalDate start, @Nullable LocalDate end) {
        return new NewMeansItem(
                item.residentId(),
                item.category(),
                item.name(),
                amount,
                item.period(),
                start,
                end,
                item.source(),
                item.exemption(),
                item.remark());
    }

    private void add(UUID household, NewMeansItem item) {
        households.addMeans(household, item, version(household), Acting.scope());
    }

    private int version(UUID household) {
        return households.today(household, Acting.scope()).version();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
