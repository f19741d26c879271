package cn.civilaffairs.disbursement;

import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/** The monthly report of a scheme (月度统计表): county first, then its townships, each with 城市, 农村 and 小计. */
public record MonthlyReport(
        UUID runId,
        RunState state,
        String scheme,
        YearMonth month,
        List<ReportRow> rows,
        List<FailedIdentity> failures) {}
