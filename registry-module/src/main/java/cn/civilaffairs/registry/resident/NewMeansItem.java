package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.RuleViolation;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A means item as entered.
 *
 * @param residentId whose it is; none where it is the household's
 */
public record NewMeansItem(
        @Nullable UUID residentId,
        MeansCategory category,
        String name,
        Money amount,
        MeansPeriod period,
        LocalDate startOn,
        @Nullable LocalDate endOn,
        MeansSource source,
        @Nullable Exemption exemption,
        @Nullable String remark) {

    public NewMeansItem {
        name = name.strip();
        if (name.isEmpty()) {
            throw new RuleViolation("means.name-missing");
        }
        if (amount.isNegative()) {
            throw new RuleViolation("means.negative");
        }
        if (endOn != null && endOn.isBefore(startOn)) {
            throw new RuleViolation("means.ends-before-it-starts");
        }
        if (exemption != null && !category.isIncome()) {
            throw new RuleViolation("means.exemption-without-income");
        }
    }
}
