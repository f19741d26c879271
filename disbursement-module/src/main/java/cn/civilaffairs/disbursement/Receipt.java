package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Money that came back for a claim (到账): it counts once a second person has confirmed it. */
public record Receipt(
        UUID id,
        Money amount,
        LocalDate receivedOn,
        Method method,
        String bankRef,
        UUID enteredBy,
        String enteredByName,
        @Nullable String confirmedByName,
        @Nullable String refusedByName,
        @Nullable String refusedWhy) {

    /** How it came (到账方式). */
    public enum Method {
        /** 转账 */
        TRANSFER,
        /** 现金缴存 */
        CASH,
        /** 银行退回 */
        BANK_RETURN,
        /** 书面同意抵扣 */
        OFFSET
    }

    public boolean waiting() {
        return confirmedByName == null && refusedByName == null;
    }
}
