package cn.civilaffairs.casework;

/** An appeal against the decision of a case has its outcome. Heard in the transaction that writes it down. */
public record AppealDecided(CaseFile file, Appeal appeal) {}
