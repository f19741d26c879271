package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.kernel.TwoPeople;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ruling;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Back payments a person asks for (人工补发). What a month comes to is the ledger's word: the officer chooses months and says why,
 * and types no figure; only for months the rule knows nothing of, and only where the parameter sheet allows it, a document
 * gives one. One asks, another decides, and the next run pays it for its own months.
 */
@Service
@Transactional
public class BackPaymentDesk {

    static final String OBJECT = "back_payment";
    private static final TwoPeople TWO_PEOPLE = new TwoPeople("back-payment.decided", "back-payment.same-person");

    private final BackPayments payments;
    private final Entitlements entitlements;
    private final Holds holds;
    private final LedgerBooks books;
    private final Reassessment reassessment;
    private final Schemes schemes;
    private final Parameters parameters;
    private final OperationLog log;
    private final Clock clock;

    BackPaymentDesk(
            BackPayments payments,
            Entitlements entitlements,
            Holds holds,
            LedgerBooks books,
            Reassessment reassessment,
            Schemes schemes,
            Parameters parameters,
            OperationLog log,
            Clock clock) {
        this.payments = payments;
        this.entitlements = entitlements;
        this.holds = holds;
        this.books = books;
        this.reassessment = reassessment;
        this.schemes = schemes;
        this.parameters = parameters;
        this.log = log;
        this.clock = clock;
    }

    /** Every month a signed run might have paid, with what the ledger still owes for it. */
    @Transactional(readOnly = true)
    public List<BackPayment.Owed> owed(UUID entitlementId) {
        return reckoned(entitlement(entitlementId)).stream().map(Reckoned::owed).toList();
    }

    /** A month with what its figure rests on. */
    private record Reckoned(BackPayment.Owed owed, @Nullable UUID determinationId) {}

    private List<Reckoned> reckoned(Entitlement entitlement) {
        AreaScope scope = Acting.scope();
        LedgerBooks.Span span = books.paidMonths(entitlement.scheme(), scope).orElse(null);
        if (span == null) {
            return List.of();
        }
        Set<YearMonth> term = new TreeSet<>();
        YearMonth last =
                entitlement.lastMonth() == null || entitlement.lastMonth().isAfter(span.last())
                        ? span.last()
                        : entitlement.lastMonth();
        for (YearMonth month = later(entitlement.firstMonth(), span.first());
                !month.isAfter(last);
                month = month.plusMonths(1)) {
            term.add(month);
        }
        List<Hold> open =
                holds.of(entitlement.id(), scope).stream().filter(Hold::open).toList();
        Map<YearMonth, Money> underWay = books.paid(entitlement.id(), scope).pending();
        // what was given up was kept, and counts as paid
        Map<YearMonth, Money> takenBack = books.takenBack(entitlement.id(), scope);
        return reassessment.ledgerWith(entitlement, term, scope).stream()
                .filter(month -> term.contains(month.month()))
                .map(month -> month.withClaimed(takenBack.getOrDefault(month.month(), Money.ZERO)))
                .map(month -> reckoned(month, underWay.getOrDefault(month.month(), Money.ZERO), open))
                .toList();
    }

    private static YearMonth later(YearMonth one, YearMonth other) {
        return one.isAfter(other) ? one : other;
    }

    private static Reckoned reckoned(LedgerMonth month, Money underWay, List<Hold> open) {
        Money payable = Ledger.payable(month, underWay);
        String why = month.why();
        if (payable.isPositive() && open.stream().anyMatch(hold -> !hold.from().isAfter(month.month()))) {
            payable = Money.ZERO;
            why = "尚在暂停，恢复发放后再补发";
        } else if (payable.isZero() && underWay.isPositive()) {
            why = "已在补发或待重发，不重复补发";
        }
        return new Reckoned(
                new BackPayment.Owed(month.month(), month.due(), month.paid(), month.claimed(), underWay, payable, why),
                month.determinationId());
    }

    /** Whether the parameter sheet lets a document give the figure of a month the rule knows nothing of (按文书给定金额). */
    @Transactional(readOnly = true)
    public boolean givenAllowed(UUID entitlementId) {
        return parameters.isOn(
                ParameterKey.BACK_PAY_GIVEN.code(), entitlement(entitlementId).area(), LocalDate.now(clock));
    }

