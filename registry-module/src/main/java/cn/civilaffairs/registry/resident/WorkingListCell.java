package cn.civilaffairs.registry.resident;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a working list that no longer says what it said when it was given out (单元格差异). Telephone numbers are masked.
 *
 * @param rowNo of the uploaded sheet
 * @param was when the list was exported
 * @param typed what the file says
 * @param now what is registered now
 * @param version of the person as read now; what is taken over is taken over on top of it
 * @param changedAt when the person was last changed, if since the export
 */
public record WorkingListCell(
        int rowNo,
        UUID residentId,
        UUID householdId,
        String name,
        Field field,
        String was,
        String typed,
        String now,
        int version,
        @Nullable Instant changedAt) {

    /** The columns that may be edited offline. */
    public enum Field {
        /** 联系电话 */
        PHONE,
        /** 健康状况 */
        HEALTH,
        /** 劳动能力 */
        LABOUR,
        /** 就业状况 */
        EMPLOYMENT,
        /** 在校情况 */
        SCHOOLING
    }

    /** Somebody changed the same cell in the meantime. */
    public boolean conflicting() {
        return !now.equals(was);
    }

    public String key() {
        return residentId + ":" + field;
    }
}
