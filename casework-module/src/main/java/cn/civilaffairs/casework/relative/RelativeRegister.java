package cn.civilaffairs.casework.relative;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of near relatives of staff (近亲属备案; benefits handbook §1.4). Everybody registers their own; clerks also
 * those of the village cadres. What is registered marks applications by itself.
 */
@Service
@Transactional
public class RelativeRegister {

    private static final String OBJECT = "staff_relative";

    private final StaffRelatives relatives;
    private final OperationLog log;
    private final Clock clock;

    RelativeRegister(StaffRelatives relatives, OperationLog log, Clock clock) {
        this.relatives = relatives;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Registers a relative and marks the cases that are open for them already.
     *
     * @throws RuleViolation {@code relative.incomplete}, {@code relative.known}, {@code relative.cadre} where somebody else
     *     than a clerk or the county enters a cadre's relative
     */
    public UUID register(NewRelative relative) {
        Officer officer = Acting.officer();
        NewRelative.Cadre cadre = relative.cadre();
        if (relative.name().isBlank()
                || cadre != null && (cadre.name().isBlank() || cadre.post().isBlank())) {
            throw new RuleViolation("relative.incomplete");
        }
        if (cadre != null && !AccessDecision.may(officer, Action.DECLARE_CADRE)) {
            throw new RuleViolation("relative.cadre");
        }
        try {
            UUID id = relatives.add(relative, officer, clock.instant());
            int marked = relatives.flagOpenCases(id, officer.id(), clock.instant());
            log.done("RELATIVE_REGISTERED", OBJECT, id, officer.area(), relative.kinship() + " 标记在办案件 " + marked);
            return id;
        } catch (DuplicateKeyException known) {
            throw new RuleViolation("relative.known", relative.name());
        }
    }

    /**
     * Takes somebody off the register, such as after a divorce or when the officer left the service.
     *
     * @throws RuleViolation {@code relative.county-only}, and {@code relative.own} for one's own relative
     */
    public void end(UUID id, String why) {
        Officer officer = Acting.officer();
        StaffRelative relative = relatives.find(id, officer.scope()).orElseThrow(NotFound::new);
        AccessDecision.require(officer, Action.END_RELATIVE, "relative.county-only");
        officer.mustBeAnotherThan(relative.officerId(), "relative.own");
        RuleViolation.ifBlank(why, "relative.why-missing");
        if (!relatives.end(id, LocalDate.now(clock), why.strip(), officer.id(), officer.scope())) {
            throw new RuleViolation("relative.ended");
        }
        log.done("RELATIVE_ENDED", OBJECT, id, relative.area(), why.strip());
    }

    /** The county sees the register of its area, others what they entered themselves. */
    @Transactional(readOnly = true)
    public List<StaffRelative> list(RelativeFilter filter, int offset, int limit) {
        Officer officer = Acting.officer();
        return relatives.list(filter, ownOnly(officer), officer.scope(), offset, limit);
    }

    private static @Nullable UUID ownOnly(Officer officer) {
        return AccessDecision.may(officer, Action.SEE_ALL_RELATIVES) ? null : officer.id();
    }

    /** Who on the staff is related to the applicant or somebody of the household, in the whole county. */
    @Transactional(readOnly = true)
    public List<RelativeMatch> matches(@Nullable UUID household, @Nullable UUID applicant) {
        return household == null && applicant == null ? List.of() : relatives.matches(household, applicant);
    }

    /**
     * Hands an application over to the county that its clerk may not take in. In a transaction of its own: what the clerk
     * was about to do is rolled back, this stays.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void refer(String matter, UUID household, AreaCode area, String title) {
        Officer officer = Acting.officer();
        relatives.refer(matter, household, area, title, officer.id(), clock.instant());
        log.denied("RELATIVE_REFERRED", "household", household, area, matter);
    }

    /** What waits for the county to be taken in. */
    @Transactional(readOnly = true)
    public List<Referral> referrals() {
        return relatives.referrals(Acting.scope());
    }

    /** A case was opened after all: nothing waits any more. */
    public void taken(String matter, UUID household, UUID caseId) {
        relatives.taken(matter, household, caseId, Acting.scope());
    }
}
