package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was determined to be due each month, and how it was worked out (核定). Kept as it was computed, whatever the rules
 * become later.
 *
 * @param persons how many people it covers (保障人数)
 * @param base yuan per month before supplements (基础金额)
 * @param supplement yuan per month of categorical supplements (分类施保)
 * @param ruleVersion the version of the rule that computed it
 * @param reckoning every line of the working as JSON: figure, source, standard, document
 * @param computed what the rules in force gave for an imported amount, for comparison only
 * @param decidedBy null where a roster was taken over from before the product
 */
public record Due(
        int persons,
        Money base,
        Money supplement,
        Cause cause,
        String ruleVersion,
        String reckoning,
        @Nullable Money computed,
        @Nullable UUID caseId,
        @Nullable UUID decidedBy,
        LocalDate decidedOn) {

    public Due {
        if (persons < 1) {
            throw new IllegalArgumentException("An amount covers at least one person");
        }
    }

    public Money amount() {
        return base.plus(supplement);
    }
}
