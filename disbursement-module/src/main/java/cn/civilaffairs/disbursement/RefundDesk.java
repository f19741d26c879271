package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.TwoPeople;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ruling;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives back what a family repaid beyond its claim (应退还). The amount is the claim's and nobody types it; one asks, another
 * decides, and a supplementary run pays it to somebody of the family.
 */
@Service
@Transactional
public class RefundDesk {

    private static final TwoPeople TWO_PEOPLE = new TwoPeople("recovery.not-in-state", "recovery.same-person");

    private final RecoveryDesk claims;
    private final Refunds refunds;
    private final Recoveries recoveries;
    private final OperationLog log;
    private final Clock clock;

    RefundDesk(RecoveryDesk claims, Refunds refunds, Recoveries recoveries, OperationLog log, Clock clock) {
        this.claims = claims;
        this.refunds = refunds;
        this.recoveries = recoveries;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Asks for everything repaid beyond the claim to be given back (提出退还).
     *
     * @param payee somebody of {@link #payees}
     */
    public UUID propose(UUID recoveryId, UUID payee, String ground) {
        Recovery claim = claims.find(recoveryId);
        require(Action.PROPOSE_RECOVERY, "recovery.not-caseworker");
        Money amount = claim.refundable();
        if (of(recoveryId).stream().anyMatch(Refund::open)) {
            throw new RuleViolation("refund.open-already");
        }
        if (!amount.isPositive()) {
            throw new RuleViolation("refund.nothing-owed");
        }
        RuleViolation.ifBlank(ground, "recovery.ground-missing");
        if (payees(recoveryId).stream().noneMatch(one -> one.residentId().equals(payee))) {
            throw new RuleViolation("refund.payee-without-account");
        }
        UUID id;
        try {
            id = refunds.insert(claim, payee, amount, ground.strip(), me().id(), now());
        } catch (DuplicateKeyException another) {
            throw new RuleViolation("refund.open-already");
        }
        acted(claim, "REFUND_PROPOSED", amount.grouped() + " 元：" + ground.strip());
        return id;
    }

    /** The second person's word; from here on it is owed, and the next supplementary run pays it. */
    public void approve(UUID recoveryId, UUID refundId, int version) {
        Recovery claim = claims.find(recoveryId);
        Refund refund = decidable(refundId, claim);
        if (!refund.amount().equals(claim.refundable())) {
            throw new RuleViolation("refund.amount-moved");
        }
        decide(refund, version, BackPaymentState.APPROVED, null);
        acted(claim, "REFUND_APPROVED", refund.amount().grouped() + " 元，收款人 " + refund.payeeName());
    }

    public void refuse(UUID recoveryId, UUID refundId, int version, String why) {
        Recovery claim = claims.find(recoveryId);
        Refund refund = decidable(refundId, claim);
        RuleViolation.ifBlank(why, "recovery.ground-missing");
        decide(refund, version, BackPaymentState.REFUSED, why.strip());
        acted(claim, "REFUND_REFUSED", refund.amount().grouped() + " 元：" + why.strip());
    }

    public void withdraw(UUID recoveryId, UUID refundId, int version) {
        Recovery claim = claims.find(recoveryId);
        require(Action.PROPOSE_RECOVERY, "recovery.not-caseworker");
        Refund refund = refund(refundId, claim);
        TWO_PEOPLE.requireOpen(refund.open());
        decide(refund, version, BackPaymentState.WITHDRAWN, null);
        acted(claim, "REFUND_WITHDRAWN", refund.amount().grouped() + " 元");
    }

    private Refund decidable(UUID refundId, Recovery claim) {
        require(Action.CONFIRM_RECOVERY, "recovery.not-approver");
        Refund refund = refund(refundId, claim);
        TWO_PEOPLE.requireSecond(me(), refund.open(), refund.proposedBy());
        return refund;
    }

    private Refund refund(UUID id, Recovery claim) {
        return of(claim.id()).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private void decide(Refund refund, int version, BackPaymentState state, @Nullable String note) {
        refunds.decide(refund.id(), version, new Ruling(state, note, me().id(), now()));
    }

    /** A signed run has paid what its lines give back. */
    @EventListener
    public void on(RunSigned signed) {
        if (!refunds.settle(signed.runId(), Acting.scope())) {
            throw new RuleViolation("run.arrears-settled-elsewhere");
        }
    }

    private void acted(Recovery claim, String act, String note) {
        recoveries.acted(claim.id(), claim.area(), act, note, me().id(), now());
        log.done("RECOVERY_" + act, RecoveryDesk.OBJECT, claim.id(), claim.area(), claim.number() + " " + note);
    }

    private static void require(Action action, String violation) {
        AccessDecision.require(me(), action, violation);
    }

    private static Officer me() {
        return Acting.officer();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    @Transactional(readOnly = true)
    public List<Refund> of(UUID recoveryId) {
        return refunds.of(recoveryId, Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<Refund.Payee> payees(UUID recoveryId) {
        return refunds.payees(claims.find(recoveryId), Acting.scope());
    }
}
