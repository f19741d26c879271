package cn.civilaffairs.registry.resident;

/** Why somebody able to work rightly does not (未就业的正当理由). */
public enum WorkExcuseGround {
    /** 在校 */
    STUDENT,
    /** 照料家人 */
    CARER,
    /** 孕产哺乳 */
    PREGNANT,
    /** 参加培训 */
    TRAINING,
    /** 患病 */
    ILL,
    /** 其他 */
    OTHER
}
