package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;

/** What the claims of a list come to (合计), in yuan. */
public record RecoverySum(
        int claims, Money amount, Money received, Money writtenOff, Money outstanding, Money overdue) {}
