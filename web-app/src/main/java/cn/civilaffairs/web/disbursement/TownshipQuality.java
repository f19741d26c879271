package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.MonthFigures;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.Schemes;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The figures of the township quality card (乡镇质量卡): how its cases, payments, reviews and leads of a month went. They are
 * frozen with the month's report, so that the card printed next year says what it said.
 */
@Component
class TownshipQuality implements MonthFigures {

    private final QualityFigures figures;
    private final Schemes schemes;
    private final Clock clock;

    TownshipQuality(QualityFigures figures, Schemes schemes, Clock clock) {
        this.figures = figures;
        this.schemes = schemes;
        this.clock = clock;
    }

    @Override
    public Map<AreaCode, Map<String, BigDecimal>> of(PaymentRun run) {
        return figures.of(run, schemes.named(run.scheme()).line(), LocalDate.now(clock), AreaScope.of(run.county()));
    }
}
