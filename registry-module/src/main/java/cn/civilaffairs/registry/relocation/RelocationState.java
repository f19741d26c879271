package cn.civilaffairs.registry.relocation;

/** How far a move has come (迁移状态); the database refuses any other way through. */
public enum RelocationState {
    /** 待对方乡镇接收 */
    PROPOSED,
    /** 已接收,待生效 */
    ACCEPTED,
    /** 已生效 */
    DONE,
    /** 已退回 */
    DECLINED,
    /** 已撤回 */
    WITHDRAWN;

    public boolean isOpen() {
        return this == PROPOSED || this == ACCEPTED;
    }
}
