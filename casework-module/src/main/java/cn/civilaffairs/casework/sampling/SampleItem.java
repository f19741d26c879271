package cn.civilaffairs.casework.sampling;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case in the drum of a draw.
 *
 * @param compulsory looked at again whether drawn or not, as a relative's of staff
 */
public record SampleItem(
        UUID caseId,
        String caseNo,
        String title,
        String village,
        String digest,
        boolean picked,
        boolean compulsory,
        @Nullable Finding finding,
        @Nullable String note,
        @Nullable LocalDate visitedOn,
        @Nullable String checkedBy) {

    /** What looking again brought (抽查结论). */
    public enum Finding {
        /** 情况属实 */
        IN_ORDER,
        /** 手续有瑕疵 */
        FLAWED,
        /** 不符合条件 */
        WRONG
    }

    public boolean isToCheck() {
        return picked || compulsory;
    }
}
