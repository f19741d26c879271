package cn.civilaffairs.casework.lead;

import java.util.List;

/** What looking into a lead came to (核实结果). */
public enum LeadOutcome {
    /** 属实-停发 */
    TRUE_STOP,
    /** 属实-变更 */
    TRUE_CHANGE,
    /** 属实-不影响 */
    TRUE_NO_EFFECT,
    /** 不属实 */
    UNTRUE,
    /** 无法核实 */
    UNVERIFIABLE;

    /** What may be answered to a lead of a kind: whoever is not paid has nothing to stop or change. */
    public static List<LeadOutcome> answersTo(String kind) {
        return kind.equals(LeadKind.NEWLY_ELIGIBLE) ? List.of(TRUE_NO_EFFECT, UNTRUE, UNVERIFIABLE) : List.of(values());
    }

    /** Its name among the words of a kind, whose answers may be called otherwise (用语). */
    public String wordFor(String kind) {
        return kind.equals(LeadKind.NEWLY_ELIGIBLE) ? kind + "." + name() : name();
    }

    /**
     * Whether money stops or changes, or stays held or is set free again, by this answer; then a second person confirms it. So
     * does the county whatever is answered to a finding of its own sample.
     */
    public boolean touchesMoney(String kind) {
        return this == TRUE_STOP || this == TRUE_CHANGE || LeadKind.isDeath(kind) || kind.equals(LeadKind.SAMPLE_WRONG);
    }
}
