package cn.civilaffairs.registry.resident;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line of a working list as given out. */
public record WorkingListLine(
        int rowNo,
        UUID residentId,
        UUID householdId,
        String fileNo,
        String name,
        Relation relation,
        String maskedIdNumber,
        @Nullable String maskedPhone,
        Health health,
        @Nullable Labour labour,
        @Nullable Employment employment,
        @Nullable Schooling schooling) {}
