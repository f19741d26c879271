package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.files.StoredFiles;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Claims for what was paid too much, from the ledger's finding to the last yuan (追缴窗口), benefits handbook §1.10. The
 * amount is the ledger's and nobody types it; everything else is done by one officer and confirmed by another.
 */
@Service
@Transactional
public class RecoveryDesk {

    static final String OBJECT = "recovery";

    private final Recoveries recoveries;
    private final Entitlements entitlements;
    private final Reassessment reassessment;
    private final StoredFiles files;
    private final Parameters parameters;
    private final OperationLog log;
    private final Clock clock;

    RecoveryDesk(
            Recoveries recoveries,
            Entitlements entitlements,
            Reassessment reassessment,
            StoredFiles files,
            Parameters parameters,
            OperationLog log,
            Clock clock) {
        this.recoveries = recoveries;
        this.entitlements = entitlements;
        this.reassessment = reassessment;
        this.files = files;
        this.parameters = parameters;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Takes a finding up (提出追缴): on what ground, and whether it was fraud.
     *
     * @param fine yuan, only for a fraud and at most three times the claim; recorded, not collected here
     * @param repaidBy who repays in the debtor's place, such as an heir
     */
    public void propose(
            UUID id, int version, String ground, boolean fraud, @Nullable Money fine, @Nullable String repaidBy) {
        Recovery claim = inState(id, RecoveryState.PROPOSED);
        require(Action.PROPOSE_RECOVERY, "recovery.not-caseworker");
        RuleViolation.ifBlank(ground, "recovery.ground-missing");
        if (fine != null && (!fraud || fine.compareTo(claim.highestFine()) > 0)) {
            throw new RuleViolation("recovery.fine-too-high", claim.highestFine());
        }
        update(
                claim,
                version,
                "proposed_by = ?, proposed_at = ?, ground = ?, fraud = ?, fine_amount = ?, repaid_by = ?",
                me(),
                now(),
                ground.strip(),
                fraud,
                fine == null ? null : fine.yuan(),
                repaidBy == null || repaidBy.isBlank() ? null : repaidBy.strip());
        acted(claim, "PROPOSED", ground.strip());
    }

    /** The second person's word that this is to be claimed. The ledger is worked out once more and must say the same. */
    public void confirm(UUID id, int version) {
        Recovery claim = proposed(id);
        Entitlement entitlement =
                entitlements.find(claim.entitlementId(), Acting.scope()).orElseThrow(NotFound::new);
        if (!recoveries.stands(claim, reassessment.claim(entitlement, id, Acting.scope()), Acting.scope())) {
            throw new RuleViolation("recovery.ledger-moved");
        }
        if (claim.outstanding().isZero()) {
            // it came down to what was repaid already, or below: there is nothing to demand any more
            update(
                    claim,
                    version,
                    "state = 'SETTLED', confirmed_by = ?, confirmed_at = ?, settled_at = ?",
                    me(),
                    now(),
                    now());
            acted(claim, "SETTLED", "重新核定为 " + claim.amount().grouped() + " 元，已全部归还");
            return;
        }
        update(claim, version, "state = 'CONFIRMED', confirmed_by = ?, confirmed_at = ?", me(), now());
        acted(claim, "CONFIRMED", claim.amount().grouped() + " 元");
    }

    /** Nothing is to be claimed after all (不予追缴): the caseworker's ground stands, the approver adds the reason. */
    public void drop(UUID id, int version, String why) {
        Recovery claim = proposed(id);
        RuleViolation.ifBlank(why, "recovery.ground-missing");
        update(
                claim,
                version,
                "state = 'DROPPED', dropped_by = ?, dropped_at = ?, dropped_why = ?",
                me(),
                now(),
                why.strip());
        acted(claim, "DROPPED", why.strip());
    }

    private Recovery proposed(UUID id) {
        Recovery claim = inState(id, RecoveryState.PROPOSED);
        require(Action.CONFIRM_RECOVERY, "recovery.not-approver");
        if (claim.proposedBy() == null) {
            throw new RuleViolation("recovery.not-proposed");
        }
        notThe(claim.proposedBy());
        return claim;
    }

    /**
     * Prints the letter (追缴通知书): the first one demands the money by a day, later ones are copies of it.
     *
     * @param dueOn the last day to repay or to agree on instalments; kept from the first letter where null
     * @param print makes the letter with its copy number
     */
    public byte[] letter(UUID id, @Nullable LocalDate dueOn, IntFunction<byte[]> print) {
        Recovery claim = find(id);
        require(Action.PROPOSE_RECOVERY, "recovery.not-caseworker");
        if (claim.state() == RecoveryState.CONFIRMED) {
            if (dueOn == null || !dueOn.isAfter(LocalDate.now(clock))) {
                throw new RuleViolation("recovery.due-day-past");
            }
            update(
                    claim,
                    claim.version(),
                    "state = 'DEMANDED', demanded_by = ?, demanded_at = ?, due_on = ?",
                    me(),
                    now(),
                    dueOn);
            acted(
                    claim,
                    "DEMANDED",
                    "限 " + dueOn + " 前归还 " + claim.outstanding().grouped() + " 元");
        } else if (!claim.state().demanded()) {
            throw new RuleViolation("recovery.not-in-state");
        }
        int copy = recoveries.letters(id, Acting.scope()) + 1;
        byte[] pdf = print.apply(copy);
        UUID file = files.store(claim.area(), claim.number() + "-" + copy + ".pdf", "application/pdf", pdf);
        recoveries.insertLetter(claim, file, me(), now());
        acted(claim, "PRINTED", copy == 1 ? "追缴通知书" : "追缴通知书，补打第 " + copy + " 份");
        return pdf;
    }

    /** Agrees on parts (分期). They come to exactly what is outstanding; an earlier plan is kept behind the new one. */
    public void plan(UUID id, int version, List<Instalment> plan) {
        Recovery claim = find(id);
        require(Action.PROPOSE_RECOVERY, "recovery.not-caseworker");
        if (!claim.state().demanded()) {
            throw new RuleViolation("recovery.not-in-state");
        }
        Money total = Money.sum(plan.stream().map(Instalment::amount).toList());
        boolean inOrder = true;
        for (int i = 1; i < plan.size(); i++) {
            inOrder &= plan.get(i).dueOn().isAfter(plan.get(i - 1).dueOn());
        }
        if (plan.isEmpty()
                || !inOrder
                || plan.stream().anyMatch(part -> !part.amount().isPositive())) {
            throw new RuleViolation("recovery.plan-out-of-order");
        }
        if (!total.equals(claim.outstanding())) {
            throw new RuleViolation("recovery.plan-differs", total, claim.outstanding());
        }
        // receipts count against the parts from the first on, so what was repaid before the plan stands as its first
        // part
        List<Instalment> kept = claim.received().isZero()
                ? plan
                : java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(new Instalment(LocalDate.now(clock), claim.received())),
                                plan.stream())
                        .toList();
        update(claim, version, "revision = revision");
        recoveries.insertPlan(claim, kept, me(), now());
        acted(claim, "PLANNED", plan.size() + " 期，共 " + total.grouped() + " 元");
    }

