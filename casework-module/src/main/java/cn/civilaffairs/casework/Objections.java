package cn.civilaffairs.casework;

import cn.civilaffairs.casework.procedure.CaseAct;
import java.util.List;

/**
 * Reads off a case's history how its latest objection (异议) stands: looked into again, and heard by the neighbours.
 *
 * @param since what happened after the latest objection; empty as well where there never was one
 */
record Objections(boolean met, List<CaseEntry> since) {

    private static final String OBJECTION = "OBJECTION";

    static Objections of(List<CaseEntry> entries) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            CaseEntry entry = entries.get(i);
            boolean sentBackForIt = entry.act() == CaseAct.RETURN && OBJECTION.equals(entry.reasonCode());
            if (entry.act() == CaseAct.POSTING_OBJECTION || sentBackForIt) {
                return new Objections(true, entries.subList(i + 1, entries.size()));
            }
        }
        return new Objections(false, List.of());
    }

    boolean isRechecked() {
        return happened(CaseAct.RECHECK) || happened(CaseAct.RESUBMIT);
    }

    boolean isAppraised() {
        return happened(CaseAct.APPRAISE);
    }

    private boolean happened(CaseAct act) {
        return since.stream().anyMatch(entry -> entry.act() == act);
    }
}
