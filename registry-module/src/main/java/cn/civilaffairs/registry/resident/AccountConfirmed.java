package cn.civilaffairs.registry.resident;

import java.util.UUID;

/** A second person has confirmed an account of a resident; from now on it is the one that is paid into (账户已启用). */
public record AccountConfirmed(UUID residentId, UUID accountId) {}
