package cn.civilaffairs.disbursement.review;

/**
 * One review of the plan (计划复核), task or not yet.
 *
 * @param recorded whether an answer was written down that nobody confirmed yet
 * @param version of the benefit, as shown
 */
public record PlannedReview(ReviewedBenefit benefit, boolean recorded, ReviewWindow window, int version) {}
