package cn.civilaffairs.casework.lead;

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

    /**
     * Whether money stops or changes, or stays held or is set free again, by this answer; then a second person confirms it. So
     * does the county whatever is answered to a finding of its own sample.
     */
    public boolean touchesMoney(String kind) {
        return this == TRUE_STOP || this == TRUE_CHANGE || LeadKind.isDeath(kind) || kind.equals(LeadKind.SAMPLE_WRONG);
    }
}