    /**
     * Asks for months to be paid (提出补发).
     *
     * @param months of the ledger, each in full
     * @param given figures of a document for months before the benefit's first; null where there are none
     * @throws RuleViolation {@code back-payment.nothing-owed} naming a month the ledger owes nothing for
     */
    public UUID propose(
            UUID entitlementId,
            Collection<YearMonth> months,
            BackPayment.Ground ground,
            String reason,
            BackPayment.@Nullable Given given) {
        Entitlement entitlement = entitlement(entitlementId);
        schemes.require(me(), Action.PROPOSE_BACK_PAYMENT, "back-payment.not-caseworker", entitlement.scheme());
        RuleViolation.ifBlank(reason, "back-payment.reason-missing");
        List<BackPayment.Month> chosen = new ArrayList<>(chosen(entitlement, months));
        if (given != null) {
            chosen.addAll(given(entitlement, given));
        }
        if (chosen.isEmpty()) {
            throw new RuleViolation("back-payment.no-month");
        }
        UUID id;
        try {
            id = payments.insert(
                    entitlement,
                    ground,
                    reason.strip(),
                    given == null ? null : given.document().strip(),
                    chosen,
                    me().id(),
                    now());
        } catch (DuplicateKeyException another) {
            throw new RuleViolation("back-payment.open-already");
        }
        BackPayment proposed = find(id);
        log.done("BACK_PAYMENT_PROPOSED", OBJECT, id, entitlement.area(), said(proposed));
        return id;
    }

    private List<BackPayment.Month> chosen(Entitlement entitlement, Collection<YearMonth> months) {
        Map<YearMonth, Reckoned> owed = reckoned(entitlement).stream()
                .collect(Collectors.toMap(month -> month.owed().month(), month -> month));
        List<BackPayment.Month> chosen = new ArrayList<>();
        for (YearMonth month : new TreeSet<>(months)) {
            Reckoned reckoned = owed.get(month);
            if (reckoned == null || !reckoned.owed().payable().isPositive() || reckoned.determinationId() == null) {
                throw new RuleViolation(
                        "back-payment.nothing-owed",
                        month.toString(),
                        reckoned == null ? "不在该待遇已发放的月份之内" : reckoned.owed().why());
            }
            BackPayment.Owed of = reckoned.owed();
            chosen.add(new BackPayment.Month(
                    month, of.due(), of.paid(), of.payable(), false, reckoned.determinationId(), of.why()));
        }
        return chosen;
    }

    private List<BackPayment.Month> given(Entitlement entitlement, BackPayment.Given given) {
        if (!parameters.isOn(ParameterKey.BACK_PAY_GIVEN.code(), entitlement.area(), LocalDate.now(clock))) {
            throw new RuleViolation("back-payment.given-not-allowed");
        }
        RuleViolation.ifBlank(given.document(), "back-payment.document-missing");
        if (!given.to().isBefore(entitlement.firstMonth()) || given.from().isAfter(given.to())) {
            throw new RuleViolation(
                    "back-payment.given-months-wrong", entitlement.firstMonth().toString());
        }
        Money highest = books.determinations(entitlement.id(), Acting.scope()).stream()
                .map(Ledger.Determined::amount)
                .reduce(Money.ZERO, (one, other) -> one.compareTo(other) < 0 ? other : one);
        if (!given.monthly().isPositive() || given.monthly().compareTo(highest) > 0) {
            throw new RuleViolation("back-payment.given-too-high", highest);
        }
        Map<YearMonth, Money> before = books.given(entitlement.id(), Acting.scope());
        List<BackPayment.Month> months = new ArrayList<>();
        for (YearMonth month = given.from(); !month.isAfter(given.to()); month = month.plusMonths(1)) {
            if (before.containsKey(month)) {
                throw new RuleViolation("back-payment.nothing-owed", month.toString(), "已按文书补发过");
            }
            months.add(new BackPayment.Month(
                    month,
                    given.monthly(),
                    Money.ZERO,
                    given.monthly(),
                    true,
                    null,
                    "按 " + given.document().strip() + " 给定"));
        }
        return months;
    }

    /** The second person's word; the ledger is asked once more and must still owe exactly this. */
    public void approve(UUID id, int version) {
        BackPayment payment = decidable(id);
        Entitlement entitlement = entitlement(payment.entitlementId());
        List<BackPayment.Month> asked = payments.months(id, Acting.scope());
        List<BackPayment.Month> ofLedger =
                asked.stream().filter(month -> !month.given()).toList();
        Map<YearMonth, Money> owed = reckoned(entitlement).stream()
                .collect(Collectors.toMap(
                        month -> month.owed().month(), month -> month.owed().payable()));
        if (!ofLedger.stream().allMatch(month -> month.amount().equals(owed.get(month.month())))) {
            throw new RuleViolation("back-payment.ledger-moved");
        }
        decide(payment, version, BackPaymentState.APPROVED, null);
        payments.owe(payment, me().id());
        log.done("BACK_PAYMENT_APPROVED", OBJECT, id, payment.area(), said(payment));
    }

