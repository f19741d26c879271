package cn.civilaffairs.assistance.review;

/** What a review found (复核结果), benefits handbook §1.10. */
public enum ReviewAnswer {
    /** 无变化 */
    UNCHANGED,
    /** 有变化: a change is reported as a case of its own */
    CHANGED,
    /** 无法联系: payment is suspended once confirmed */
    UNREACHABLE,
    /** 材料未交: payment is suspended once confirmed */
    PAPERS_MISSING;

    public boolean suspends() {
        return this == UNREACHABLE || this == PAPERS_MISSING;
    }
}
