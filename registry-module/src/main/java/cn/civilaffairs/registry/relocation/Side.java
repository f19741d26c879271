package cn.civilaffairs.registry.relocation;

/** Which of the two townships (迁出地、迁入地). */
public enum Side {
    /** 迁出地 */
    LEAVING,
    /** 迁入地 */
    RECEIVING;

    public Side other() {
        return this == LEAVING ? RECEIVING : LEAVING;
    }
}
