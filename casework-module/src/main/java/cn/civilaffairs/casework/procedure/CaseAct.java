package cn.civilaffairs.casework.procedure;

/** What can be done to a case; each leaves an entry in its history (办理经过). */
public enum CaseAct {
    /** 受理 */
    OPEN,
    /** 同意, on to the next step, or confirmed with the last */
    AGREE,
    /** 退回 */
    RETURN,
    /** 补正后送回, straight to who returned it */
    RESUBMIT,
    /** 不予确认 */
    REFUSE,
    /** 申请人撤回 */
    WITHDRAW,
    /** 终止办理 */
    ABORT,
    /** 登记材料 */
    PAPERS,
    /** 一次性告知 */
    ASK_PAPERS,
    /** 开始公示 */
    POST,
    /** 公示无异议 */
    POSTING_CLEAR,
    /** 公示有异议 */
    POSTING_OBJECTION,
    /** 中止计时 */
    PAUSE,
    /** 恢复计时 */
    RESUME,
    /** 延长办理期限 */
    EXTEND,
    /** 异议复核 */
    RECHECK,
    /** 民主评议 */
    APPRAISE,
    /** 复议、诉讼后重新办理 */
    REOPEN,
    /** 记事 */
    NOTE;

    /** Whether the act decides something, so that separation of duties applies to it. */
    public boolean isDecision() {
        return switch (this) {
            case AGREE, RETURN, RESUBMIT, REFUSE, POSTING_CLEAR -> true;
            default -> false;
        };
    }
}
