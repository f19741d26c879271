package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;

/** What the bank has answered for a run so far (到账情况). */
public record Settlement(
        int lines, Money amount, int succeeded, Money settled, int failed, Money failedAmount, int unanswered) {}
