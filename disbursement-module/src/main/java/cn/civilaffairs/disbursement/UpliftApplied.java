package cn.civilaffairs.disbursement;

/**
 * An uplift has reached everybody it was approved for (提标已执行). Heard in the same transaction as its last step; who the
 * product found besides stands in {@link UpliftDesk#newcomers}.
 */
public record UpliftApplied(Uplift uplift) {}
