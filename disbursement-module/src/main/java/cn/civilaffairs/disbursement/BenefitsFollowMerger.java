package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.registry.area.FollowsMerger;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Benefits go over with their village and are paid on as they were; the lines of past months stay where they were paid. */
@Component
@Order(3)
class BenefitsFollowMerger implements FollowsMerger {

    private final Entitlements entitlements;

    BenefitsFollowMerger(Entitlements entitlements) {
        this.entitlements = entitlements;
    }

    @Override
    public List<String> tables() {
        return List.of(
                "disbursement.entitlement",
                "disbursement.covered_person",
                "disbursement.determination",
                "disbursement.hold",
                "disbursement.payee_change",
                "disbursement.arrear",
                "disbursement.recovery",
                "disbursement.recovery_month",
                "disbursement.recovery_instalment",
                "disbursement.recovery_receipt",
                "disbursement.recovery_letter",
                "disbursement.recovery_offset",
                "disbursement.recovery_act",
                "disbursement.review_task",
                "disbursement.review_move");
    }

    @Override
    public List<Figure> figures(AreaCode village, AreaScope scope) {
        Entitlements.Running running = entitlements.running(village, scope);
        return List.of(new Figure("在发待遇", running.count(), running.amount()));
    }
}
