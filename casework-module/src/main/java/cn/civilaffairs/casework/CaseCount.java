package cn.civilaffairs.casework;

/**
 * How many rows a list has, counted no further than anybody would page.
 *
 * @param capped whether there are more than that
 */
public record CaseCount(int rows, boolean capped) {

    static final int CAP = 1_000;

    static CaseCount of(int counted) {
        return new CaseCount(Math.min(counted, CAP), counted > CAP);
    }
}
