package cn.civilaffairs.eldercare.oldage;

import cn.civilaffairs.kernel.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * Which people a list shows.
 *
 * @param part those a roster page asks for; null for all
 * @param minAge at least so old, 0 for all
 * @param maxAge younger than this
 * @param name the beginning of the name; empty for all
 */
public record OldAgeFilter(
        @Nullable AreaCode within, @Nullable Part part, int minAge, int maxAge, String name) {

    public static final OldAgeFilter ALL = new OldAgeFilter(null, null, 0, 200, "");

    /** Parts of a roster, by what is to be done next. */
    public enum Part {
        /** 待乡镇确认 */
        TO_ANSWER,
        /** 待县级确认 */
        TO_GRANT,
        /** 已纳入发放 */
        GRANTED,
        /** 暂不发放 */
        LEFT_OUT,
        /** 到龄升档 */
        BAND_CHANGE,
        /** 比对不符 */
        NOT_MATCHED
    }
}
