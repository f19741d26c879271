package cn.civilaffairs.disbursement;

import java.time.YearMonth;
import java.util.UUID;

/**
 * What somebody is due has changed from a month on: another amount, an end, a person more or fewer. Published inside the
 * transaction of the change; months already paid may now have been paid too little or too much.
 */
public record EntitlementChanged(UUID entitlementId, YearMonth from) {}
