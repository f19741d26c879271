package cn.civilaffairs.web.export;

import cn.civilaffairs.kernel.Officer;

/**
 * Plug: how much of a list an officer may take away at once (导出限额). Asked before the first byte goes out; without such a
 * bean nothing is limited.
 */
public interface ExportLimit {

    /**
     * @param list code of the list
     * @param rows how many rows there are, counted no further than one more than {@link #most}
     * @throws cn.civilaffairs.kernel.RuleViolation if it is more than the officer may take
     */
    void check(Officer officer, String list, int rows);

    /** How far rows need be counted. */
    int most();
}