    /**
     * Enters money that came back, with the bank's reference; it counts once a second person confirmed it. What a family
     * repays though nobody asks for it any more is entered too, and is then to be given back.
     */
    public void receive(UUID id, Money amount, LocalDate receivedOn, Receipt.Method method, String bankRef) {
        Recovery claim = find(id);
        require(Action.ENTER_RECEIPT, "recovery.not-finance-maker");
        RuleViolation.ifBlank(bankRef, "recovery.reference-missing");
        if (!claim.receives()) {
            throw new RuleViolation("recovery.not-in-state");
        }
        if (!amount.isPositive() || method == Receipt.Method.OFFSET) {
            throw new RuleViolation("recovery.amount-wrong");
        }
        if (receivedOn.isAfter(LocalDate.now(clock))) {
            throw new RuleViolation("recovery.received-in-future");
        }
        Money open = claim.outstanding().minus(claim.unconfirmed());
        if (claim.state().demanded() && amount.compareTo(open) > 0) {
            throw new RuleViolation("recovery.more-than-outstanding", open);
        }
        update(claim, claim.version(), "revision = revision");
        try {
            recoveries.insertReceipt(claim, amount, receivedOn, method, bankRef.strip(), me(), now());
        } catch (DuplicateKeyException twice) {
            throw new RuleViolation("recovery.reference-used", bankRef.strip());
        }
        acted(claim, "RECEIVED", amount.grouped() + " 元，凭证 " + bankRef.strip());
    }

