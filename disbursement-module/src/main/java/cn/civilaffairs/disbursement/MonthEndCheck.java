package cn.civilaffairs.disbursement;

import java.util.List;

/** Plug: lines of the month's checklist that other modules answer for, such as leads and reviews. */
public interface MonthEndCheck {

    List<MonthItem> items(PaymentRun run);
}
