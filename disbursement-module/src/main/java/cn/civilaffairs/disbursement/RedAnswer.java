package cn.civilaffairs.disbursement;

/** What is done about a red-line hit (红线答复). */
public enum RedAnswer {
    /** 暂停 */
    PAUSE,
    /** 说明后发放 */
    PAY,
    /** 停发 */
    STOP
}
