package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A line of a return file as read (回盘行).
 *
 * @param malformed why it cannot be used at all; the other parts are then meaningless
 */
record ReturnLine(
        int lineNo,
        String batch,
        int seq,
        String account,
        Money amount,
        boolean succeeded,
        @Nullable FailureReason reason,
        @Nullable LocalDate processedOn,
        String serial,
        @Nullable String malformed) {

    static ReturnLine malformed(int lineNo, String why) {
        return new ReturnLine(lineNo, "", 0, "", Money.ZERO, false, null, null, "", why);
    }

    /** Never prints the account. */
    @Override
    public String toString() {
        return "ReturnLine[" + lineNo + "]";
    }
}
