package cn.civilaffairs.registry.resident;

/** What became of a job somebody was offered (介绍就业结果). */
public enum JobAnswer {
    /** 接受 */
    ACCEPTED,
    /** 有正当理由未接受 */
    REFUSED_WITH_REASON,
    /** 无正当理由拒绝 */
    REFUSED
}
