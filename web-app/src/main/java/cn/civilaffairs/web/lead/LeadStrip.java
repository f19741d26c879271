package cn.civilaffairs.web.lead;

import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadFilter;
import cn.civilaffairs.casework.lead.LeadFilter.View;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.web.casework.DeskStrip;
import cn.civilaffairs.web.casework.PagePart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Leads on the desk: what is to be answered, what is overdue, what is to be confirmed. Each number opens its rows. */
@Component
@Order(10)
class LeadStrip implements DeskStrip {

    private final LeadDesk desk;

    LeadStrip(LeadDesk desk) {
        this.desk = desk;
    }

    /** One number. */
    record Figure(View view, int count, String url) {}

    @Override
    public Optional<PagePart> of(Officer officer) {
        if (!AccessDecision.may(officer, Action.FOLLOW_LEAD)) {
            return Optional.empty();
        }
        List<Figure> figures = List.of(View.OVERDUE, View.TO_ANSWER, View.TO_CONFIRM).stream()
                .map(view -> new Figure(view, desk.count(LeadFilter.of(view)), "/leads?view=" + view))
                .toList();
        return figures.stream().allMatch(figure -> figure.count() == 0)
                ? Optional.empty()
                : Optional.of(new PagePart("leads", "线索核实", "leads/strip :: strip", Map.of("figures", figures)));
    }
}
