package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance.CONFIRMATION;
import static cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance.HOME_VISIT;
import static cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance.MEANS_CHECK;
import static cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance.REVIEW_STEP;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.Posting;
import cn.civilaffairs.casework.StepGuard;
import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.casework.procedure.Obstacle;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.registry.database.Acting;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What must be there before a case of this matter goes on. */
@Component
class MinimumLivingGuard implements StepGuard {

    private final MinimumLivingApplications applications;
    private final MinimumLivingReckoner reckoner;
    private final CaseDesk cases;
    private final Clock clock;

    MinimumLivingGuard(
            MinimumLivingApplications applications, MinimumLivingReckoner reckoner, CaseDesk cases, Clock clock) {
        this.applications = applications;
        this.reckoner = reckoner;
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public String matter() {
        return MinimumLivingAllowance.CODE;
    }

    @Override
    public List<Obstacle> obstacles(CaseFile file, CaseAct act) {
        if (act != CaseAct.AGREE && act != CaseAct.REFUSE) {
            return List.of();
        }
        AreaScope scope = Acting.scope();
        return switch (file.step()) {
            case MEANS_CHECK -> act == CaseAct.AGREE ? unanswered(file, scope) : List.of();
            case HOME_VISIT ->
                act == CaseAct.AGREE && applications.visits(file.id(), scope).isEmpty()
                        ? List.of(Obstacle.of("minimum-living.visit-missing"))
                        : List.of();
            case REVIEW_STEP -> amount(file, act, scope);
            case CONFIRMATION -> confirmation(file, act, scope);
            default -> List.of();
        };
    }

    private List<Obstacle> unanswered(CaseFile file, AreaScope scope) {
        List<MeansCheck> checks = applications.checks(file.id(), scope);
        List<MeansCheck> open = checks.stream()
                .filter(check -> check.round() == checks.get(0).round() && !check.isAnswered())
                .toList();
        if (checks.isEmpty()) {
            return List.of(Obstacle.of("minimum-living.check-not-requested"));
        }
        return open.isEmpty()
                ? List.of()
                : List.of(Obstacle.of(
                        "minimum-living.check-unanswered",
                        open.size(),
                        Obstacle.word("Department." + open.get(0).department())));
    }

    /** The reviewer agrees to an amount, and to one that still is what the household is due. */
    private List<Obstacle> amount(CaseFile file, CaseAct act, AreaScope scope) {
        List<Proposal> proposals = applications.proposals(file.id(), scope);
        if (proposals.isEmpty()) {
            return List.of(Obstacle.of("minimum-living.proposal-missing"));
        }
        Proposal proposal = proposals.get(0);
        List<Obstacle> found = new ArrayList<>();
        if (act == CaseAct.AGREE && !proposal.entitled()) {
            found.add(Obstacle.of("minimum-living.not-entitled"));
        }
        MinimumLivingCalculation now = reckonNow(file, scope);
        if (now.entitled() != proposal.entitled() || !now.amount().equals(proposal.amount())) {
            found.add(Obstacle.of(
                    "minimum-living.proposal-outdated",
                    proposal.amount().toString(),
                    now.amount().toString()));
        }
        return found;
    }

    private List<Obstacle> confirmation(CaseFile file, CaseAct act, AreaScope scope) {
        if (act != CaseAct.AGREE) {
            return List.of();
        }
        List<Obstacle> found = new ArrayList<>(amount(file, act, scope));
        notPosted(file, scope).ifPresent(found::add);
        boolean relative = applications
                .find(file.id(), scope)
                .map(MinimumLivingApplication::relativeOfStaff)
                .orElse(false);
        boolean setApart = relative || !cases.flags(file.id()).isEmpty();
        if (setApart && applications.visits(file.id(), scope).stream().noneMatch(HomeVisit::countyVisit)) {
            found.add(Obstacle.of("minimum-living.county-visit-missing"));
        }
        return found;
    }

    /** Only what hung out is confirmed; an amount proposed anew after the posting hangs out again. */
    private Optional<Obstacle> notPosted(CaseFile file, AreaScope scope) {
        List<Proposal> proposals = applications.proposals(file.id(), scope);
        List<Posting> postings = cases.postings(file.id());
        if (proposals.isEmpty() || postings.isEmpty()) {
            return Optional.empty();
        }
        Proposal latest = proposals.get(0);
        LocalDate postedOn = postings.get(postings.size() - 1).postedOn();
        return proposals.stream()
                .filter(proposal -> !proposal.madeAt()
                        .atZoneSameInstant(clock.getZone())
                        .toLocalDate()
                        .isAfter(postedOn))
                .findFirst()
                .filter(posted -> !posted.amount().equals(latest.amount()) || posted.persons() != latest.persons())
                .map(posted -> Obstacle.of(
                        "minimum-living.amount-not-posted",
                        posted.amount().toString(),
                        latest.amount().toString()));
    }

    private MinimumLivingCalculation reckonNow(CaseFile file, AreaScope scope) {
        MinimumLivingApplication application =
                applications.find(file.id(), scope).orElseThrow();
        LocalDate today = LocalDate.now(clock);
        return reckoner.reckon(
                        application.householdId(),
                        YearMonth.from(today).plusMonths(1),
                        today,
                        application.residence(),
                        application.tier())
                .calculation();
    }
}
