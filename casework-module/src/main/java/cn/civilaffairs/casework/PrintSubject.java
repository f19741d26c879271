package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.AreaCode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What a paper is printed for (打印对象); copies are counted for each by itself.
 *
 * @param forWhom its name at the time, as the register shows it
 */
public record PrintSubject(Kind kind, UUID id, AreaCode area, String forWhom) {

    public enum Kind {
        /** 办件 */
        CASE,
        /** 家庭 */
        HOUSEHOLD,
        /** 待遇 */
        ENTITLEMENT,
        /** 发放批次 */
        RUN,
        /** 区划 */
        AREA
    }

    public static PrintSubject of(CaseFile file) {
        return new PrintSubject(Kind.CASE, file.id(), file.area(), file.title());
    }

    /** Places have no id of their own; theirs is made of their code. */
    public static PrintSubject of(AreaCode area, String name) {
        return new PrintSubject(
                Kind.AREA, UUID.nameUUIDFromBytes(area.value().getBytes(StandardCharsets.US_ASCII)), area, name);
    }
}
