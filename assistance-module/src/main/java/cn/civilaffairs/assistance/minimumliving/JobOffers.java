package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.registry.resident.JobAnswer;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * The jobs a member was offered (介绍就业), and how often in a row they were refused without good reason: three refusals cost
 * the member's share (benefits handbook §2.1, E58). Taking a job, or declining one for a good reason, breaks the row.
 */
public record JobOffers(List<Offer> offers) {

    public static final JobOffers NONE = new JobOffers(List.of());

    public JobOffers {
        offers = offers.stream()
                .sorted(Comparator.comparing(Offer::on).thenComparing(Offer::answer))
                .toList();
    }

    /** How many of the latest offers up to that day were refused without reason, one after the other. */
    public int refusedInARow(LocalDate asOf) {
        int refused = 0;
        for (Offer offer : offers) {
            if (!offer.on().isAfter(asOf)) {
                refused = offer.answer() == JobAnswer.REFUSED ? refused + 1 : 0;
            }
        }
        return refused;
    }

    /** One job offered on one day. */
    public record Offer(LocalDate on, JobAnswer answer) {}
}