    public void confirmReceipt(UUID id, UUID receiptId) {
        Recovery claim = find(id);
        Receipt receipt = waiting(claim, receiptId);
        StaleVersion.unless(recoveries.confirmReceipt(id, receiptId, me(), now()));
        acted(claim, "RECEIPT_CONFIRMED", receipt.amount().grouped() + " 元，凭证 " + receipt.bankRef());
        settle(id);
    }

    public void refuseReceipt(UUID id, UUID receiptId, String why) {
        Recovery claim = find(id);
        RuleViolation.ifBlank(why, "recovery.ground-missing");
        Receipt receipt = waiting(claim, receiptId);
        StaleVersion.unless(recoveries.refuseReceipt(id, receiptId, why.strip(), me(), now()));
        acted(claim, "RECEIPT_REFUSED", receipt.amount().grouped() + " 元：" + why.strip());
    }

    private Receipt waiting(Recovery claim, UUID receiptId) {
        require(Action.CHECK_RECEIPT, "recovery.not-finance-checker");
        Receipt receipt = recoveries.receipts(claim.id(), Acting.scope()).stream()
                .filter(candidate -> candidate.id().equals(receiptId))
                .findFirst()
                .orElseThrow(NotFound::new);
        StaleVersion.unless(receipt.waiting());
        notThe(receipt.enteredBy());
        return receipt;
    }

    /** The claim's state follows from what has been confirmed. */
    private void settle(UUID id) {
        Recovery claim = find(id);
        if (!claim.state().demanded()) {
            return;
        }
        if (claim.outstanding().isZero()) {
            update(claim, claim.version(), "state = 'SETTLED', settled_at = ?", now());
            recoveries.endOffset(id, null, now());
            acted(claim, "SETTLED", "已全部归还");
        } else if (claim.state() == RecoveryState.DEMANDED) {
            update(claim, claim.version(), "state = 'PAYING'");
        } else {
            update(claim, claim.version(), "revision = revision");
        }
    }

    /** Hands the claim to a court (移送法院). */
    public void toCourt(UUID id, int version, String number, LocalDate on) {
        Recovery claim = find(id);
        require(Action.PROPOSE_RECOVERY, "recovery.not-caseworker");
        RuleViolation.ifBlank(number, "recovery.reference-missing");
        if (claim.state() != RecoveryState.DEMANDED && claim.state() != RecoveryState.PAYING) {
            throw new RuleViolation("recovery.not-in-state");
        }
        update(claim, version, "state = 'COURT', court_no = ?, court_on = ?", number.strip(), on);
        acted(claim, "COURT", number.strip());
    }

    /** Proposes to give the rest up (核销), with its ground; another person decides. */
    public void proposeWriteOff(UUID id, int version, String ground) {
        Recovery claim = find(id);
        require(Action.PROPOSE_RECOVERY, "recovery.not-caseworker");
        RuleViolation.ifBlank(ground, "recovery.ground-missing");
        if (!claim.state().demanded() || !claim.unconfirmed().isZero()) {
            throw new RuleViolation("recovery.not-in-state");
        }
        update(
                claim,
                version,
                "write_off_by = ?, write_off_proposed_at = ?, write_off_ground = ?",
                me(),
                now(),
                ground.strip());
        acted(claim, "WRITE_OFF_PROPOSED", ground.strip());
    }

