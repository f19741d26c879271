package cn.civilaffairs.assistance.minimumliving;

import java.util.List;
import java.util.Optional;

/**
 * All that was gathered for one application.
 *
 * @param checks the departments of the latest round, in the order of {@link Department}
 * @param visits the latest first
 * @param proposals the latest first
 */
public record MinimumLivingFolder(
        MinimumLivingApplication application,
        List<MeansCheck> checks,
        List<HomeVisit> visits,
        List<Proposal> proposals) {

    public Optional<Proposal> proposal() {
        return proposals.stream().findFirst();
    }

    public long unanswered() {
        return checks.stream().filter(check -> !check.isAnswered()).count();
    }

    public boolean isVisitedByCounty() {
        return visits.stream().anyMatch(HomeVisit::countyVisit);
    }
}
