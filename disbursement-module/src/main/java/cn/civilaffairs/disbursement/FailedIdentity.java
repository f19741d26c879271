package cn.civilaffairs.disbursement;

import java.math.BigDecimal;

/** Two figures of a report that should agree and do not (勾稽不符). */
public record FailedIdentity(String where, String what, BigDecimal left, BigDecimal right) {}
