package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money owed for months past that a person asks for (人工提出的补发), where no run finds it by itself: a suspension that should
 * never have been, a decision taken too late, an appeal that was upheld.
 *
 * @param amount yuan over all its months
 * @param paidByRun the number of the signed run that paid it; null until then
 */
public record BackPayment(
        UUID id,
        String number,
        UUID entitlementId,
        String scheme,
        AreaCode area,
        String place,
        @Nullable UUID householdId,
        UUID payeeId,
        String payeeName,
        BackPaymentState state,
        Ground ground,
        String reason,
        @Nullable String document,
        Money amount,
        int months,
        UUID proposedBy,
        String proposedByName,
        Instant proposedAt,
        @Nullable String decidedByName,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote,
        @Nullable String revokedByName,
        @Nullable Instant revokedAt,
        @Nullable String revokedWhy,
        @Nullable UUID paidByRunId,
        @Nullable String paidByRun,
        int version) {

    /** Why it was not paid in time (补发原因). */
    public enum Ground {
        /** 误停误扣 */
        WRONGLY_HELD,
        /** 决定迟延 */
        DECIDED_LATE,
        /** 复议、诉讼、信访纠正 */
        REMEDY,
        /** 登记错误更正 */
        RECORD_WRONG,
        /** 其他 */
        OTHER
    }

    public boolean open() {
        return state == BackPaymentState.PROPOSED;
    }

    public boolean paid() {
        return paidByRun != null;
    }

    /** Name of the state as the status dictionary knows it: approved and paid are one state with two words. */
    public String stage() {
        return paid() ? "PAID" : state.name();
    }

    /**
     * One month of it.
     *
     * @param given whether a document gave the figure, because the rule knows nothing of the month
     */
    public record Month(
            YearMonth month,
            Money due,
            Money paid,
            Money amount,
            boolean given,
            @Nullable UUID determinationId,
            String why) {}

    /**
     * A month as it can be asked for.
     *
     * @param claimed yuan of what was paid that claims take back
     * @param underWay yuan on its way already: arrears of the next run, or returned by the bank
     * @param payable yuan the ledger still owes for it; zero where there is nothing to ask for
     * @param why what stands in the way, or how the figure came about
     */
    public record Owed(
            YearMonth month, Money due, Money paid, Money claimed, Money underWay, Money payable, String why) {}

    /** Figures a document gives for months the rule knows nothing of (按文书给定). */
    public record Given(YearMonth from, YearMonth to, Money monthly, String document) {}
}
