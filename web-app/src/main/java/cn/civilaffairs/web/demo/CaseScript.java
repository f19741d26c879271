package cn.civilaffairs.web.demo;

/**
 * How far a demo case has come, and how long it has been there.
 *
 * @param goal what its last act leads to
 * @param workingDays from its opening to the day the demo stands at
 */
record CaseScript(Goal goal, int workingDays) {

    /** Where a case is left, in the order of the procedure; closed ones have gone past the place they are named after. */
    enum Goal {
        /** 受理, papers still to come */
        ACCEPTANCE,
        /** 一次性告知, waiting for the papers */
        ASKED_FOR_PAPERS,
        /** 受理时不予受理 */
        REFUSED_AS_NOT_LOCAL,
        /** 申请人撤回 */
        WITHDRAWN,
        /** 核对中 */
        MEANS_CHECK,
        /** 核对中, half of the departments have answered */
        MEANS_CHECK_HALF,
        /** 待入户 */
        HOME_VISIT,
        /** 入户已记, not sent on */
        HOME_VISIT_RECORDED,
        /** 待审核 */
        REVIEW,
        /** 审核退回入户 */
        RETURNED_TO_VISIT,
        /** 不予确认: income above the standard */
        REFUSED_FOR_INCOME,
        /** 不予确认: the household does not cooperate */
        REFUSED_AS_UNCOOPERATIVE,
        /** 待公示 */
        POSTING,
        /** 公示中 */
        POSTED,
        /** 公示有异议 */
        OBJECTED,
        /** 待县级确认 */
        CONFIRMATION,
        /** 县级退回审核 */
        RETURNED_TO_REVIEW,
        /** 已确认 */
        CONFIRMED;

        boolean isPast(Goal other) {
            return compareTo(other) > 0;
        }
    }
}
