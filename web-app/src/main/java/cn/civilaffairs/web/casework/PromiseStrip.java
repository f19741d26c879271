package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.Appeal;
import cn.civilaffairs.casework.AppealDesk;
import cn.civilaffairs.casework.OpenPromise;
import cn.civilaffairs.casework.PromiseDesk;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** After the decision: promises past their day, and appeals without an outcome. */
@Component
class PromiseStrip implements DeskStrip {

    private final PromiseDesk promises;
    private final AppealDesk appeals;

    PromiseStrip(PromiseDesk promises, AppealDesk appeals) {
        this.promises = promises;
        this.appeals = appeals;
    }

    @Override
    public Optional<PagePart> of(Officer officer) {
        if (!officer.holdsAny(Role.TOWN_CLERK, Role.TOWN_REVIEWER, Role.COUNTY_CASEWORKER, Role.COUNTY_APPROVER)) {
            return Optional.empty();
        }
        List<OpenPromise> overdue = promises.overdue();
        List<Appeal> open = officer.holdsAny(Role.COUNTY_CASEWORKER, Role.COUNTY_APPROVER) ? appeals.open() : List.of();
        return overdue.isEmpty() && open.isEmpty()
                ? Optional.empty()
                : Optional.of(new PagePart(
                        "after-decision",
                        "承诺到期与复议诉讼",
                        "cases/remedies :: strip",
                        Map.of("promises", overdue, "appeals", open)));
    }
}
