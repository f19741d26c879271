package cn.civilaffairs.registry.export;

import cn.civilaffairs.kernel.AreaCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list that left, or is to leave, the bureau (导出).
 *
 * @param list code of the list
 * @param filter what narrowed it down, in words without numbers of persons
 * @param rows how many rows there were when it was asked for, or went out
 * @param wholeNumbers whether identity and account numbers stand in it whole
 * @param why why it needs approval, in the words shown; null if it went out at once
 * @param passwordWaiting whether the one-time password has still to be shown
 */
public record ListExtract(
        UUID id,
        AreaCode area,
        String list,
        String title,
        String filter,
        int rows,
        boolean wholeNumbers,
        State state,
        @Nullable String why,
        UUID askedById,
        String askedBy,
        String askedByUnit,
        Instant askedAt,
        @Nullable String purpose,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String note,
        @Nullable UUID fileId,
        @Nullable String sha256,
        @Nullable Instant expiresAt,
        boolean passwordWaiting,
        int downloads) {

    /** How far it has come. */
    public enum State {
        /** 已直接导出 */
        SENT,
        /** 超限,未申请 */
        OVER_LIMIT,
        /** 待审批 */
        WAITING,
        /** 不同意 */
        REFUSED,
        /** 已批准,待生成 */
        APPROVED,
        /** 生成中 */
        MAKING,
        /** 可下载 */
        READY,
        /** 生成失败 */
        FAILED,
        /** 已清除 */
        EXPIRED
    }

    /** Whether somebody asked for it themselves; what a stand-in asked for is the stand-in's alone. */
    public boolean isOf(UUID officer) {
        return askedById.equals(officer);
    }

    /** Approved, and no file of it yet. */
    public boolean mayBeMade() {
        return state == State.APPROVED || state == State.FAILED;
    }
}
