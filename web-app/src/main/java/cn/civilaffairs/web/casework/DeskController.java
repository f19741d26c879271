package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.CaseCount;
import cn.civilaffairs.casework.CaseFilter;
import cn.civilaffairs.casework.CaseLine;
import cn.civilaffairs.casework.CaseQueue;
import cn.civilaffairs.casework.Urgency;
import cn.civilaffairs.casework.calendar.WorkCalendars;
import cn.civilaffairs.casework.procedure.Procedures;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.officer.AccountChange;
import cn.civilaffairs.registry.officer.AccountNews;
import cn.civilaffairs.web.security.CurrentOfficer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** My desk (我的工作台): what presses most comes first, and every number opens exactly its rows. */
@Controller
class DeskController {

    private static final int ROWS = 8;
    private static final List<Urgency> BLOCKS =
            List.of(Urgency.OVERDUE, Urgency.DUE_SOON, Urgency.RETURNED, Urgency.NEW);

    private final CaseQueue queue;
    private final Procedures procedures;
    private final WorkCalendars calendars;
    private final AccountNews news;
    private final ObjectProvider<DeskStrip> strips;

    DeskController(
            CaseQueue queue,
            Procedures procedures,
            WorkCalendars calendars,
            AccountNews news,
            ObjectProvider<DeskStrip> strips) {
        this.queue = queue;
        this.procedures = procedures;
        this.calendars = calendars;
        this.news = news;
        this.strips = strips;
    }

    @GetMapping("/desk")
    String desk(@CurrentOfficer Officer officer, Model model) {
        List<AccountChange> changes = news.of(officer);
        if (!changes.isEmpty()) {
            model.addAttribute("accountChanges", changes);
            model.addAttribute("newestChange", AccountNews.newest(changes));
            model.addAttribute("accountContacts", news.contacts(officer));
        }
        if (procedures.all().stream().anyMatch(procedure -> procedure.isWorkOf(officer))) {
            Map<Urgency, CaseCount> counts = queue.countByUrgency(CaseFilter.MINE);
            model.addAttribute(
                    "blocks",
                    BLOCKS.stream().map(urgency -> block(urgency, counts)).toList());
            model.addAttribute("later", counts.get(Urgency.LATER));
            model.addAttribute("all", CaseCount.together(counts.values()));
        }
        if (!AccessDecision.may(officer, Action.HANDLE_CASE) && AccessDecision.may(officer, Action.VIEW_CASE)) {
            model.addAttribute(
                    "inArea",
                    queue.count(new CaseFilter(
                            CaseFilter.Hold.OPEN, null, null, null, null, null, CaseFilter.Sort.DUE, false)));
        }
        model.addAttribute(
                "strips",
                strips.orderedStream()
                        .map(strip -> strip.of(officer))
                        .flatMap(Optional::stream)
                        .toList());
        model.addAttribute(
                "missingYears",
                AccessDecision.may(officer, Action.MAINTAIN_CALENDAR) ? List.copyOf(calendars.missing()) : List.of());
        return "desk";
    }

    private Block block(Urgency urgency, Map<Urgency, CaseCount> counts) {
        CaseCount count = counts.get(urgency);
        QueueState state = new QueueState(CaseFilter.MINE.with(urgency), 1, 50);
        return new Block(urgency, count, count.rows() == 0 ? List.of() : queue.list(state.filter(), 1, ROWS), state);
    }

    /** One block of the desk: its number, its first rows, and the list that holds them all. */
    public record Block(Urgency urgency, CaseCount count, List<CaseLine> rows, QueueState state) {}
}
