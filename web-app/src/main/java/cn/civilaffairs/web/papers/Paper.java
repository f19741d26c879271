package cn.civilaffairs.web.papers;

/**
 * A kind of paper (文书) an office prints.
 *
 * @param code part of the address and of the print register; never changes
 * @param title as printed and as listed
 * @param template under {@code papers/}, without {@code .html}
 * @param from what must have happened in the case before it may be printed
 * @param identifies whether it carries the applicant's identity number whole; then every print is logged as a look at it
 */
public record Paper(String code, String title, String template, Milestone from, boolean identifies) {

    public Paper(String code, String title, String template, Milestone from) {
        this(code, title, template, from, false);
    }

    /** A paper that waits for nothing. */
    public static Paper standing(String code, String title, String template) {
        return new Paper(code, title, template, Milestone.RECEIVED);
    }

    public Paper identifying() {
        return new Paper(code, title, template, from, true);
    }
}
