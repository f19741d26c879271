package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.relocation.NewRelocation;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a household moves to, as typed (迁移申报).
 *
 * @param household the one that leaves; null where the other township asks, by number and name
 */
record MoveForm(
        @Nullable UUID requestKey,
        @Nullable UUID household,
        @Nullable String number,
        @Nullable String name,
        @Nullable String to,
        @Nullable UrbanRural residence,
        @Nullable String address,
        @Nullable String movedOn,
        @Nullable String reason) {

    static MoveForm blank(@Nullable UUID household, UrbanRural residence, LocalDate today) {
        return new MoveForm(UUID.randomUUID(), household, null, null, null, residence, null, today.toString(), null);
    }

    NewRelocation wish(LocalDate today) {
        if (to == null || !AreaCode.isValid(to)) {
            throw new RuleViolation("household.area-not-a-village");
        }
        return new NewRelocation(
                AreaCode.of(to),
                residence == null ? UrbanRural.RURAL : residence,
                address,
                TypedDate.of(movedOn, today),
                reason == null ? "" : reason);
    }
}
