package cn.civilaffairs.registry.exchange;

import cn.civilaffairs.kernel.AreaCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way in (导入批次).
 *
 * @param summary what the check or the import came to beyond the number of rows
 * @param fileRemovedAt when the content of the file was removed on schedule
 * @param message why it was refused or has to be repeated, in the words shown
 */
public record ImportBatch(
        UUID id,
        AreaCode area,
        String contract,
        UUID fileId,
        String fileName,
        State state,
        int rowsRead,
        int rowsPassed,
        int rowsWarned,
        int rowsFailed,
        int rowsWritten,
        int rowsUnchanged,
        @Nullable String message,
        UUID uploadedById,
        String uploadedBy,
        Instant uploadedAt,
        @Nullable String confirmedBy,
        @Nullable Instant confirmedAt,
        @Nullable String summary,
        @Nullable Instant fileRemovedAt) {

    /** How far a file has come. */
    public enum State {
        /** 检查中 */
        CHECKING,
        /** 已检查,待确认 */
        CHECKED,
        /** 写入中 */
        CONFIRMING,
        /** 已导入 */
        CONFIRMED,
        /** 未通过 */
        REFUSED,
        /** 已放弃 */
        DISCARDED
    }

    public boolean isWorking() {
        return state == State.CHECKING || state == State.CONFIRMING;
    }
}
