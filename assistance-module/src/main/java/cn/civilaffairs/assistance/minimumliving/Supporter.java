package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody outside the household who owes it support (非共同生活赡养义务人), with what the fee is reckoned from.
 *
 * @param monthlyIncome of the supporter's household, yuan
 * @param persons of the supporter's household
 * @param dependants how many people the supporter owes support to
 * @param agreedFee yuan a month by agreement or judgment, in place of the formula
 */
public record Supporter(
        UUID id,
        String name,
        Money monthlyIncome,
        int persons,
        int dependants,
        @Nullable Money agreedFee) {

    private static final BigDecimal MONTHS_OF_YEAR = BigDecimal.valueOf(12);
    private static final int EXACT_SCALE = 20;

    public Supporter {
        if (persons < 1 || dependants < 1) {
            throw new IllegalArgumentException("A supporter counts themselves and supports somebody");
        }
    }

    /**
     * What counts as received of the supporter in a year: {@code max(0, income − k × standard × persons) × rate ÷
     * dependants}, twelve times (benefits handbook §1.5, E19).
     *
     * @param standard yuan a month for each person
     */
    BigDecimal yearlyFee(Money standard, MinimumLivingPolicy.SupportFee rule) {
        if (agreedFee != null) {
            return agreedFee.yuan().multiply(MONTHS_OF_YEAR);
        }
        return monthlyIncome
                .yuan()
                .subtract(kept(standard, rule))
                .max(BigDecimal.ZERO)
                .multiply(BigDecimal.valueOf(rule.percent()).movePointLeft(2))
                .multiply(MONTHS_OF_YEAR)
                .divide(BigDecimal.valueOf(dependants), EXACT_SCALE, RoundingMode.HALF_UP)
                .stripTrailingZeros();
    }

    /** What the supporter's own household keeps to live on, yuan a month. */
    private BigDecimal kept(Money standard, MinimumLivingPolicy.SupportFee rule) {
        return standard.times(persons).yuan().multiply(rule.multiple());
    }

    /** The formula with its figures put in, for a year. */
    String figure(Money standard, MinimumLivingPolicy.SupportFee rule) {
        if (agreedFee != null) {
            return agreedFee + " × 12";
        }
        String own = monthlyIncome + " − "
                + rule.multiple().stripTrailingZeros().toPlainString() + " × " + standard + " × " + persons;
        return monthlyIncome.yuan().compareTo(kept(standard, rule)) <= 0
                ? own + " ≤ 0"
                : "(" + own + ") × " + rule.percent() + "% ÷ " + dependants + " × 12";
    }
}
