package cn.civilaffairs.disbursement;

/** The one line that says how an amount came about (计算说明), as exports and payment lists print it. */
final class Explanation {

    private Explanation() {}

    static String ofMonth(Candidate.Determined due) {
        return due.supplement().isZero()
                ? "月保障金 " + due.amount()
                : "基础 " + due.base() + " + 分类施保 " + due.supplement() + " = " + due.amount();
    }
}