    public void approveWriteOff(UUID id, int version) {
        Recovery claim = find(id);
        require(Action.CONFIRM_RECOVERY, "recovery.not-approver");
        if (!claim.state().demanded()
                || claim.writeOffBy() == null
                || !claim.unconfirmed().isZero()) {
            throw new RuleViolation("recovery.not-in-state");
        }
        notThe(claim.writeOffBy());
        update(
                claim,
                version,
                "state = 'WRITTEN_OFF', written_off_by = ?, written_off_at = ?, written_off_amount = ?",
                me(),
                now(),
                claim.outstanding().yuan());
        recoveries.endOffset(id, me(), now());
        acted(claim, "WRITTEN_OFF", claim.outstanding().grouped() + " 元");
    }

    /**
     * Enters a household's written consent to have part of each month settle the claim (书面同意抵扣).
     *
     * @throws RuleViolation {@code recovery.offset-not-allowed} unless the parameter sheet allows it
     */
    public void proposeOffset(UUID id, Money monthly, LocalDate agreedOn, String agreement) {
        Recovery claim = find(id);
        require(Action.PROPOSE_RECOVERY, "recovery.not-caseworker");
        requireOffsetAllowed(claim);
        RuleViolation.ifBlank(agreement, "recovery.agreement-missing");
        if (claim.state() != RecoveryState.DEMANDED && claim.state() != RecoveryState.PAYING) {
            throw new RuleViolation("recovery.not-in-state");
        }
        if (!monthly.isPositive() || agreedOn.isAfter(LocalDate.now(clock))) {
            throw new RuleViolation("recovery.amount-wrong");
        }
        if (entitlements
                .find(claim.entitlementId(), Acting.scope())
                .filter(entitlement -> !entitlement.ended())
                .isEmpty()) {
            throw new RuleViolation("recovery.nothing-to-offset");
        }
        try {
            recoveries.insertOffset(claim, monthly, agreedOn, agreement.strip(), me(), now());
        } catch (DuplicateKeyException twice) {
            throw new RuleViolation("recovery.offset-exists");
        }
        acted(claim, "OFFSET_PROPOSED", "每月 " + monthly.grouped() + " 元：" + agreement.strip());
    }

    public void approveOffset(UUID id) {
        Recovery claim = find(id);
        require(Action.CONFIRM_RECOVERY, "recovery.not-approver");
        requireOffsetAllowed(claim);
        OffsetAgreement agreed = recoveries.offset(id, Acting.scope()).orElseThrow(NotFound::new);
        notThe(agreed.proposedBy());
        StaleVersion.unless(recoveries.approveOffset(id, me(), now()));
        acted(claim, "OFFSET_APPROVED", "每月 " + agreed.monthly().grouped() + " 元");
    }

    private void requireOffsetAllowed(Recovery claim) {
        if (!offsetAllowed(claim)) {
            throw new RuleViolation("recovery.offset-not-allowed");
        }
    }

    /** Whether the parameter sheet lets a claim be settled from coming months (允许抵扣追缴). */
    @Transactional(readOnly = true)
    public boolean offsetAllowed(Recovery claim) {
        return parameters.isOn(ParameterKey.OFFSET_ALLOWED.code(), claim.area(), LocalDate.now(clock));
    }

    /** A signed run has settled what its lines took off. */
    @EventListener
    public void on(RunSigned signed) {
        for (Recoveries.Deducted deducted : recoveries.deducted(signed.runId(), Acting.scope())) {
            Recovery claim = find(deducted.recoveryId());
            recoveries.insertReceipt(
                    claim,
                    deducted.amount(),
                    LocalDate.now(clock),
                    Receipt.Method.OFFSET,
                    deducted.reference(),
                    deducted.proposedBy(),
                    now());
            recoveries.receipts(claim.id(), Acting.scope()).stream()
                    .filter(receipt -> receipt.waiting() && receipt.bankRef().equals(deducted.reference()))
                    .forEach(receipt ->
                            recoveries.confirmReceipt(claim.id(), receipt.id(), deducted.approvedBy(), now()));
            acted(claim, "OFFSET", deducted.amount().grouped() + " 元，批次明细 " + deducted.reference());
            settle(claim.id());
        }
    }

