package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.casework.sampling.Sample;
import cn.civilaffairs.casework.sampling.SampleDesk;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Samples somebody of the county still has to look at, and the month nobody has drawn from yet (抽查). */
@Component
class SampleStrip implements DeskStrip {

    private static final int LOOKED_AT = 48;

    private final SampleDesk desk;
    private final Clock clock;

    SampleStrip(SampleDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public Optional<PagePart> of(Officer officer) {
        if (!AccessDecision.may(officer, Action.DRAW_SAMPLE) || desk.matters().isEmpty()) {
            return Optional.empty();
        }
        List<Sample> open = desk.list(null, 0, LOOKED_AT).stream()
                .filter(sample -> sample.checked() < sample.toCheck())
                .toList();
        YearMonth last = YearMonth.now(clock).minusMonths(1);
        boolean waiting =
                desk.matters().stream().map(Procedure::matter).anyMatch(matter -> desk.isWaiting(matter, last));
        return open.isEmpty() && !waiting
                ? Optional.empty()
                : Optional.of(new PagePart(
                        "samples",
                        "抽查复核",
                        "samples/strip :: strip",
                        Map.of("open", open, "waiting", waiting, "month", last)));
    }
}
