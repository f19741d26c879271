package cn.civilaffairs.disbursement.review;

/** How somebody was found alive (认证方式). */
public enum ReviewWay {
    /** 入户当面 */
    VISIT,
    /** 到窗口 */
    COUNTER,
    /** 视频 */
    VIDEO,
    /** 电话 */
    PHONE
}
