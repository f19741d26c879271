package cn.civilaffairs.eldercare.oldage;

import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;

/** The roster of a month (月度花名册) with how far it has come, in the area of whoever looks. */
public record OldAgeRoster(
        UUID id,
        YearMonth month,
        String drawnByName,
        Instant drawnAt,
        int found,
        int toAnswer,
        int toGrant,
        int granted,
        int leftOut) {}
