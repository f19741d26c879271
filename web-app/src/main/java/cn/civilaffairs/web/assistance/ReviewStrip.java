package cn.civilaffairs.web.assistance;

import cn.civilaffairs.assistance.review.ReviewDesk;
import cn.civilaffairs.assistance.review.ReviewFilter;
import cn.civilaffairs.assistance.review.ReviewState;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.web.casework.DeskStrip;
import cn.civilaffairs.web.casework.PagePart;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is to be looked at again in the officer's area, on the desk. */
@Component
class ReviewStrip implements DeskStrip {

    private final ReviewDesk desk;

    ReviewStrip(ReviewDesk desk) {
        this.desk = desk;
    }

    @Override
    public Optional<PagePart> of(Officer officer) {
        if (!AccessDecision.may(officer, Action.FOLLOW_REVIEW)) {
            return Optional.empty();
        }
        int open = desk.count(new ReviewFilter(ReviewState.OPEN, null, null));
        int overdue = desk.count(new ReviewFilter(ReviewState.OVERDUE, null, null));
        int recorded = desk.count(new ReviewFilter(ReviewState.RECORDED, null, null));
        return open + recorded == 0
                ? Optional.empty()
                : Optional.of(new PagePart(
                        "reviews",
                        "定期复核",
                        "reviews/strip :: strip",
                        Map.of("open", open, "overdue", overdue, "recorded", recorded)));
    }
}
