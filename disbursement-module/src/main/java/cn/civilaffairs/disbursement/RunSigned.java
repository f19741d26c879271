package cn.civilaffairs.disbursement;

import java.util.UUID;

/** A run has been signed: its lines stand from here on. Published inside the transaction. */
public record RunSigned(UUID runId) {}
