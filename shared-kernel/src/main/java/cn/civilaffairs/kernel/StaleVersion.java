package cn.civilaffairs.kernel;

/** What the officer saw has been changed by somebody else, or already moved on; nothing was done. */
public class StaleVersion extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
