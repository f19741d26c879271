package cn.civilaffairs.registry.relocation;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A household's move from one township to another (迁移), as both of them see it.
 *
 * @param persons members who count; null until the township left has looked
 * @param month the first one paid at the new place
 * @param askedBy the side that began it; the other one answers
 * @param amounts null until the township left has looked
 * @param waitsFor key of a message and its arguments, while it is accepted and cannot take effect
 */
public record Relocation(
        UUID id,
        UUID householdId,
        String fileNo,
        String headName,
        @Nullable Integer persons,
        AreaCode from,
        AreaCode to,
        UrbanRural residence,
        UrbanRural toResidence,
        @Nullable String address,
        LocalDate movedOn,
        YearMonth month,
        Side askedBy,
        String reason,
        RelocationState state,
        @Nullable List<AmountChange> amounts,
        UUID proposedBy,
        String proposedByName,
        Instant proposedAt,
        @Nullable UUID answeredBy,
        @Nullable String answeredByName,
        @Nullable Instant answeredAt,
        @Nullable String answerNote,
        List<String> waitsFor,
        @Nullable Instant doneAt,
        int version) {

    public Relocation {
        waitsFor = List.copyOf(waitsFor);
    }

    /** Why it has not taken effect, in words the message files know. */
    public Optional<RuleViolation> waitingFor() {
        return waitsFor.isEmpty()
                ? Optional.empty()
                : Optional.of(new RuleViolation(
                        waitsFor.get(0), waitsFor.subList(1, waitsFor.size()).toArray()));
    }
}
