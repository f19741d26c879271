package cn.civilaffairs.casework.lead;

/**
 * The answer to a lead stands (线索办结): given, and where money hangs on it, confirmed by a second person. Heard in the same
 * transaction: what a listener refuses leaves the lead unanswered.
 */
public record LeadAnswered(Lead lead) {}
