package cn.civilaffairs.disbursement;

import java.util.Locale;

/** Why somebody is no longer paid (退出原因), benefits handbook §2.1; the stored code is the two-digit one. */
public enum ExitCode {
    /** 01 死亡 */
    DEATH,
    /** 02 收入超标 */
    INCOME,
    /** 03 财产超标 */
    PROPERTY,
    /** 04 就业渐退期满 */
    TAPER_ENDED,
    /** 05 领取养老金或社保待遇 */
    PENSION,
    /** 06 毕业就业 */
    GRADUATED,
    /** 07 服刑或强制戒毒 */
    DETAINED,
    /** 08 户籍迁出 */
    MOVED_OUT,
    /** 09 转特困供养 */
    TO_DESTITUTE_SUPPORT,
    /** 10 转孤儿或事实无人抚养 */
    TO_ORPHAN_SUPPORT,
    /** 11 自愿退出 */
    VOLUNTARY,
    /** 12 拒不配合 */
    UNCOOPERATIVE,
    /** 13 家庭分合 */
    HOUSEHOLD_CHANGED,
    /** 14 失联 */
    UNTRACEABLE,
    /** 15 骗保 */
    FRAUD,
    /** 16 其他 */
    OTHER;

    public String code() {
        return String.format(Locale.ROOT, "%02d", ordinal() + 1);
    }

    /** @param code two digits, 01 to 16 */
    public static ExitCode of(String code) {
        return values()[Integer.parseInt(code) - 1];
    }

    /** Whether reports count it as no longer meeting the income or property limits (收入财产不符). */
    public boolean failsMeans() {
        return this == INCOME || this == PROPERTY || this == TAPER_ENDED || this == PENSION || this == GRADUATED;
    }
}
