package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Rounding;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The income a person must stay below to belong to a marginal household (低保边缘家庭): a multiple of the standard, in some
 * provinces never more than the minimum wage (benefits handbook §2.2, E09).
 *
 * @param yuanPerPerson yuan a month; the line itself is already out
 */
public record MarginalIncomeLine(Money yuanPerPerson) {

    /** @param ceiling the monthly minimum wage where it caps the line, otherwise null */
    public static MarginalIncomeLine of(Money standard, BigDecimal multiple, @Nullable Money ceiling) {
        Money line = Rounding.FEN_HALF_UP.apply(standard.yuan().multiply(multiple));
        return new MarginalIncomeLine(ceiling == null ? line : line.atMost(ceiling));
    }

    /** @param monthlyIncome of the whole household */
    public boolean admits(Money monthlyIncome, int persons) {
        return monthlyIncome.compareTo(yuanPerPerson.times(persons)) < 0;
    }
}
