package cn.civilaffairs.casework;

/** A case was opened. Heard in the transaction that opens it. */
public record CaseOpened(CaseFile file) {}
