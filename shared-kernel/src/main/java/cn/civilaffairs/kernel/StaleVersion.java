package cn.civilaffairs.kernel;

/** What the officer saw has been changed by somebody else, or already moved on; nothing was done. */
public class StaleVersion extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param found whether what was to be written was still as the officer saw it */
    public static void unless(boolean found) {
        if (!found) {
            throw new StaleVersion();
        }
    }
}
