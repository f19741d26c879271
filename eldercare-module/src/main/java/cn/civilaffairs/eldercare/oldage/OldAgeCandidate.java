package cn.civilaffairs.eldercare.oldage;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on the roster of a month.
 *
 * @param age the band reached, in years
 * @param firstMonth the first month due if granted
 * @param account bank and last digits of the account in use; null if there is none
 */
public record OldAgeCandidate(
        UUID id,
        UUID residentId,
        String name,
        String maskedIdNumber,
        LocalDate birthDate,
        AreaCode area,
        String place,
        UrbanRural residence,
        int age,
        YearMonth firstMonth,
        Finding finding,
        @Nullable String account,
        @Nullable Answer answer,
        @Nullable LeftOut leftOut,
        @Nullable String note,
        @Nullable UUID answeredBy,
        @Nullable String answeredByName,
        @Nullable Instant answeredAt,
        @Nullable String grantedByName,
        @Nullable Instant grantedAt,
        @Nullable UUID entitlementId,
        boolean dead) {

    /** What the comparison found (比对结果). */
    public enum Finding {
        /** 新增待确认 */
        TO_CONFIRM,
        /** 在发,到龄升档 */
        BAND_CHANGE,
        /** 已登记死亡 */
        DEAD,
        /** 户籍不在本县 */
        REGISTERED_ELSEWHERE
    }

    /** What the township said (乡镇确认). */
    public enum Answer {
        /** 健在、账户无误 */
        CONFIRMED,
        /** 暂不发放 */
        LEFT_OUT
    }

    /** Why somebody is left out this month; they stand on the next roster again. */
    public enum LeftOut {
        /** 已去世 */
        DEAD,
        /** 户籍已迁出 */
        MOVED_OUT,
        /** 联系不上 */
        NOT_FOUND,
        /** 没有可用账户 */
        NO_ACCOUNT,
        /** 身份信息有误 */
        WRONG_DATA
    }

    public boolean awaitsAnswer() {
        return finding == Finding.TO_CONFIRM && answer == null;
    }

    public boolean awaitsGrant() {
        return answer == Answer.CONFIRMED && entitlementId == null;
    }
}
