package cn.civilaffairs.casework;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A promise (告知承诺) a confirmed case rests on and that is not kept yet.
 *
 * @param proposalId of the suspension proposed for it, if one is
 */
public record OpenPromise(
        UUID caseId,
        String caseNo,
        String matter,
        String title,
        String village,
        String paper,
        LocalDate promisedBy,
        @Nullable UUID proposalId,
        @Nullable UUID proposedById,
        @Nullable String proposedBy,
        @Nullable String why,
        boolean suspended) {}
