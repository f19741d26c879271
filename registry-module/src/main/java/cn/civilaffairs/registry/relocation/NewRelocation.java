package cn.civilaffairs.registry.relocation;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a household moves to and since when.
 *
 * @param to a village (村、社区)
 * @param movedOn the day it moved, never in the future
 * @param reason what it is known from (依据)
 */
public record NewRelocation(
        AreaCode to, UrbanRural residence, @Nullable String address, LocalDate movedOn, String reason) {

    public NewRelocation {
        reason = reason.strip();
        address = address == null || address.isBlank() ? null : address.strip();
    }
}
