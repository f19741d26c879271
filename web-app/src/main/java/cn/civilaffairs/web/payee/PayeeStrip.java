package cn.civilaffairs.web.payee;

import cn.civilaffairs.disbursement.PayeeDesk;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.guardian.GuardianRegister;
import cn.civilaffairs.web.casework.DeskStrip;
import cn.civilaffairs.web.casework.PagePart;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Changes of payee and entries of guardians that wait for a second person here. */
@Component
@Order(21)
class PayeeStrip implements DeskStrip {

    private final PayeeDesk desk;
    private final GuardianRegister guardians;

    PayeeStrip(PayeeDesk desk, GuardianRegister guardians) {
        this.desk = desk;
        this.guardians = guardians;
    }

    @Override
    public Optional<PagePart> of(Officer officer) {
        if (!AccessDecision.may(officer, Action.VIEW_PERSON)
                || !AccessDecision.may(officer, Action.DECIDE_PAYEE)
                        && !AccessDecision.may(officer, Action.CONFIRM_GUARDIAN)) {
            return Optional.empty();
        }
        int toDecide = desk.toDecide();
        int toConfirm = guardians.toConfirm();
        return toDecide + toConfirm == 0
                ? Optional.empty()
                : Optional.of(new PagePart(
                        "payees",
                        "领款人变更",
                        "payees/strip :: strip",
                        Map.of("toDecide", toDecide, "toConfirm", toConfirm)));
    }
}
