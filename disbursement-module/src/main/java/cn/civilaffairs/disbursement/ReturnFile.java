package cn.civilaffairs.disbursement;

import java.time.Instant;
import java.util.UUID;

/** A return file as read (回盘文件): how many lines it settled, found settled, and could not use. */
public record ReturnFile(
        UUID id,
        UUID runId,
        String sha256,
        int lines,
        int applied,
        int unchanged,
        int rejected,
        UUID readById,
        String readBy,
        Instant readAt) {}
