package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation;
import cn.civilaffairs.assistance.minimumliving.ReckoningChange;
import cn.civilaffairs.assistance.minimumliving.ReckoningJson.Reckoning;
import cn.civilaffairs.assistance.minimumliving.ReckoningLine;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Due;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a change means in money (变动前后): before and after line by line, from which month, and what it means for months
 * already paid.
 *
 * @param from the first month that is another
 * @param before the reckoning paid now
 * @param after the reckoning from {@code from} on; null where nothing is paid any more
 * @param personsAfter zero once nothing is paid
 * @param amountAfter yuan a month from {@code from} on; in a taper, of its first month
 * @param exitCode why payment ends; null while it goes on
 * @param lastMonth the last month due; in the future where a household tapers
 * @param steps the determinations it takes, the earliest first
 * @param past months already paid that are due another amount now
 * @param warnings keys of messages for what the next officer must know
 */
public record ChangeOutlook(
        YearMonth from,
        int personsBefore,
        Money amountBefore,
        Reckoning before,
        int personsAfter,
        Money amountAfter,
        @Nullable Reckoning after,
        @Nullable ExitCode exitCode,
        @Nullable YearMonth lastMonth,
        List<Step> steps,
        List<PastMonth> past,
        List<String> warnings) {

    private static final Set<String> ROUNDING = Set.of(ReckoningLine.ROUNDED, ReckoningLine.EXACT);

    public ChangeOutlook {
        steps = List.copyOf(steps);
        past = List.copyOf(past);
        warnings = List.copyOf(warnings);
    }

    /** Whether nothing is paid from {@link #from} on. */
    public boolean stops() {
        return exitCode != null && after == null;
    }

    /** Whether payment goes on for some months and then ends (渐退). */
    public boolean tapers() {
        return exitCode != null
                && after != null
                && after.lines().stream().anyMatch(line -> line.code().equals(ReckoningLine.TAPER_BEFORE));
    }

    public Money difference() {
        return amountAfter.minus(amountBefore);
    }

    /** The lines that are another, as the page shows them: how it is rounded left aside, the amount last. */
    public List<ReckoningChange> changes() {
        if (after == null) {
            return List.of();
        }
        return ReckoningChange.between(before, after).stream()
                .filter(change -> !ROUNDING.contains(change.code()))
                .sorted(Comparator.comparing(change -> change.code().equals(ReckoningLine.AMOUNT)))
                .toList();
    }

    /** What is still to be paid for months already paid (补发). */
    public Money arrears() {
        return Money.sum(past.stream()
                .map(PastMonth::difference)
                .filter(Money::isPositive)
                .toList());
    }

    /** What was paid too much for months already paid (追缴). */
    public Money overpaid() {
        return Money.sum(past.stream()
                        .map(PastMonth::difference)
                        .filter(Money::isNegative)
                        .toList())
                .negated();
    }

    /** Whether another reckoning comes to the same money. */
    boolean sameMoney(ChangeOutlook other) {
        return personsAfter == other.personsAfter
                && amountAfter.equals(other.amountAfter)
                && exitCode == other.exitCode
                && overpaid().equals(other.overpaid())
                && arrears().equals(other.arrears());
    }

    /** One determination. */
    public record Step(YearMonth from, int persons, Money base, Money supplement, Cause cause, String reckoning) {

        public Money amount() {
            return base.plus(supplement);
        }

        /** As the register of benefits takes it. */
        Due due(UUID caseId, UUID decidedBy, LocalDate decidedOn) {
            return new Due(
                    persons,
                    base,
                    supplement,
                    cause,
                    MinimumLivingCalculation.RULE_VERSION,
                    reckoning,
                    null,
                    caseId,
                    decidedBy,
                    decidedOn);
        }
    }

    /** A month already paid. */
    public record PastMonth(YearMonth month, Money paid, Money due) {

        /** Positive: still to be paid. Negative: paid too much. */
        public Money difference() {
            return due.minus(paid);
        }
    }
}
