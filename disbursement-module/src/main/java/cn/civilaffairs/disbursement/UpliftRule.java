package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a new standard does to one benefit (提标结果). Pure. Only what follows from the standard alone is changed by it: where
 * the rules in force do not come to the amount that is paid, somebody has to look (人工核定), and nobody is stopped without
 * being heard (handbook §1.10).
 */
public final class UpliftRule {

    private UpliftRule() {}

    /** What becomes of a benefit. */
    public enum Outcome {
        /** 提高 */
        RAISED,
        /** 降低 */
        LOWERED,
        /** 不变 */
        UNCHANGED,
        /** 不再符合条件 */
        INELIGIBLE,
        /** 需人工核定 */
        MANUAL
    }

    /** @param after what is due then; the same as now unless raised or lowered */
    public record Result(
            Outcome outcome,
            Money after,
            int persons,
            @Nullable String why) {}

    /**
     * @param paid yuan determined for the month as it stands
     * @param cause why it was determined
     */
    public static Result of(Money paid, int persons, Cause cause, AmountRule.Comparison reckoned) {
        AmountRule.Amount now = reckoned.now();
        AmountRule.Amount then = reckoned.then();
        if (cause == Cause.TAPER || cause == Cause.JOB_REFUSED) {
            return manual(paid, persons, cause == Cause.TAPER ? "渐退期内，按渐退计划发放" : "拒绝就业扣减中，须重新核定扣减额");
        }
        if (now == null || then == null) {
            return manual(paid, persons, "登记信息不足，不能测算");
        }
        if (now.persons() != persons || !now.total().equals(paid)) {
            return manual(
                    paid,
                    persons,
                    "现发 %s 元 %d 人，按登记信息测算为 %s 元 %d 人，不一致".formatted(paid, persons, now.total(), now.persons()));
        }
        if (!then.eligible()) {
            return new Result(Outcome.INELIGIBLE, paid, persons, "按新标准不再符合条件，须办理停发");
        }
        int change = then.total().compareTo(paid);
        return new Result(
                change > 0 ? Outcome.RAISED : change < 0 ? Outcome.LOWERED : Outcome.UNCHANGED,
                then.total(),
                then.persons(),
                null);
    }

    private static Result manual(Money paid, int persons, String why) {
        return new Result(Outcome.MANUAL, paid, persons, why);
    }
}
