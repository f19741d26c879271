package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what is known of families beyond their members and means (家庭情况登记). An entry is added and, when it no longer
 * holds, ended; it is never changed, so that what was paid can be explained by what was known then.
 */
@Service
@Transactional
public class CircumstanceRegister {

    private static final String OBJECT = "HOUSEHOLD";

    private final CircumstanceRows rows;
    private final Households households;
    private final OperationLog log;
    private final Clock clock;

    CircumstanceRegister(CircumstanceRows rows, Households households, OperationLog log, Clock clock) {
        this.rows = rows;
        this.households = households;
        this.log = log;
        this.clock = clock;
    }

    /** Everything ever entered for a household. */
    @Transactional(readOnly = true)
    public FamilyCircumstances history(UUID household, AreaScope scope) {
        return rows.of(List.of(household), scope).getOrDefault(household, FamilyCircumstances.NONE);
    }

    /** What held on a day, of many households at once; those of whom nothing is known are missing. */
    @Transactional(readOnly = true)
    public Map<UUID, FamilyCircumstances> on(LocalDate day, Collection<UUID> households, AreaScope scope) {
        Map<UUID, FamilyCircumstances> found = rows.of(households, scope);
        found.replaceAll((id, known) -> known.on(day));
        return found;
    }

    /** @throws RuleViolation {@code circumstance.entered-already} if the same person is on the file already */
    public UUID addSupporter(UUID householdId, NewSupporter supporter, int expectedVersion, AreaScope scope) {
        RuleViolation.ifBlank(supporter.name(), "circumstance.name-missing");
        if (supporter.persons() < 1 || supporter.dependants() < 1) {
            throw new RuleViolation("circumstance.persons");
        }
        HouseholdOnDate household = changing(householdId, supporter.from(), expectedVersion, scope);
        String name = supporter.name().strip();
        return entered(
                household,
                name,
                "SUPPORTER_ADDED",
                name,
                (id, by, at) -> rows.insert(id, householdId, household.area(), supporter, by, at));
    }

    public UUID excuse(
            UUID householdId,
            UUID resident,
            WorkExcuseGround ground,
            String note,
            LocalDate from,
            int expectedVersion,
            AreaScope scope) {
        RuleViolation.ifBlank(note, "circumstance.note-missing");
        HouseholdOnDate household = changing(householdId, from, expectedVersion, scope);
        String name = member(household, resident);
        return entered(
                household,
                name,
                "WORK_EXCUSE_ADDED",
                name + " " + ground,
                (id, by, at) -> rows.insertExcuse(
                        id, householdId, resident, household.area(), ground, note.strip(), from, by, at));
    }

    /** @param reason why the job was not taken; a must where that counts as a good reason */
    public UUID recordOffer(
            UUID householdId,
            UUID resident,
            LocalDate on,
            String job,
            JobAnswer answer,
            @Nullable String reason,
            int expectedVersion,
            AreaScope scope) {
        RuleViolation.ifBlank(job, "circumstance.job-missing");
        String given = reason == null || reason.isBlank() ? null : reason.strip();
        if (answer == JobAnswer.REFUSED_WITH_REASON && given == null) {
            throw new RuleViolation("circumstance.reason-missing");
        }
        HouseholdOnDate household = changing(householdId, on, expectedVersion, scope);
        return entered(
                household,
                job.strip(),
                "JOB_OFFER_RECORDED",
                member(household, resident) + " " + answer,
                (id, by, at) -> rows.insertOffer(
                        id, householdId, resident, household.area(), on, job.strip(), answer, given, by, at));
    }

    /** The member applies alone from now on (单人户); whether they may is judged when the allowance is reckoned. */
    public UUID treatAsSingle(
            UUID householdId,
            UUID resident,
            SingleGround ground,
            String note,
            LocalDate from,
            int expectedVersion,
            AreaScope scope) {
        RuleViolation.ifBlank(note, "circumstance.note-missing");
        HouseholdOnDate household = changing(householdId, from, expectedVersion, scope);
        String name = member(household, resident);
        return entered(
                household,
                name,
                "SINGLE_PERSON_RECORDED",
                name + " " + ground,
                (id, by, at) -> rows.insertSingle(
                        id, householdId, resident, household.area(), ground, note.strip(), from, by, at));
    }

    /**
     * Ends an entry from a day on; one that was wrong from the beginning is ended with the day it began. A job offer happened
     * on one day and is taken back instead.
     */
    public void end(
            CircumstanceKind kind,
            UUID householdId,
            UUID id,
            LocalDate on,
            String why,
            int expectedVersion,
            AreaScope scope) {
        RuleViolation.ifBlank(why, "household.reason-missing");
        HouseholdOnDate household = changing(householdId, on, expectedVersion, scope);
        boolean ended = kind == CircumstanceKind.JOB_OFFER
                ? rows.withdrawOffer(householdId, id, clock.instant(), why.strip(), scope)
                : rows.end(kind, householdId, id, on, why.strip(), scope);
        StaleVersion.unless(ended);
        log.done(kind + "_ENDED", OBJECT, householdId, household.area(), why.strip());
    }

    /** Writes an entry under a new number, for the officer at work. */
    private interface Insert {
        void of(UUID id, UUID by, Instant at);
    }

    private static String member(HouseholdOnDate household, UUID resident) {
        return household
                .member(resident)
                .orElseThrow(() -> new RuleViolation("household.no-member"))
                .name();
    }

    private UUID entered(HouseholdOnDate household, String what, String action, String detail, Insert insert) {
        UUID id = Ids.next();
        try {
            insert.of(id, Acting.officer().id(), clock.instant());
        } catch (DuplicateKeyException again) {
            throw new RuleViolation("circumstance.entered-already", what);
        }
        log.done(action, OBJECT, household.id(), household.area(), detail);
        return id;
    }

    /** The household as it is today, locked for this change and one version further. */
    private HouseholdOnDate changing(UUID householdId, LocalDate from, int expectedVersion, AreaScope scope) {
        LocalDate today = LocalDate.now(clock);
        if (from.isAfter(today)) {
            throw new RuleViolation("date.future");
        }
        HouseholdOnDate household =
                households.asOf(List.of(householdId), today, scope).get(householdId);
        if (household == null) {
            throw new NotFound();
        }
        if (!household.isOpen()) {
            throw new RuleViolation("household.closed");
        }
        StaleVersion.unless(households.touch(householdId, expectedVersion, scope));
        return household;
    }
}
