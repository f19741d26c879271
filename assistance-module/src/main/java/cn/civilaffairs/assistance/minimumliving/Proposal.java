package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.assistance.minimumliving.ReckoningJson.Reckoning;
import cn.civilaffairs.kernel.Money;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.UUID;

/**
 * The amount a reviewer proposed (拟保障金额), with the facts it was reckoned from. Kept as it was; another one has the next
 * number.
 *
 * @param effectiveMonth the month it is meant to begin
 */
public record Proposal(
        UUID caseId,
        int ordinal,
        YearMonth effectiveMonth,
        int persons,
        Money amount,
        boolean entitled,
        String ruleVersion,
        Reckoning reckoning,
        String madeBy,
        OffsetDateTime madeAt) {}
