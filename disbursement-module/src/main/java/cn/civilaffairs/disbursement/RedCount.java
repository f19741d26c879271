package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;

/**
 * How a red line stands in a run.
 *
 * @param stillPaid of those to be paused or stopped, how many the run pays as computed
 * @param amount what the run pays to those hit
 */
public record RedCount(
        String code, int hits, int unanswered, int pay, int pause, int stop, int stillPaid, Money amount) {}
