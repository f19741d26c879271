package cn.civilaffairs.assistance.minimumliving;

/** Whoever is asked in a means check (核对部门), benefits handbook §1.7. */
public enum Department {
    /** 公安(户籍) */
    HOUSEHOLD_REGISTRATION,
    /** 税务 */
    TAX,
    /** 社会保险 */
    SOCIAL_INSURANCE,
    /** 不动产登记 */
    REAL_ESTATE,
    /** 市场主体登记 */
    MARKET,
    /** 住房公积金 */
    HOUSING_FUND,
    /** 车辆管理 */
    VEHICLES,
    /** 银行 */
    BANKS,
    /** 证券 */
    SECURITIES,
    /** 保险 */
    INSURANCE,
    /** 殡葬 */
    FUNERAL,
    /** 残联 */
    DISABLED_FEDERATION
}
