package cn.civilaffairs.disbursement;

import org.jspecify.annotations.Nullable;

/**
 * One line of the month's checklist (结账清单). It ticks itself: nobody sets it, what is done is done.
 *
 * @param code its word is {@code MonthItem.<code>}
 * @param detail how far it is, in figures
 * @param link where what is missing can be seen or done
 * @param who whose turn it is while it is open
 */
public record MonthItem(
        String code,
        State state,
        String detail,
        @Nullable String link,
        @Nullable String who) {

    public enum State {
        /** 已完成 */
        DONE,
        /** 未完成 */
        OPEN,
        /** 还没轮到 */
        LATER,
        /** 提示,不影响结账 */
        NOTE
    }

    public boolean open() {
        return state == State.OPEN || state == State.LATER;
    }

    static MonthItem of(String code, boolean done, String detail, @Nullable String link, @Nullable String who) {
        return new MonthItem(code, done ? State.DONE : State.OPEN, detail, link, done ? null : who);
    }

    static MonthItem later(String code, @Nullable String who) {
        return new MonthItem(code, State.LATER, "", null, who);
    }
}
