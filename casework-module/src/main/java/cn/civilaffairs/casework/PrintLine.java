package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.AreaCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the print register (打印登记).
 *
 * @param subjectId of the case, household, benefit or run; for a place the id made of its code
 * @param title null for prints older than the register's titles
 * @param copyNo from the second on a reprint (补打)
 * @param batchId common to all papers of one file
 */
public record PrintLine(
        UUID id,
        PrintSubject.Kind kind,
        UUID subjectId,
        AreaCode area,
        String paper,
        @Nullable String title,
        String forWhom,
        int copyNo,
        @Nullable Integer pages,
        String sha256,
        String printedBy,
        Instant printedAt,
        @Nullable UUID batchId) {}
