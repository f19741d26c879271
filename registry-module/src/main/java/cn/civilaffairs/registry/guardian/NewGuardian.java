package cn.civilaffairs.registry.guardian;

import cn.civilaffairs.registry.files.EvidencePaper;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A guardian or a person entrusted as they are entered.
 *
 * @param number the whole number of the guardian's identity card, in any spelling
 * @param until the last day; null without one
 * @param deed name and number of the deed, such as a certificate of the village committee or a judgment
 */
public record NewGuardian(
        UUID ward,
        String number,
        String name,
        GuardianReason reason,
        GuardianTie tie,
        LocalDate from,
        @Nullable LocalDate until,
        String deed,
        EvidencePaper paper) {

    @Override
    public String toString() {
        return ward + " " + name + " " + reason + " " + tie + " " + from + " " + until + " " + deed + " " + paper;
    }
}
