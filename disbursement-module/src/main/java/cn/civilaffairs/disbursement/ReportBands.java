package cn.civilaffairs.disbursement;

import java.util.List;

/**
 * Plug: by what besides places a scheme's month is broken down (分档统计), such as the ages it is paid by (handbook §8). Frozen with the run, so that a report printed next year says what it said.
 */
public interface ReportBands {

    /** The code of the scheme. */
    String scheme();

    /** What the table is called (表名). */
    String title();

    /** SQL for the code of the band an amount was determined in, from a row {@code d} of determinations: capitals and digits. */
    String band();

    /**
     * The word of a band.
     *
     * @param all the codes of the month, in order
     */
    String label(String code, List<String> all);
}
