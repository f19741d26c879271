package cn.civilaffairs.casework;

import java.util.Collection;

/**
 * How many rows a list has, counted no further than anybody would page.
 *
 * @param capped whether there are more than that
 */
public record CaseCount(int rows, boolean capped) {

    static final int CAP = 1_000;

    /** What a list made of these parts has. */
    public static CaseCount together(Collection<CaseCount> parts) {
        return of(parts.stream()
                .mapToInt(part -> part.capped ? CAP + 1 : part.rows)
                .sum());
    }

    static CaseCount of(int counted) {
        return new CaseCount(Math.min(counted, CAP), counted > CAP);
    }
}
