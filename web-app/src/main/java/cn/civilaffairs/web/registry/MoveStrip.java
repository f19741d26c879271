package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.relocation.RelocationDesk;
import cn.civilaffairs.registry.relocation.RelocationFilter;
import cn.civilaffairs.registry.relocation.RelocationFilter.View;
import cn.civilaffairs.web.casework.DeskStrip;
import cn.civilaffairs.web.casework.PagePart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Households on their way, on the desk of both townships: what to answer, what the other has not answered, what waits. */
@Component
@Order(12)
class MoveStrip implements DeskStrip {

    private final RelocationDesk desk;

    MoveStrip(RelocationDesk desk) {
        this.desk = desk;
    }

    /** One number. */
    record Figure(View view, int count) {}

    @Override
    public Optional<PagePart> of(Officer officer) {
        if (officer.area().level() == AreaCode.Level.COUNTY || !AccessDecision.may(officer, Action.ANSWER_MOVE)) {
            return Optional.empty();
        }
        List<Figure> figures = List.of(View.TO_ANSWER, View.ASKED, View.WAITING).stream()
                .map(view -> new Figure(view, desk.count(new RelocationFilter(view, null))))
                .toList();
        return figures.stream().allMatch(figure -> figure.count() == 0)
                ? Optional.empty()
                : Optional.of(new PagePart("moves", "迁入迁出", "moves/strip :: strip", Map.of("figures", figures)));
    }
}
