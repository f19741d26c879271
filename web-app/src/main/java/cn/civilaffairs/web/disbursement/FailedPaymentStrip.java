package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.FailedCounts;
import cn.civilaffairs.disbursement.FailedFilter;
import cn.civilaffairs.disbursement.FailedPaymentDesk;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.web.casework.DeskStrip;
import cn.civilaffairs.web.casework.PagePart;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How many payments came back from the bank and wait for somebody here. */
@Component
@Order(20)
class FailedPaymentStrip implements DeskStrip {

    private final FailedPaymentDesk desk;

    FailedPaymentStrip(FailedPaymentDesk desk) {
        this.desk = desk;
    }

    @Override
    public Optional<PagePart> of(Officer officer) {
        if (!AccessDecision.may(officer, Action.FOLLOW_RETURN)) {
            return Optional.empty();
        }
        FailedCounts counts = desk.counts(FailedFilter.ALL);
        return counts.open() == 0
                ? Optional.empty()
                : Optional.of(new PagePart(
                        "failed-payments", "退票处理", "runs/failed-strip :: strip", Map.of("counts", counts)));
    }
}
