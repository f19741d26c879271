package cn.civilaffairs.disbursement;

/**
 * Plug: benefits that end by a case of their own (停发须经办件), in which the household is told, can answer and can appeal. What
 * is found at a payment then holds the money, and no more.
 */
public interface StopByCase {

    /** @param covered how many people the benefit covers in the month it was found */
    boolean isAskedFor(String scheme, ExitCode exit, int covered);
}
