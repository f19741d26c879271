package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.policy.Standard;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a scheme works out what many are due (金额规则). Domain modules declare theirs as beans; uplifts ask it. It writes
 * nothing and keeps nothing in memory beyond the recipients handed to it.
 */
public interface AmountRule {

    /** The code of the scheme whose amounts these are. */
    String scheme();

    /**
     * Works out, for each recipient, the amount by the standards in force and by these together with another one.
     *
     * @param proposed taken as if it were approved already
     * @param each told of every recipient once, in any order
     */
    void compare(List<Recipient> recipients, Standard proposed, Consumer<Comparison> each);

    /** Whoever is entitled, in a month. */
    record Recipient(
            UUID entitlementId,
            AreaCode area,
            UrbanRural residence,
            @Nullable UUID householdId,
            UUID residentId,
            @Nullable String category,
            YearMonth month) {}

    /**
     * What a rule comes to.
     *
     * @param reckoning the working as JSON, written only where it is kept
     */
    record Amount(
            int persons,
            Money base,
            Money supplement,
            boolean eligible,
            String ruleVersion,
            Supplier<String> reckoning) {

        public Money total() {
            return base.plus(supplement);
        }
    }

    /** Now and then; both null where the register knows too little to reckon at all. */
    record Comparison(
            Recipient recipient,
            @Nullable Amount now,
            @Nullable Amount then) {}
}
