package cn.civilaffairs.disbursement.review;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/** A review planned for another day (复核改期), by whom and why. */
public record ReviewMove(LocalDate from, LocalDate to, String reason, String movedBy, OffsetDateTime movedAt) {}
