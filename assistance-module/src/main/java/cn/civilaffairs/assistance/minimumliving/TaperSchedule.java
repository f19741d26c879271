package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Rounding;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a household is paid on its way out (渐退): month by month, and when it ends. Known in full on the day the change is
 * decided, so that the family can be told (benefits handbook §2.1, E14, E15). The allowance goes on being one: a tapering
 * household is counted as in care (在保) until its last month.
 *
 * @param before yuan a month before the income rose
 * @param instalments one for each month, without a gap; at least one
 */
public record TaperSchedule(TaperRule.Cause cause, Money before, List<Instalment> instalments) {

    private static final BigDecimal MONTHS_OF_YEAR = BigDecimal.valueOf(12);

    public TaperSchedule {
        instalments = List.copyOf(instalments);
        if (instalments.isEmpty()) {
            throw new IllegalArgumentException("A taper lasts a month at least");
        }
    }

    /**
     * The way out from that month on, or none: then the allowance ends with the month before {@code from}.
     *
     * @param before yuan a month paid until now
     * @param now the reckoning with the new income; only a household out for its income alone tapers, and only while that
     *     income is below the upper multiple of the standard
     * @param from the first month after the one the change was decided in (次月)
     */
    public static Optional<TaperSchedule> of(
            Money before,
            MinimumLivingCalculation now,
            MinimumLivingPolicy policy,
            TaperRule.Cause cause,
            YearMonth from) {
        return isOutForIncomeAlone(now)
                ? of(
                        before,
                        now.yearlyIncome(),
                        now.persons(),
                        policy.standard().amount(),
                        policy.taper(),
                        policy.rounding(),
                        cause,
                        from)
                : Optional.empty();
    }

    /** Only such a household tapers. */
    public static boolean isOutForIncomeAlone(MinimumLivingCalculation now) {
        return !now.entitled()
                && now.failures().stream()
                        .allMatch(condition -> condition.code() == Condition.Code.INCOME_BELOW_STANDARD);
    }

    /**
     * The same from plain figures. Income is compared over a year and for the whole household, so that nothing is divided.
     *
     * @param yearlyIncome of the whole household, yuan a year
     */
    public static Optional<TaperSchedule> of(
            Money before,
            BigDecimal yearlyIncome,
            int persons,
            Money standard,
            TaperRule rule,
            Rounding rounding,
            TaperRule.Cause cause,
            YearMonth from) {
        BigDecimal standards = standard.times(persons).yuan().multiply(MONTHS_OF_YEAR);
        boolean above = yearlyIncome.compareTo(standards) >= 0;
        boolean below = yearlyIncome.compareTo(standards.multiply(rule.upperMultiple(cause))) < 0;
        if (!above || !below || !before.isPositive() || rule.of(cause).isEmpty()) {
            return Optional.empty();
        }
        List<Instalment> instalments = new ArrayList<>();
        for (TaperRule.Step step : rule.of(cause)) {
            Money amount = rounding.apply(
                    before.yuan().multiply(BigDecimal.valueOf(step.percent())).movePointLeft(2));
            for (int i = 0; i < step.months(); i++) {
                instalments.add(new Instalment(from.plusMonths(instalments.size()), step.percent(), amount));
            }
        }
        return Optional.of(new TaperSchedule(cause, before, instalments));
    }

    public YearMonth firstMonth() {
        return instalments.get(0).month();
    }

    /** The last month paid; the allowance stops with the next. */
    public YearMonth lastMonth() {
        return instalments.get(instalments.size() - 1).month();
    }

    public Money total() {
        return Money.sum(instalments.stream().map(Instalment::amount).toList());
    }

    /** The months from which another amount is paid: one determination each. */
    public List<Instalment> changes() {
        List<Instalment> changes = new ArrayList<>();
        for (Instalment instalment : instalments) {
            if (changes.isEmpty() || !changes.get(changes.size() - 1).amount().equals(instalment.amount())) {
                changes.add(instalment);
            }
        }
        return changes;
    }

    /**
     * The reckoning a determination of the taper is explained by: why the household is no longer entitled, and what it is
     * paid nevertheless.
     */
    public MinimumLivingCalculation explain(
            Instalment instalment, MinimumLivingCalculation now, MinimumLivingPolicy policy) {
        List<ReckoningLine> lines = new ArrayList<>(now.lines());
        lines.removeIf(line -> line.code().equals(ReckoningLine.AMOUNT));
        lines.add(ReckoningLine.of(ReckoningLine.TAPER_BEFORE, before.toString(), before.yuan()));
        lines.add(new ReckoningLine(
                ReckoningLine.TAPER + "-" + cause.name(),
                firstMonth() + " 至 " + lastMonth(),
                before + " × " + instalment.percent() + "%",
                instalment.amount().yuan(),
                null,
                null,
                policy.document()));
        lines.add(ReckoningLine.of(
                ReckoningLine.AMOUNT,
                instalment.amount().toString(),
                instalment.amount().yuan()));
        return new MinimumLivingCalculation(
                now.ruleVersion(),
                instalment.month(),
                now.asOf(),
                now.persons(),
                instalment.amount(),
                Money.ZERO,
                instalment.amount(),
                now.yearlyIncome(),
                now.entitled(),
                now.marginal(),
                now.conditions(),
                lines);
    }

    /**
     * One month of the way out.
     *
     * @param percent of what was paid before
     */
    public record Instalment(YearMonth month, int percent, Money amount) {}
}
