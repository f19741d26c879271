package cn.civilaffairs.casework.lead;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lead to file.
 *
 * @param kind name of a {@link LeadKind} or of a kind of the caller's own
 * @param area where the person lives
 * @param eventOn the day of what is said to have happened
 * @param source who says so, such as 殡仪馆
 * @param sourceId the record it comes from
 * @param limit how long the township has to answer
 * @param line whose work it comes from, if it comes from any: those officers see it too, and of a kind of their own they alone
 */
public record NewLead(
        String kind,
        UUID residentId,
        AreaCode area,
        LocalDate eventOn,
        String source,
        String detail,
        @Nullable UUID sourceId,
        Limit limit,
        @Nullable LineOfBusiness line) {}
