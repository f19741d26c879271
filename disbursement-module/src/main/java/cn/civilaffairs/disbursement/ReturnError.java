package cn.civilaffairs.disbursement;

/**
 * A line of a return file that settles nothing (回盘差错).
 *
 * @param kind {@code UNKNOWN_LINE}, {@code REPEATED_LINE}, {@code SECOND_RESULT}, {@code WRONG_AMOUNT},
 *     {@code WRONG_ACCOUNT} or {@code MALFORMED}
 */
public record ReturnError(int lineNo, String kind, String message) {}
