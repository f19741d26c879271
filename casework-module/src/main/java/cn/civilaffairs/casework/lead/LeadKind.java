package cn.civilaffairs.casework.lead;

import java.util.stream.Stream;

/**
 * What a lead says of a person (比对类型), in the words of the lists other departments send (contract 6). A module may file
 * leads of a kind of its own; its word then stands beside these as {@code LeadKind.<code>}.
 */
public enum LeadKind {
    /** 死亡 */
    DEATH,
    /** 火化 */
    CREMATION,
    /** 服刑 */
    PRISON,
    /** 养老金领取 */
    PENSION,
    /** 就业参保 */
    EMPLOYMENT,
    /** 车辆 */
    VEHICLE,
    /** 不动产 */
    REAL_ESTATE,
    /** 市场主体 */
    COMPANY,
    /** 户籍迁出 */
    MOVED_OUT,
    /** 残疾证变更 */
    DISABILITY_CARD,
    /** 在校学籍 */
    SCHOOL,
    /** 收养 */
    ADOPTION,
    /** 大额医疗支出 */
    MEDICAL_EXPENSE,
    /** 交通事故 */
    ACCIDENT,
    /** 灾害 */
    DISASTER,
    /** 失业 */
    UNEMPLOYMENT,
    /** 法律援助 */
    LEGAL_AID;

    /** Filed by the product itself: a sample found that somebody does not qualify (抽查不符合). */
    public static final String SAMPLE_WRONG = "SAMPLE_WRONG";

    /** Filed by the product itself: what a confirmed case rests on was promised and did not come (承诺未兑现). */
    public static final String PROMISE_BROKEN = "PROMISE_BROKEN";

    /** Filed by the product itself: a raised standard may let in a family that is not paid (提标新纳入). */
    public static final String NEWLY_ELIGIBLE = "NEWLY_ELIGIBLE";

    /**
     * Whether it says something of the person, which concerns whoever cares for them; kinds of a module's own concern its own
     * line of business.
     */
    static boolean isOfPerson(String kind) {
        return Stream.of(values()).anyMatch(known -> known.name().equals(kind));
    }

    /** Whether it says that somebody died, which holds the money until it is answered. */
    public static boolean isDeath(String kind) {
        return kind.equals(DEATH.name()) || kind.equals(CREMATION.name());
    }
}
