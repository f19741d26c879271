package cn.civilaffairs.disbursement;

import java.util.UUID;

/**
 * A household whose money a stop answer holds until a case has decided (停发待申报).
 *
 * @param holder the head
 * @param person whom the red line is about
 * @param code of the red line
 * @param runId the latest run it was found in
 */
public record StopToReport(UUID householdId, String holder, String person, String code, UUID runId) {}
