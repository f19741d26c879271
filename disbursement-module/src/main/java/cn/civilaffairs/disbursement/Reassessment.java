package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Works the ledger of a benefit out anew whenever what is due for a past month has changed (重新测算), inside the transaction
 * of that change, so that no difference ever stands without a claim. Money due to the household is found by the next run as
 * arrears; money due from it becomes a claim that people confirm. A benefit that changes while a run is being signed is either
 * seen by the signature or sees it.
 */
@Component
class Reassessment {

    private final Entitlements entitlements;
    private final LedgerBooks books;
    private final Recoveries recoveries;
    private final Schemes schemes;
    private final RunParameters parameters;
    private final OperationLog log;
    private final Clock clock;

    Reassessment(
            Entitlements entitlements,
            LedgerBooks books,
            Recoveries recoveries,
            Schemes schemes,
            RunParameters parameters,
            OperationLog log,
            Clock clock) {
        this.entitlements = entitlements;
        this.books = books;
        this.recoveries = recoveries;
        this.schemes = schemes;
        this.parameters = parameters;
        this.log = log;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(EntitlementChanged changed) {
        AreaScope scope = Acting.scope();
        YearMonth latest = latestPaid(scope).orElse(null);
        if (latest != null && !changed.from().isAfter(latest)) {
            entitlements.find(changed.entitlementId(), scope).ifPresent(this::settle);
        }
    }

    /** A run may pay what nobody was due any more by the time it was signed. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(RunSigned signed) {
        AreaScope scope = Acting.scope();
        books.holdBenefitsStill(Acting.officer().area().county());
        books.paidBeyondDue(signed.runId(), scope)
                .forEach(id -> settle(entitlements.find(id, scope).orElseThrow(NotFound::new)));
    }

    /** What the bank returned was not paid and need not be claimed. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(RunAnswered answered) {
        AreaScope scope = Acting.scope();
        books.holdBenefitsStill(Acting.officer().area().county());
        books.claimedAndReturned(answered.runId(), scope)
                .forEach(id -> settle(entitlements.find(id, scope).orElseThrow(NotFound::new)));
    }

    /** One question for a whole transaction, however many benefits it changes. */
    private Optional<YearMonth> latestPaid(AreaScope scope) {
        Object known = TransactionSynchronizationManager.getResource(this);
        if (known instanceof Latest latest) {
            return Optional.ofNullable(latest.month());
        }
        Optional<YearMonth> found = books.latestPaid(scope);
        TransactionSynchronizationManager.bindResource(this, new Latest(found.orElse(null)));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(Reassessment.this);
            }
        });
        return found;
    }

    private record Latest(@Nullable YearMonth month) {}

    /** The ledger as known now, months with anything paid or claimed; closed claims count as settled. */
    List<LedgerMonth> ledger(Entitlement entitlement, @Nullable UUID exceptClaim, AreaScope scope) {
        return ledger(entitlement, books.paid(entitlement.id(), scope).paid(), exceptClaim, scope);
    }

    /** The same, with months nothing was paid for among them. */
    List<LedgerMonth> ledgerWith(Entitlement entitlement, Collection<YearMonth> also, AreaScope scope) {
        Map<YearMonth, Money> paid =
                new HashMap<>(books.paid(entitlement.id(), scope).paid());
        also.forEach(month -> paid.putIfAbsent(month, Money.ZERO));
        return ledger(entitlement, paid, null, scope);
    }

    private List<LedgerMonth> ledger(
            Entitlement entitlement, Map<YearMonth, Money> paid, @Nullable UUID exceptClaim, AreaScope scope) {
        return new Ledger(new Ledger.Benefit(
                        entitlement.firstMonth(),
                        entitlement.lastMonth(),
                        deadMonths(entitlement, paid.keySet(), scope),
                        books.determinations(entitlement.id(), scope),
                        books.given(entitlement.id(), scope)))
                .months(paid, books.claimed(entitlement.id(), exceptClaim, scope));
    }

    /** What is to be claimed now, beside what closed claims settled. */
    List<LedgerMonth> claim(Entitlement entitlement, @Nullable UUID open, AreaScope scope) {
        LedgerBooks.Paid paid = books.paid(entitlement.id(), scope);
        return Ledger.claim(ledger(entitlement, paid.paid(), open, scope), paid.pending());
    }

    private Set<YearMonth> deadMonths(Entitlement entitlement, Set<YearMonth> months, AreaScope scope) {
        Set<YearMonth> dead = new HashSet<>();
        AreaCode county = entitlement.area().county();
        for (YearMonth month : months) {
            boolean running = entitlement.lastMonth() == null || !month.isAfter(entitlement.lastMonth());
            if (running
                    && books.allDeadOn(entitlement.id(), month, scope)
                            .filter(day -> day.isBefore(
                                    parameters.livingOn(schemes.named(entitlement.scheme()), county, month)))
                            .isPresent()) {
                dead.add(month);
            }
        }
        return dead;
    }

    private void settle(Entitlement entitlement) {
        AreaScope scope = Acting.scope();
        Recovery open = recoveries.openOf(entitlement.id(), scope).orElse(null);
        List<LedgerMonth> claim = claim(entitlement, open == null ? null : open.id(), scope);
        if (open == null) {
            if (!claim.isEmpty()) {
                propose(entitlement, claim);
            }
        } else if (!recoveries.stands(open, claim, scope)) {
            revise(open, claim);
        }
    }

    private void propose(Entitlement entitlement, List<LedgerMonth> claim) {
        UUID id = recoveries.propose(entitlement, origin(entitlement, claim), Ledger.net(claim), now());
        recoveries.insertMonths(id, 1, entitlement.area(), claim);
        String note = "%d 个月，应追缴 %s 元".formatted(claim.size(), Ledger.net(claim).grouped());
        recoveries.acted(id, entitlement.area(), "FOUND", note, Acting.officer().id(), now());
        log.done("RECOVERY_FOUND", RecoveryDesk.OBJECT, id, entitlement.area(), note);
    }

    private static Recovery.Origin origin(Entitlement entitlement, List<LedgerMonth> claim) {
        YearMonth last = entitlement.lastMonth();
        if (last != null && claim.stream().anyMatch(month -> month.month().isAfter(last))) {
            return entitlement.exitCode() == ExitCode.DEATH ? Recovery.Origin.DEATH : Recovery.Origin.ENDED;
        }
        return claim.stream().allMatch(month -> month.determinationId() == null)
                ? Recovery.Origin.DEATH
                : Recovery.Origin.REASSESSED;
    }

    private void revise(Recovery open, List<LedgerMonth> claim) {
        Money net = Ledger.net(claim);
        boolean gone = claim.isEmpty()
                && open.received().isZero()
                && open.unconfirmed().isZero();
        RecoveryState state = gone && open.state() != RecoveryState.COURT && open.state() != RecoveryState.PAYING
                ? RecoveryState.VOID
                : RecoveryState.PROPOSED;
        recoveries.revise(open.id(), state, net);
        recoveries.insertMonths(open.id(), open.revision() + 1, open.area(), claim);
        String note = "应追缴由 %s 元变为 %s 元".formatted(open.amount().grouped(), net.grouped());
        recoveries.acted(
                open.id(), open.area(), "REVISED", note, Acting.officer().id(), now());
        log.done("RECOVERY_REVISED", RecoveryDesk.OBJECT, open.id(), open.area(), open.number() + " " + note);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
