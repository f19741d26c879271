package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Should-have against did-pay, month by month (应发与已发), benefits handbook §1.10. The one place that knows whether money is
 * owed to a household (补发) or by it (追缴). Pure: dates, amounts in yuan and nothing else.
 */
public final class Ledger {

    private final Benefit benefit;

    public Ledger(Benefit benefit) {
        this.benefit = benefit;
    }

    /**
     * Every month something was paid or claimed for, the earliest first.
     *
     * @param paid yuan that reached the household, by benefit month
     * @param claimed yuan that closed claims account for, by benefit month
     */
    public List<LedgerMonth> months(Map<YearMonth, Money> paid, Map<YearMonth, Money> claimed) {
        SortedSet<YearMonth> months = new TreeSet<>(paid.keySet());
        months.addAll(claimed.keySet());
        return months.stream()
                .map(month ->
                        month(month, paid.getOrDefault(month, Money.ZERO), claimed.getOrDefault(month, Money.ZERO)))
                .toList();
    }

    private LedgerMonth month(YearMonth month, Money paid, Money claimed) {
        Money given = benefit.given().get(month);
        if (given != null) {
            return nothingDetermined(month, given, paid, claimed, "按文书补发 " + given.grouped() + " 元");
        }
        if (month.isBefore(benefit.first())) {
            return nothingDue(month, paid, claimed, "待遇自 " + benefit.first() + " 起，本月不应发放");
        }
        if (benefit.last() != null && month.isAfter(benefit.last())) {
            return nothingDue(month, paid, claimed, "待遇发至 " + benefit.last() + "，本月不应发放");
        }
        if (benefit.deadMonths().contains(month)) {
            return nothingDue(month, paid, claimed, "保障对象已死亡，本月不应发放");
        }
        Determined determined = inForce(month);
        if (determined == null) {
            return nothingDue(month, paid, claimed, "本月没有核定金额");
        }
        return new LedgerMonth(
                month,
                determined.amount(),
                paid,
                claimed,
                "核定 %s 元，已发 %s 元".formatted(determined.amount(), paid),
                determined.id());
    }

    private static LedgerMonth nothingDue(YearMonth month, Money paid, Money claimed, String why) {
        return nothingDetermined(month, Money.ZERO, paid, claimed, why);
    }

    private static LedgerMonth nothingDetermined(YearMonth month, Money due, Money paid, Money claimed, String why) {
        return new LedgerMonth(month, due, paid, claimed, why, null);
    }

    private @Nullable Determined inForce(YearMonth month) {
        return benefit.determinations().stream()
                .filter(determined -> !determined.from().isAfter(month))
                .max(Comparator.comparing(Determined::from).thenComparing(Determined::ordinal))
                .orElse(null);
    }

    /**
     * The months a claim consists of: those paid too much, and, as long as a claim remains, those paid too little, so that
     * one letter states one net amount with its arithmetic (同一笔内相抵). Empty if nothing is to be claimed.
     *
     * @param months as {@link #months} gave them
     * @param payable yuan still on its way for a month by other means, such as a payment the bank returned
     */
    public static List<LedgerMonth> claim(List<LedgerMonth> months, Map<YearMonth, Money> payable) {
        List<LedgerMonth> claimed = new ArrayList<>();
        List<LedgerMonth> owed = new ArrayList<>();
        for (LedgerMonth month : months) {
            if (month.difference().isPositive()) {
                claimed.add(month);
            } else if (month.difference().isNegative()
                    && month.paid().isPositive()
                    && !payable.containsKey(month.month())) {
                owed.add(month);
            }
        }
        Money over = Money.sum(claimed.stream().map(LedgerMonth::difference).toList());
        Money under = Money.sum(owed.stream().map(LedgerMonth::difference).toList());
        if (over.plus(under).isPositive()) {
            claimed.addAll(owed);
            claimed.sort(Comparator.comparing(LedgerMonth::month));
        }
        return claimed;
    }

    /**
     * What is still to be paid for a month (应补发): due, less what reached the household and what claims account for, less what
     * is on its way already.
     */
    public static Money payable(LedgerMonth month, Money underWay) {
        return Money.ZERO.minus(month.difference()).minus(underWay).atLeast(Money.ZERO);
    }

    /** The net of a claim's months: never below zero, see {@link #claim}. */
    public static Money net(List<LedgerMonth> claim) {
        return Money.sum(claim.stream().map(LedgerMonth::difference).toList());
    }

    /**
     * A benefit as it is known today.
     *
     * @param last the last month due, or null while it runs
     * @param deadMonths months in which everybody covered had died too early to be paid (死亡停发规则)
     * @param given yuan a document granted for months nothing was determined for (按文书补发)
     */
    public record Benefit(
            YearMonth first,
            @Nullable YearMonth last,
            Set<YearMonth> deadMonths,
            List<Determined> determinations,
            Map<YearMonth, Money> given) {

        public Benefit {
            deadMonths = Set.copyOf(deadMonths);
            determinations = List.copyOf(determinations);
            given = Map.copyOf(given);
        }

        public Benefit(
                YearMonth first, @Nullable YearMonth last, Set<YearMonth> deadMonths, List<Determined> determinations) {
            this(first, last, deadMonths, determinations, Map.of());
        }
    }

    /** An amount in force from a month on; of two from the same month the higher ordinal stands. */
    public record Determined(UUID id, YearMonth from, int ordinal, Money amount) {}
}
