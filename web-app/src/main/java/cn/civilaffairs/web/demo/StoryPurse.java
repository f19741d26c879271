package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.LineKind;
import cn.civilaffairs.disbursement.Payment;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.Receipt;
import cn.civilaffairs.disbursement.Recovery;
import cn.civilaffairs.disbursement.RecoveryDesk;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.disbursement.Uplift;
import cn.civilaffairs.disbursement.UpliftDesk;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.Standards;
import cn.civilaffairs.web.papers.DemandLetter;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The money of a story: months paid by the officers it takes, a raised standard, money paid too much and paid back. */
@Component
class StoryPurse {

    private final PaymentRunDesk runs;
    private final RedLineDesk redLines;
    private final EntitlementDesk entitlements;
    private final Standards standards;
    private final UpliftDesk uplifts;
    private final RecoveryDesk claims;
    private final DemandLetter letter;

    StoryPurse(
            PaymentRunDesk runs,
            RedLineDesk redLines,
            EntitlementDesk entitlements,
            Standards standards,
            UpliftDesk uplifts,
            RecoveryDesk claims,
            DemandLetter letter) {
        this.runs = runs;
        this.redLines = redLines;
        this.entitlements = entitlements;
        this.standards = standards;
        this.uplifts = uplifts;
        this.claims = claims;
        this.letter = letter;
    }

    /** Built, confirmed by the township, looked through, checked and signed. */
    void pay(StoryCrew crew, YearMonth month) {
        UUID run = Acting.as(crew.maker(), () -> runs.startNow(MinimumLivingAllowance.CODE, month));
        Acting.as(crew.reviewer(), () -> runs.confirm(run, crew.village().township(), null));
        Acting.as(
                crew.caseworker(),
                () -> redLines.counts(run, null).forEach(count -> redLines.explainAll(run, count.code(), "已核实")));
        Acting.as(crew.checker(), () -> {
            redLines.toOpen(run).forEach(entitlement -> redLines.open(run, entitlement));
            runs.check(run, runs.find(run).version());
        });
        sign(crew.signer(), run);
        // in a county of one household every change is a large one, and two sign
        sign(crew.secondSigner(), run);
    }

    private void sign(Officer signer, UUID run) {
        Acting.as(signer, () -> {
            PaymentRun checked = runs.find(run);
            if (!checked.state().signed()) {
                runs.sign(run, checked.version(), checked.households(), checked.amount());
            }
        });
    }

    /** A new standard, tried on the whole county, approved by a second person and applied. */
    void raise(StoryCrew crew, String amount, LocalDate from, String document) {
        UUID uplift = Acting.as(
                crew.caseworker(),
                () -> uplifts.open(standards.propose(new Standards.Proposal(
                        MinimumLivingAllowance.CODE,
                        "",
                        crew.village().county(),
                        Standard.Residence.RURAL,
                        Money.of(amount),
                        Standard.Unit.MONTH,
                        from,
                        null,
                        document,
                        null))));
        Acting.as(crew.caseworker(), () -> uplifts.workNow(uplift));
        Acting.as(crew.approver(), () -> {
            Uplift tried = uplifts.find(uplift);
            uplifts.approved(uplift, tried.version(), tried.changes());
            uplifts.workNow(uplift);
        });
    }

    /** The claim the ledger has found for a benefit: taken up, confirmed, demanded and paid back in full. */
    Recovery recovered(StoryCrew crew, UUID benefit, LocalDate today, String ground) {
        UUID claim = Acting.as(
                crew.caseworker(), () -> claims.openOf(benefit).orElseThrow().id());
        LocalDate dueOn = today.plusDays(30);
        Acting.as(
                crew.caseworker(),
                () -> claims.propose(claim, claims.find(claim).version(), ground, false, null, "继承人"));
        Acting.as(
                crew.approver(), () -> claims.confirm(claim, claims.find(claim).version()));
        Acting.as(crew.caseworker(), () -> claims.letter(claim, dueOn, copy -> letter.print(claim, dueOn, copy)));
        Acting.as(
                crew.maker(),
                () -> claims.receive(
                        claim, claims.find(claim).outstanding(), today, Receipt.Method.TRANSFER, "NS-" + claim));
        Acting.as(
                crew.checker(),
                () -> claims.receipts(claim).stream()
                        .filter(Receipt::waiting)
                        .forEach(receipt -> claims.confirmReceipt(claim, receipt.id())));
        return Acting.as(crew.caseworker(), () -> claims.find(claim));
    }

    /** What reached a household in a month, of one kind of line or of all. */
    Money received(StoryCrew crew, UUID household, YearMonth payMonth, LineKind... kinds) {
        List<String> only = java.util.Arrays.stream(kinds).map(Enum::name).toList();
        return Money.sum(
                Acting.as(crew.caseworker(), () -> entitlements.paymentsOfHousehold(household, 200, 0)).stream()
                        .filter(payment -> payment.payMonth().equals(payMonth)
                                && (only.isEmpty() || only.contains(payment.kind())))
                        .map(Payment::amount)
                        .toList());
    }
}
