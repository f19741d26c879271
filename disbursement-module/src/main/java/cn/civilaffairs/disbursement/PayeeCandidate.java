package cn.civilaffairs.disbursement;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may be made payee on a day (可选领款人).
 *
 * @param account their confirmed account as pages show it; null if money could not reach them
 */
public record PayeeCandidate(
        UUID residentId,
        String name,
        PayeeBasis basis,
        @Nullable String account) {}
