package cn.civilaffairs.registry.resident;

/** What an item of income, expense or property is (项目类别), contract 2. */
public enum MeansCategory {
    /** 工资性收入 */
    WAGE,
    /** 经营净收入 */
    BUSINESS,
    /** 财产净收入 */
    PROPERTY,
    /** 转移净收入 */
    TRANSFER,
    /** 其他收入 */
    OTHER,
    /** 刚性支出 */
    RIGID_EXPENSE,
    /** 赡养支付 */
    SUPPORT_PAID,
    /** 金融资产 */
    FINANCIAL_ASSET,
    /** 机动车 */
    VEHICLE,
    /** 房产 */
    HOUSE,
    /** 商业登记 */
    COMPANY;

    public boolean isIncome() {
        return compareTo(OTHER) <= 0;
    }

    public boolean isProperty() {
        return compareTo(FINANCIAL_ASSET) >= 0;
    }
}
