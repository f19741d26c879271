package cn.civilaffairs.disbursement;

import java.time.Instant;

/** Something done about a claim (追缴经过). */
public record RecoveryAct(String act, String note, String officer, Instant at) {}
