package cn.civilaffairs.assistance.minimumliving.change;

/** What happened to a household in payment (变动类型), benefits handbook §1.4, §1.10, §2.1. */
public enum ChangeKind {
    /** 增员: somebody was born, married in or came back */
    MEMBER_ADDED,
    /** 减员: somebody died, left, moved away or is detained */
    MEMBER_LEFT,
    /** 户主变更, everybody stays */
    HEAD_CHANGED,
    /** 收入、财产变化 */
    MEANS_CHANGED,
    /** 拒绝就业: that member's share is no longer paid */
    JOB_REFUSED,
    /** 到龄: a member reached an age the reckoning asks for, such as eighteen */
    AGE_REACHED,
    /** 渐退: income rose through work or a pension, and payment goes on for some months */
    TAPERED,
    /** 停发: the whole household is no longer paid */
    ENDED
}
