package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.relative.Referral;
import cn.civilaffairs.casework.relative.RelativeRegister;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Applications of relatives of staff that wait for the county to be taken in (转县级办理). */
@Component
class ReferralStrip implements DeskStrip {

    private final RelativeRegister relatives;

    ReferralStrip(RelativeRegister relatives) {
        this.relatives = relatives;
    }

    @Override
    public Optional<PagePart> of(Officer officer) {
        List<Referral> waiting = AccessDecision.may(officer, Action.DRAW_SAMPLE) ? relatives.referrals() : List.of();
        return waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(new PagePart(
                        "referrals", "近亲属申请转办", "relatives/referrals :: strip", Map.of("referrals", waiting)));
    }
}
