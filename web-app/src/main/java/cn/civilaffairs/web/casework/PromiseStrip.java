package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.Appeal;
import cn.civilaffairs.casework.AppealDesk;
import cn.civilaffairs.casework.OpenPromise;
import cn.civilaffairs.casework.PromiseDesk;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
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
        if (!AccessDecision.may(officer, Action.HANDLE_CASE)) {
            return Optional.empty();
        }
        List<OpenPromise> overdue = promises.overdue();
        List<Appeal> open = AccessDecision.may(officer, Action.HANDLE_APPEAL) ? appeals.open() : List.of();
        return overdue.isEmpty() && open.isEmpty()
                ? Optional.empty()
                : Optional.of(new PagePart(
                        "after-decision",
                        "承诺到期与复议诉讼",
                        "cases/remedies :: strip",
                        Map.of("promises", overdue, "appeals", open)));
    }
}
