package cn.civilaffairs.web.assistance;

import cn.civilaffairs.disbursement.Scheme;
import cn.civilaffairs.disbursement.Schemes;
import cn.civilaffairs.disbursement.review.ReviewDesk;
import cn.civilaffairs.disbursement.review.ReviewFilter;
import cn.civilaffairs.disbursement.review.ReviewState;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.web.casework.DeskStrip;
import cn.civilaffairs.web.casework.PagePart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is to be looked at again in the officer's area, on the desk. */
@Component
class ReviewStrip implements DeskStrip {

    private final ReviewDesk desk;
    private final Schemes schemes;

    ReviewStrip(ReviewDesk desk, Schemes schemes) {
        this.desk = desk;
        this.schemes = schemes;
    }

    @Override
    public Optional<PagePart> of(Officer officer) {
        if (!AccessDecision.may(officer, Action.FOLLOW_REVIEW)) {
            return Optional.empty();
        }
        List<Waiting> waiting = desk.schemes().stream()
                .map(scheme -> new Waiting(
                        scheme,
                        schemes.named(scheme).holder() == Scheme.Holder.PERSON,
                        count(scheme, ReviewState.OPEN),
                        count(scheme, ReviewState.OVERDUE),
                        count(scheme, ReviewState.RECORDED)))
                .filter(each -> each.open() + each.recorded() > 0)
                .toList();
        return waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(new PagePart("reviews", "定期复核与认证", "reviews/strip :: strip", Map.of("waiting", waiting)));
    }

    private int count(String scheme, ReviewState state) {
        return desk.count(new ReviewFilter(scheme, state, null, null));
    }

    /** What one scheme's campaign has to do. */
    public record Waiting(String scheme, boolean ofPeople, int open, int overdue, int recorded) {}
}
