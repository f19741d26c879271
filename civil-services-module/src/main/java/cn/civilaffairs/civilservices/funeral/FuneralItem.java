package cn.civilaffairs.civilservices.funeral;

/** What the funeral home may charge for (基础项目清单), services handbook §3.2; nothing else is charged. */
public enum FuneralItem {
    /** 遗体接运 */
    TRANSPORT,
    /** 遗体存放 */
    STORAGE,
    /** 告别 */
    FAREWELL,
    /** 火化 */
    CREMATION,
    /** 骨灰寄存 */
    ASHES_STORAGE
}
