package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a run pays in one township, and who has confirmed it (乡镇合计与确认). */
public record TownTotal(
        AreaCode town,
        String name,
        int households,
        int persons,
        Money amount,
        int held,
        int refused,
        @Nullable String confirmedBy,
        @Nullable Instant confirmedAt,
        @Nullable String onBehalfWhy) {

    public boolean confirmed() {
        return confirmedAt != null;
    }
}