    private Recovery inState(UUID id, RecoveryState state) {
        Recovery claim = find(id);
        if (claim.state() != state) {
            throw new RuleViolation("recovery.not-in-state");
        }
        return claim;
    }

    private void update(Recovery claim, int version, String assignments, @Nullable Object... values) {
        StaleVersion.unless(recoveries.update(claim.id(), version, assignments, values));
    }

    private void acted(Recovery claim, String act, String note) {
        recoveries.acted(claim.id(), claim.area(), act, note, me(), now());
        log.done("RECOVERY_" + act, OBJECT, claim.id(), claim.area(), claim.number() + " " + note);
    }

    private static void require(Action action, String violation) {
        AccessDecision.require(Acting.officer(), action, violation);
    }

    private static void notThe(UUID first) {
        Acting.officer().mustBeAnotherThan(first, "recovery.same-person");
    }

    private static UUID me() {
        Officer officer = Acting.officer();
        return officer.id();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    /** @throws NotFound if there is none in the officer's area */
    @Transactional(readOnly = true)
    public Recovery find(UUID id) {
        return recoveries.find(id, LocalDate.now(clock), Acting.scope()).orElseThrow(NotFound::new);
    }

    @Transactional(readOnly = true)
    public Optional<Recovery> openOf(UUID entitlementId) {
        return recoveries.openOf(entitlementId, Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<Recovery> ofHousehold(UUID householdId) {
        return recoveries.ofHousehold(householdId, LocalDate.now(clock), Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<Recovery> list(RecoveryFilter filter, int limit, int offset) {
        return recoveries.list(filter, LocalDate.now(clock), limit, offset, scope(filter));
    }

    @Transactional(readOnly = true)
    public RecoverySum sum(RecoveryFilter filter) {
        return recoveries.sum(filter, LocalDate.now(clock), scope(filter));
    }

    private static AreaScope scope(RecoveryFilter filter) {
        return filter.within() == null ? Acting.scope() : Acting.scope().within(filter.within());
    }

    /** The months the claim stands for now, each with its difference and why. */
    @Transactional(readOnly = true)
    public List<LedgerMonth> months(Recovery claim) {
        return recoveries.months(claim.id(), claim.revision(), Acting.scope());
    }

    /** The benefit's whole ledger as known now; months on which nothing differs are part of it. */
    @Transactional(readOnly = true)
    public List<LedgerMonth> ledger(UUID entitlementId) {
        AreaScope scope = Acting.scope();
        return reassessment.ledger(entitlements.find(entitlementId, scope).orElseThrow(NotFound::new), null, scope);
    }

    /** Whether the claim still is exactly what the ledger says (勾稽). */
    @Transactional(readOnly = true)
    public boolean agrees(Recovery claim) {
        AreaScope scope = Acting.scope();
        Entitlement entitlement =
                entitlements.find(claim.entitlementId(), scope).orElseThrow(NotFound::new);
        return !claim.state().open()
                || recoveries.stands(claim, reassessment.claim(entitlement, claim.id(), scope), scope);
    }

    @Transactional(readOnly = true)
    public List<Instalment> plan(UUID id) {
        return recoveries.plan(id, Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<Receipt> receipts(UUID id) {
        return recoveries.receipts(id, Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<RecoveryAct> acts(UUID id) {
        return recoveries.acts(id, Acting.scope());
    }

    @Transactional(readOnly = true)
    public Optional<OffsetAgreement> offset(UUID id) {
        return recoveries.offset(id, Acting.scope());
    }
}
