package cn.civilaffairs.disbursement;

import java.time.YearMonth;
import java.util.UUID;

/** A new amount for an entitlement from a month on (重新核定). */
public record Redetermination(UUID entitlementId, YearMonth from, Due due) {}
