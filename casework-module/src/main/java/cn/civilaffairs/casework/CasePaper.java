package cn.civilaffairs.casework;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A line of a case's check list (材料清单).
 *
 * @param promisedBy the day a promised paper is due (容缺受理)
 */
public record CasePaper(
        String code,
        State state,
        @Nullable LocalDate promisedBy,
        @Nullable String note) {

    public enum State {
        /** 未交 */
        MISSING,
        /** 已收 */
        RECEIVED,
        /** 数据共享 */
        BY_DATA,
        /** 容缺，承诺补交 */
        PROMISED,
        /** 告知承诺: decided on the applicant's word, verified afterwards by the day promised */
        COMMITTED,
        /** 无需提交 */
        NOT_NEEDED
    }

    public CasePaper {
        if ((state == State.PROMISED || state == State.COMMITTED) != (promisedBy != null)) {
            throw new IllegalArgumentException("A promised paper, and only that, has a date: " + code);
        }
    }

    public static CasePaper of(String code, State state) {
        return new CasePaper(code, state, null, null);
    }

    public static CasePaper committed(String code, LocalDate by) {
        return new CasePaper(code, State.COMMITTED, by, null);
    }

    public static CasePaper promised(String code, LocalDate by) {
        return new CasePaper(code, State.PROMISED, by, null);
    }
}
