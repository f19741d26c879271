package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.time.YearMonth;

/** A line of the bank's file; the only place identity and account numbers stand in the clear. */
record BankLine(
        int seq,
        String holderName,
        String idType,
        String idNumber,
        String account,
        String bank,
        Money amount,
        YearMonth benefitMonth,
        LineKind kind,
        String area) {

    /** Never prints what it carries. */
    @Override
    public String toString() {
        return "BankLine[" + seq + "]";
    }
}
