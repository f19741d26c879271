package cn.civilaffairs.web.audit;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.audit.LogReader;
import cn.civilaffairs.web.casework.DeskStrip;
import cn.civilaffairs.web.casework.PagePart;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The last seven days' looks and alarms on the supervisor's desk (督查提醒). */
@Component
class SupervisionStrip implements DeskStrip {

    private final LogReader reader;

    SupervisionStrip(LogReader reader) {
        this.reader = reader;
    }

    @Override
    public Optional<PagePart> of(Officer officer) {
        if (!AccessDecision.may(officer, Action.WATCH_LOOKS)) {
            return Optional.empty();
        }
        LocalDate today = SupervisionController.last(null);
        Watched week = Watched.of(reader, officer.scope(), SupervisionController.first(null, today), today);
        return Optional.of(new PagePart(
                "supervision",
                "查看与告警",
                "audit/supervision-strip :: strip",
                Map.of("looks", week.looks().size(), "alarms", week.alarms().size())));
    }
}
