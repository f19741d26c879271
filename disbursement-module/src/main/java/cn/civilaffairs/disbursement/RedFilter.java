package cn.civilaffairs.disbursement;

import org.jspecify.annotations.Nullable;

/** Which hits of the red-line pack a list shows. */
public record RedFilter(@Nullable String code, Status status) {

    public static final RedFilter ALL = new RedFilter(null, Status.ALL);

    public enum Status {
        /** 全部 */
        ALL,
        /** 未答复 */
        UNANSWERED,
        /** 暂停 */
        PAUSE,
        /** 说明后发放 */
        PAY,
        /** 停发 */
        STOP,
        /** 我未打开 */
        UNOPENED
    }

    public RedFilter {
        code = code == null || code.isBlank() ? null : code;
    }
}
