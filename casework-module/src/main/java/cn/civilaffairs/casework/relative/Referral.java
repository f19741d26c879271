package cn.civilaffairs.casework.relative;

import java.time.Instant;
import java.util.UUID;

/** An application its clerk may not take in, waiting for the county to do so (转县级办理). */
public record Referral(
        UUID id, String matter, UUID householdId, String title, String place, String officer, Instant at) {}
