package cn.civilaffairs.disbursement;

/** The kinds of step from last month to this one, in the order they are shown (对账步骤). */
public enum BridgeStep {
    /** 期初 */
    OPENING,
    /** 在保名册 */
    NEW_ROSTER,
    /** 新申请 */
    NEW_APPLICATION,
    /** 迁入 */
    NEW_MOVED_IN,
    /** 转入 */
    NEW_TRANSFERRED,
    /** 县内迁入: from another township, or to another 城乡类别 */
    NEW_FROM_TOWNSHIP,
    /** 恢复待遇: an end that did not stand was taken back */
    NEW_RESTORED,
    /** 增员 */
    MEMBER_ADDED,
    /** 退出,按原因 */
    EXIT,
    /** 县内迁出 */
    LEFT_FOR_TOWNSHIP,
    /** 减员 */
    MEMBER_LEFT,
    /** 标准调整 */
    STANDARD_CHANGED,
    /** 到龄升档 */
    AGE_REACHED,
    /** 收入财产变化 */
    MEANS_CHANGED,
    /** 分类施保变化 */
    SUPPLEMENT_CHANGED,
    /** 缓发 */
    HELD,
    /** 恢复发放 */
    RESUMED,
    /** 补发(比上月增减) */
    ARREARS,
    /** 扣减(比上月增减) */
    DEDUCTIONS,
    /** 不予发放 */
    REFUSED,
    /** 期末 */
    CLOSING;

    /** @param stored a step as stored; an exit carries its code, {@code EXIT_01} */
    public static BridgeStep of(String stored) {
        return stored.startsWith("EXIT_") ? EXIT : valueOf(stored);
    }
}
