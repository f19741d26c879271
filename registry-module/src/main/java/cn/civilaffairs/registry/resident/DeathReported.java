package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody says that a resident died (死亡线索), such as the crematorium the same day or a department's list. It is not in the
 * register yet: until the township has looked, money is only held back. Heard in the transaction of the report.
 *
 * @param area where the resident lives
 * @param source where it is known from, in the bureau's words, such as 火化登记
 * @param sourceId the record that says so
 */
public record DeathReported(
        UUID residentId,
        AreaCode area,
        LocalDate diedOn,
        String source,
        @Nullable UUID sourceId) {}
