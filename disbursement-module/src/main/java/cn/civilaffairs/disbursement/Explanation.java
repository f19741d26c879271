package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;

/** The one line that says how an amount came about (计算说明), as exports and payment lists print it. */
final class Explanation {

    private Explanation() {}

    static String ofMonth(Candidate.Determined due, Money deduction) {
        return deduction.isZero() ? ofMonth(due) : ofMonth(due) + "，按书面约定抵扣追缴 " + deduction;
    }

    private static String ofMonth(Candidate.Determined due) {
        return due.supplement().isZero()
                ? "当月应发 " + due.amount()
                : "基础 " + due.base() + " + 分类施保 " + due.supplement() + " = " + due.amount();
    }
}
