package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.kernel.Money;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a household is paid again because the decision that lowered or ended its allowance did not stand (恢复待遇).
 *
 * @param from the first month the decision had taken away
 * @param ended whether the decision had ended the allowance, so that its end is taken back
 * @param amount yuan a month from {@code from} on
 * @param steps the determinations it takes, the earliest first
 * @param missed yuan for months already past that the next run pays beside its own month (补发)
 * @param problem key of the message why people have to restore it by hand, or null
 */
public record Restoration(
        YearMonth from,
        boolean ended,
        int persons,
        Money amount,
        List<ChangeOutlook.Step> steps,
        Money missed,
        @Nullable String problem) {

    public Restoration {
        steps = List.copyOf(steps);
    }

    static Restoration byHand(YearMonth from, boolean ended, String problem) {
        return new Restoration(from, ended, 0, Money.ZERO, List.of(), Money.ZERO, problem);
    }
}
