package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.TwoPeople;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ruling;
import cn.civilaffairs.registry.files.EvidencePaper;
import cn.civilaffairs.registry.files.StoredFile;
import cn.civilaffairs.registry.files.StoredFiles;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who receives a benefit's money (领款人). One asks with a reason and a paper, another decides; whom, the register of
 * households and guardians says and nobody else. A run that was reckoned before pays as it was signed; the next one pays the
 * new payee and holds them up as a red line for its checker to see (security design §2.3 T15).
 */
@Service
@Transactional
public class PayeeDesk {

    private static final String OBJECT = "payee_change";
    private static final TwoPeople TWO_PEOPLE = new TwoPeople("payee.decided", "payee.same-person");

    private final PayeeChanges changes;
    private final EntitlementDesk entitlements;
    private final FailingAccounts failing;
    private final Schemes schemes;
    private final StoredFiles files;
    private final OperationLog log;
    private final Clock clock;

    PayeeDesk(
            PayeeChanges changes,
            EntitlementDesk entitlements,
            FailingAccounts failing,
            Schemes schemes,
            StoredFiles files,
            OperationLog log,
            Clock clock) {
        this.changes = changes;
        this.entitlements = entitlements;
        this.failing = failing;
        this.schemes = schemes;
        this.files = files;
        this.log = log;
        this.clock = clock;
    }

    /** Everybody who may receive it today: the holder, grown-up members of the household, guardians and those entrusted. */
    @Transactional(readOnly = true)
    public List<PayeeCandidate> candidates(UUID entitlementId) {
        return changes.candidates(entitlements.find(entitlementId), today(), Acting.scope());
    }

    /**
     * Asks for the money to go to somebody else (提出变更领款人).
     *
     * @throws RuleViolation {@code payee.not-allowed} for anybody who is not among {@link #candidates}
     */
    public UUID propose(UUID entitlementId, UUID payee, String reason, EvidencePaper paper) {
        Entitlement entitlement = entitlements.find(entitlementId);
        schemes.require(me(), Action.PROPOSE_PAYEE, "payee.not-yours-to-ask", entitlement.scheme());
        PayeeCandidate to = candidate(entitlement, payee);
        RuleViolation.ifBlank(reason, "payee.reason-missing");
        UUID file = files.store(entitlement.area(), paper.name(), paper.mediaType(), paper.content());
        UUID id;
        try {
            id = changes.insert(entitlement, to, reason.strip(), file, me().id(), now());
        } catch (DuplicateKeyException another) {
            throw new RuleViolation("payee.open-already");
        }
        log.done("PAYEE_CHANGE_PROPOSED", OBJECT, id, entitlement.area(), to.name() + " " + reason.strip());
        return id;
    }

    private PayeeCandidate candidate(Entitlement entitlement, UUID payee) {
        if (payee.equals(entitlement.payeeId())) {
            throw new RuleViolation("payee.same");
        }
        return changes.candidates(entitlement, today(), Acting.scope()).stream()
                .filter(one -> one.residentId().equals(payee))
                .findFirst()
                .orElseThrow(() -> new RuleViolation("payee.not-allowed"));
    }

    /**
     * The second person's word. What allowed the payee when it was asked for must still hold, and their account must have been
     * confirmed; what an account that failed held back is paid to them.
     */
    public void approve(UUID id, int version) {
        PayeeChange change = decidable(id);
        Entitlement entitlement = entitlements.find(change.entitlementId());
        if (!entitlement.payeeId().equals(change.fromPayee())) {
            throw new RuleViolation("payee.changed-meanwhile");
        }
        PayeeCandidate to = candidate(entitlement, change.toPayee());
        if (to.account() == null) {
            throw new RuleViolation("payee.no-account", to.name());
        }
        decide(change, version, PayeeChangeState.APPROVED, null);
        entitlements.changePayee(entitlement.id(), to.residentId(), to.name() + " " + change.reason());
        failing.payeeChanged(entitlement.id());
        log.done("PAYEE_CHANGE_APPROVED", OBJECT, id, change.area(), to.name());
    }

    public void refuse(UUID id, int version, String why) {
        PayeeChange change = decidable(id);
        RuleViolation.ifBlank(why, "payee.reason-missing");
        decide(change, version, PayeeChangeState.REFUSED, why.strip());
        log.done("PAYEE_CHANGE_REFUSED", OBJECT, id, change.area(), why.strip());
    }

    /** Takes one back that nobody has decided yet (撤回). */
    public void withdraw(UUID id, int version, String why) {
        PayeeChange change = find(id);
        schemes.require(me(), Action.PROPOSE_PAYEE, "payee.not-yours-to-ask", change.scheme());
        TWO_PEOPLE.requireOpen(change.open());
        decide(change, version, PayeeChangeState.WITHDRAWN, why.isBlank() ? null : why.strip());
        log.done("PAYEE_CHANGE_WITHDRAWN", OBJECT, id, change.area(), why.strip());
    }

    private PayeeChange decidable(UUID id) {
        PayeeChange change = find(id);
        schemes.require(me(), Action.DECIDE_PAYEE, "payee.not-yours-to-decide", change.scheme());
        TWO_PEOPLE.requireSecond(me(), change.open(), change.proposedBy());
        return change;
    }

    private void decide(PayeeChange change, int version, PayeeChangeState state, @Nullable String note) {
        changes.decide(change.id(), version, new Ruling(state, note, me().id(), now()));
    }

    /** @throws NotFound if there is none in the officer's area */
    @Transactional(readOnly = true)
    public PayeeChange find(UUID id) {
        return changes.find(id, Acting.scope()).orElseThrow(NotFound::new);
    }

    /** Every change ever asked for of some benefits, the latest first. */
    @Transactional(readOnly = true)
    public List<PayeeChange> of(List<UUID> entitlementIds) {
        return entitlementIds.isEmpty() ? List.of() : changes.of(entitlementIds, Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<PayeeChange> list(PayeeChangeFilter filter, int limit, int offset) {
        AreaScope scope =
                filter.within() == null ? Acting.scope() : Acting.scope().within(filter.within());
        return changes.list(filter, limit, offset, scope);
    }

    /** How many wait for somebody to decide them. */
    @Transactional(readOnly = true)
    public int toDecide() {
        return changes.toDecide(Acting.scope());
    }

    /** The paper a change was asked for with; the look is logged. */
    public StoredFile paper(UUID id) {
        PayeeChange change = find(id);
        StoredFile paper = files.read(change.paperFile(), Acting.scope());
        log.done("PAYEE_PAPER_READ", OBJECT, id, change.area(), paper.name());
        return paper;
    }

    /** Why whoever is payee of a benefit may be; empty if they may not. */
    @Transactional(readOnly = true)
    public Optional<PayeeBasis> basis(UUID entitlementId) {
        Entitlement entitlement = entitlements.find(entitlementId);
        return changes.candidates(entitlement, today(), Acting.scope()).stream()
                .filter(one -> one.residentId().equals(entitlement.payeeId()))
                .map(PayeeCandidate::basis)
                .findFirst();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static Officer me() {
        return Acting.officer();
    }
}
