package cn.civilaffairs.disbursement.review;

/** What a review found (复核结果), benefits handbook §1.10; each programme offers some of them. */
public enum ReviewAnswer {
    /** 无变化 */
    UNCHANGED,
    /** 有变化: a change is reported as a case of its own */
    CHANGED,
    /** 无法联系: payment is suspended once confirmed */
    UNREACHABLE,
    /** 材料未交: payment is suspended once confirmed */
    PAPERS_MISSING,
    /** 健在: the person was seen or heard */
    ALIVE,
    /** 据报去世: a lead for the township, and the money waits */
    DIED;

    public boolean suspends() {
        return this == UNREACHABLE || this == PAPERS_MISSING;
    }

    /** Whether it is looked at again in a month and not in a full period. */
    public boolean leavesOpen() {
        return suspends() || this == DIED;
    }
}
