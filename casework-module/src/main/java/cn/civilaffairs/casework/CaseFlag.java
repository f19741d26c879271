package cn.civilaffairs.casework;

import cn.civilaffairs.casework.relative.Kinship;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What sets a case apart, so that the county must visit before it is confirmed (县级入户; benefits handbook §1.4).
 *
 * @param officerId the member of staff concerned, who may not touch the case
 * @param staffName null where the applicant declared it and nobody is registered
 * @param detail what was said
 */
public record CaseFlag(
        Kind kind,
        @Nullable UUID officerId,
        @Nullable String staffName,
        @Nullable String staffPost,
        @Nullable Kinship kinship,
        @Nullable String residentName,
        String detail,
        String raisedBy,
        Instant raisedAt) {

    public enum Kind {
        /** 工作人员近亲属 */
        RELATIVE,
        /** 投诉举报 */
        COMPLAINT
    }
}
