package cn.civilaffairs.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Locale;

/**
 * An amount of yuan, exact to the fen (元, 精确到分). A third decimal is refused on construction: rounding is a step of a
 * rule and carries that rule's name, see {@link Rounding}.
 */
public record Money(BigDecimal yuan) implements Comparable<Money> {

    public static final Money ZERO = Money.of(0);

    public Money {
        yuan = yuan.setScale(2, RoundingMode.UNNECESSARY);
    }

    public static Money of(long yuan) {
        return new Money(BigDecimal.valueOf(yuan));
    }

    /** @param yuan a plain decimal such as {@code 1530.00}; more than two decimals are refused */
    public static Money of(String yuan) {
        return new Money(new BigDecimal(yuan));
    }

    public static Money ofFen(long fen) {
        return new Money(BigDecimal.valueOf(fen, 2));
    }

    public static Money sum(Collection<Money> amounts) {
        return amounts.stream().reduce(ZERO, Money::plus);
    }

    public Money plus(Money other) {
        return new Money(yuan.add(other.yuan));
    }

    public Money minus(Money other) {
        return new Money(yuan.subtract(other.yuan));
    }

    public Money times(int count) {
        return new Money(yuan.multiply(BigDecimal.valueOf(count)));
    }

    public Money negated() {
        return new Money(yuan.negate());
    }

    public Money atLeast(Money floor) {
        return compareTo(floor) < 0 ? floor : this;
    }

    public Money atMost(Money ceiling) {
        return compareTo(ceiling) > 0 ? ceiling : this;
    }

    public boolean isPositive() {
        return yuan.signum() > 0;
    }

    public boolean isZero() {
        return yuan.signum() == 0;
    }

    public boolean isNegative() {
        return yuan.signum() < 0;
    }

    public long fen() {
        return yuan.unscaledValue().longValueExact();
    }

    @Override
    public int compareTo(Money other) {
        return yuan.compareTo(other.yuan);
    }

    /** As people read it: {@code 1,530.00}. */
    public String grouped() {
        return String.format(Locale.ROOT, "%,.2f", yuan);
    }

    /** Plain yuan with two decimals, as files and rules write it: {@code 1530.00}. */
    @Override
    public String toString() {
        return yuan.toPlainString();
    }
}
