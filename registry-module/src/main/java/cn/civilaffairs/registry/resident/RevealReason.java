package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.RuleViolation;

/** Why somebody has to see a whole number (查看原因): one of the usual reasons, or another in the officer's own words. */
public enum RevealReason {
    HOUSEHOLD_BOOK,
    IDENTITY_CARD,
    BANK_BOOK,
    CALL,
    OTHER;

    /** Own words are some words: a lone 核对 tells the supervisor nothing (security design §3.5). */
    private static final int SHORTEST = 10;

    /**
     * What the log is to say.
     *
     * @param word of this reason
     * @param typed what was added in the officer's own words; must say something of its own for another reason
     * @throws RuleViolation {@code reveal.reason-missing}
     */
    public String inTheLog(String word, String typed) {
        String own = typed.strip();
        if (this != OTHER) {
            return own.isEmpty() ? word : word + "：" + own;
        }
        if (own.length() < SHORTEST) {
            throw new RuleViolation("reveal.reason-missing", SHORTEST);
        }
        return own;
    }
}
