package cn.civilaffairs.web.eldercare;

import cn.civilaffairs.eldercare.oldage.OldAgeDesk;
import cn.civilaffairs.eldercare.oldage.OldAgeRoster;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.web.casework.DeskStrip;
import cn.civilaffairs.web.casework.PagePart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Rosters with people waiting for this officer, on the desk. */
@Component
class OldAgeStrip implements DeskStrip {

    private static final int LOOKED_AT = 6;

    private final OldAgeDesk desk;

    OldAgeStrip(OldAgeDesk desk) {
        this.desk = desk;
    }

    @Override
    public Optional<PagePart> of(Officer officer) {
        boolean township = AccessDecision.may(officer, Action.CONFIRM_LIFE, LineOfBusiness.ELDER_CARE);
        if (!township && !AccessDecision.may(officer, Action.GRANT_ROSTER, LineOfBusiness.ELDER_CARE)) {
            return Optional.empty();
        }
        List<OldAgeRoster> waiting = desk.rosters(LOOKED_AT, 0).stream()
                .filter(roster -> (township ? roster.toAnswer() : roster.toAnswer() + roster.toGrant()) > 0)
                .toList();
        return waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PagePart("old-age", "高龄津贴花名册", "elder-care/strip :: strip", Map.of("rosters", waiting)));
    }
}
