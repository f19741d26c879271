package cn.civilaffairs.kernel;

/**
 * One of an officer's appointments (岗位授权): a role within a line of business. Whoever handles old-age allowances and
 * supervises marriages does neither the other way round.
 */
public record Appointment(Role role, LineOfBusiness line) {}
