package cn.civilaffairs.casework;

import cn.civilaffairs.casework.procedure.CaseAct;

/** A case left one step for another. Heard in the transaction that moves it. */
public record CaseMoved(CaseFile file, String fromStep, CaseAct act) {}
