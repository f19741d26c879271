package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a household's means that is another now.
 *
 * @param item the registered item it is about; null for one that is new
 * @param amount what it is now, yuan for one period; null where the item is gone
 * @param owner whose a new item is; null for the household's
 */
public record MeansLine(
        @Nullable UUID item,
        @Nullable Money amount,
        @Nullable UUID owner,
        @Nullable MeansCategory category,
        @Nullable String name,
        @Nullable MeansPeriod period) {

    public MeansLine {
        if (item == null && (amount == null || category == null || period == null || name == null || name.isBlank())) {
            throw new RuleViolation("change.means-incomplete");
        }
        if (amount != null && amount.isNegative()) {
            throw new RuleViolation("means.negative");
        }
    }

    public static MeansLine gone(UUID item) {
        return new MeansLine(item, null, null, null, null, null);
    }

    public static MeansLine changed(UUID item, Money amount) {
        return new MeansLine(item, amount, null, null, null, null);
    }

    public static MeansLine added(
            @Nullable UUID owner, MeansCategory category, String name, Money amount, MeansPeriod period) {
        return new MeansLine(null, amount, owner, category, name.strip(), period);
    }
}
