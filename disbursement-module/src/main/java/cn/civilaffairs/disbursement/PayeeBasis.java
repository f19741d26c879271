package cn.civilaffairs.disbursement;

/**
 * Why somebody may receive a benefit's money (领款人与待遇对象的关系). Benefits handbook §7: what a household has goes to its head
 * or to whom it names, what a person has to the person, a minor's to the guardian with proof of the relation.
 */
public enum PayeeBasis {
    /** 本人 */
    HOLDER,
    /** 本户成员 */
    MEMBER,
    /** 监护人或代领人 */
    GUARDIAN
}
