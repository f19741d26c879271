package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.policy.Standard;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plug: whom a scheme knows without paying them and who would be entitled by another standard (提标新纳入). It writes nothing;
 * nobody is granted anything by being found.
 */
public interface NewlyEligible {

    /** The code of the scheme. */
    String scheme();

    /**
     * Finds everybody in a scope who is not paid in a month, is not entitled by the standards in force, and would be by these
     * together with another one.
     *
     * @param proposed taken as if it were approved already
     * @param each told of one household after the other, in any order; may write to the database
     */
    void find(Standard proposed, YearMonth month, AreaScope scope, Consumer<Found> each);

    /** How a household came to be known (线索来源). */
    enum Ground {
        /** 曾申请,不予确认 */
        REFUSED,
        /** 曾享受,因收入财产退出 */
        ENDED,
        /** 已登记收入,没有申请 */
        KNOWN
    }

    /**
     * A household found.
     *
     * @param head who is asked
     * @param groundOn the day it was refused or its end was decided; null where it is known only
     * @param monthlyIncome countable yuan a month of the household, as far as the register knows
     * @param amount yuan a month by the proposed standard
     */
    record Found(
            UUID householdId,
            UUID head,
            AreaCode area,
            UrbanRural residence,
            Ground ground,
            @Nullable LocalDate groundOn,
            int persons,
            Money monthlyIncome,
            Money amount) {}
}
