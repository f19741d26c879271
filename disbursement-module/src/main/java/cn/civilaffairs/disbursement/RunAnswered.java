package cn.civilaffairs.disbursement;

import java.util.UUID;

/** The bank has answered lines of a run; some may have been returned. Published inside the transaction. */
public record RunAnswered(UUID runId) {}
