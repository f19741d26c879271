package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One month of a benefit's ledger (往来账): what was due by all that is known today, what was paid, and what is claimed already.
 *
 * @param due yuan due for the month as known now (应发)
 * @param paid yuan that reached the household (已发)
 * @param claimed yuan of it that closed claims took back or gave up (以前已追缴)
 * @param why the difference in the bureau's words
 * @param determinationId what {@code due} rests on; null where nothing was due
 */
public record LedgerMonth(
        YearMonth month,
        Money due,
        Money paid,
        Money claimed,
        String why,
        @Nullable UUID determinationId) {

    /** What is still to be claimed; below zero, what was paid too little (差额). */
    public Money difference() {
        return paid.minus(due).minus(claimed);
    }

    LedgerMonth withClaimed(Money other) {
        return new LedgerMonth(month, due, paid, other, why, determinationId);
    }
}
