package cn.civilaffairs.casework.lead;

import java.time.YearMonth;

/**
 * Plug: the people looked for in other offices' lists, everybody some programme pays or covers. Answered as a query and not
 * as people, because a list of a million is matched in one statement.
 */
public interface PeopleInCare {

    /** @return a query with one column, the resident; a resident may appear more than once */
    String query(YearMonth month);

    /**
     * @return a query with the columns {@code resident_id} and {@code line}, the name of the line of business that cares for
     *     the person; a resident may appear more than once
     */
    String lines(YearMonth month);
}
