package cn.civilaffairs.disbursement.review;

import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The benefit that is looked at again, whose it is and where they live, as lists of reviews show it.
 *
 * @param householdId and {@code fileNo}: null where a person holds the benefit
 * @param head the head of the household, or the person
 */
public record ReviewedBenefit(
        UUID entitlementId,
        AreaCode area,
        @Nullable UUID householdId,
        @Nullable String fileNo,
        UUID residentId,
        String head,
        String village,
        String township,
        ReviewClass reviewClass) {

    static final String NAMES = "h.file_no, r.name as head, v.name as village, w.name as township";

    /** Brings the {@link #NAMES} to rows that have a household, a resident and an area. */
    static String joined(String rows) {
        return """
                left join registry.household h on h.id = %1$s.household_id
                join registry.resident r on r.id = %1$s.resident_id
                join registry.area v on v.code = %1$s.area_code
                join registry.area w on w.code = left(%1$s.area_code, 9) || '000'
                """.formatted(rows);
    }

    /** @param id the column of the benefit's own id */
    static ReviewedBenefit of(ResultSet row, String id) throws SQLException {
        return new ReviewedBenefit(
                row.getObject(id, UUID.class),
                AreaCode.of(row.getString("area_code")),
                row.getObject("household_id", UUID.class),
                row.getString("file_no"),
                row.getObject("resident_id", UUID.class),
                row.getString("head"),
                row.getString("village"),
                row.getString("township"),
                ReviewClass.valueOf(row.getString("review_class")));
    }
}
