package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment the bank could not make and nobody has made since (退票). Which stage it is in follows from the accounts and
 * runs there are, so it cannot be behind them.
 *
 * @param since when the bank refused it for the first time
 * @param times how often it was refused, the first time included
 * @param dueOn until when the township is to bring another account
 * @param suspended whether the benefit is held until there is a new account
 * @param reissuedIn the supplementary run that pays it again, once it does
 */
public record FailedPayment(
        UUID runId,
        int seq,
        String runNumber,
        String scheme,
        YearMonth benefitMonth,
        String townName,
        String areaName,
        @Nullable UUID householdId,
        UUID entitlementId,
        String residentName,
        UUID payeeId,
        String payeeName,
        String bank,
        String lastFour,
        Money amount,
        String reason,
        LocalDate failedOn,
        LocalDate since,
        int times,
        LocalDate dueOn,
        FailedStage stage,
        boolean suspended,
        @Nullable UUID reissuedIn,
        @Nullable String note) {

    public boolean overdue(LocalDate today) {
        return stage.atTownship() && dueOn.isBefore(today);
    }

    public long daysUnpaid(LocalDate today) {
        return ChronoUnit.DAYS.between(since, today);
    }
}
