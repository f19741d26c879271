package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment line with what became of it, as a family file shows it.
 *
 * @param outcome {@code PENDING} until signed, {@code SIGNED}, {@code PAID} or {@code FAILED} once the bank has answered
 */
public record Payment(
        UUID runId,
        String runNo,
        int seq,
        String scheme,
        String kind,
        YearMonth benefitMonth,
        YearMonth payMonth,
        String payeeName,
        String bank,
        String accountLastFour,
        int persons,
        Money amount,
        @Nullable UUID determinationId,
        String explanation,
        String outcome,
        @Nullable String failure,
        @Nullable LocalDate processedOn) {}