    public void refuse(UUID id, int version, String why) {
        BackPayment payment = decidable(id);
        RuleViolation.ifBlank(why, "back-payment.reason-missing");
        decide(payment, version, BackPaymentState.REFUSED, why.strip());
        log.done("BACK_PAYMENT_REFUSED", OBJECT, id, payment.area(), payment.number() + " " + why.strip());
    }

    /** Takes one back that nobody has decided yet (撤回); who asked for it may, and so may another caseworker. */
    public void withdraw(UUID id, int version, String why) {
        BackPayment payment = find(id);
        schemes.require(me(), Action.PROPOSE_BACK_PAYMENT, "back-payment.not-caseworker", payment.scheme());
        TWO_PEOPLE.requireOpen(payment.open());
        decide(payment, version, BackPaymentState.WITHDRAWN, why.isBlank() ? null : why.strip());
        log.done("BACK_PAYMENT_WITHDRAWN", OBJECT, id, payment.area(), payment.number() + " " + why.strip());
    }

    /**
     * Takes an approval back before any run was computed with it (撤销批准): no money has left yet, and nobody who asked for it
     * does so. What a run pays already is kept from leaving with the run, or claimed back.
     *
     * @throws RuleViolation {@code back-payment.in-run} naming the run computed with it
     */
    public void revoke(UUID id, int version, String why) {
        BackPayment payment = find(id);
        schemes.require(me(), Action.DECIDE_BACK_PAYMENT, "back-payment.not-approver", payment.scheme());
        if (payment.state() != BackPaymentState.APPROVED) {
            throw new RuleViolation("back-payment.not-to-revoke");
        }
        me().mustBeAnotherThan(payment.proposedBy(), TWO_PEOPLE.samePerson());
        RuleViolation.ifBlank(why, "back-payment.reason-missing");
        payments.runComputedWith(id, Acting.scope()).ifPresent(run -> {
            throw new RuleViolation("back-payment.in-run", run);
        });
        if (payments.oweNoLonger(id) != payment.months()) {
            throw new StaleVersion();
        }
        StaleVersion.unless(payments.revoke(id, version, why.strip(), me().id(), now()));
        log.done("BACK_PAYMENT_REVOKED", OBJECT, id, payment.area(), said(payment) + " " + why.strip());
    }

    private BackPayment decidable(UUID id) {
        BackPayment payment = find(id);
        schemes.require(me(), Action.DECIDE_BACK_PAYMENT, "back-payment.not-approver", payment.scheme());
        TWO_PEOPLE.requireSecond(me(), payment.open(), payment.proposedBy());
        return payment;
    }

    private void decide(BackPayment payment, int version, BackPaymentState state, @Nullable String note) {
        payments.decide(payment.id(), version, new Ruling(state, note, me().id(), now()));
    }

    private static String said(BackPayment payment) {
        return "%s %d 个月 %s 元".formatted(payment.number(), payment.months(), payment.amount());
    }

    private static Officer me() {
        return Acting.officer();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private Entitlement entitlement(UUID id) {
        return entitlements.find(id, Acting.scope()).orElseThrow(NotFound::new);
    }

    /** @throws NotFound if there is none in the officer's area */
    @Transactional(readOnly = true)
    public BackPayment find(UUID id) {
        return payments.find(id, Acting.scope())
                .filter(payment -> AccessDecision.may(
                        me(),
                        Action.VIEW_BENEFIT,
                        schemes.named(payment.scheme()).line()))
                .orElseThrow(NotFound::new);
    }

    @Transactional(readOnly = true)
    public List<BackPayment.Month> months(UUID id) {
        return payments.months(id, Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<BackPayment> ofHousehold(UUID householdId) {
        return payments.ofHousehold(householdId, Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<BackPayment> list(BackPaymentFilter filter, int limit, int offset) {
        return payments.list(
                filter,
                limit,
                offset,
                filter.within() == null ? Acting.scope() : Acting.scope().within(filter.within()));
    }
}
