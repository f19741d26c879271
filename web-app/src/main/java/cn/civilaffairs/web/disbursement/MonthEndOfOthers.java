package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.MonthEndCheck;
import cn.civilaffairs.disbursement.MonthItem;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.Schemes;
import cn.civilaffairs.registry.audit.LogChain;
import cn.civilaffairs.registry.database.Acting;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lines of the month's checklist that stand in other modules: leads, reviews, the sealed log. */
@Component
class MonthEndOfOthers implements MonthEndCheck {

    private final QualityFigures figures;
    private final Schemes schemes;
    private final LogChain chain;
    private final Clock clock;

    MonthEndOfOthers(QualityFigures figures, Schemes schemes, LogChain chain, Clock clock) {
        this.figures = figures;
        this.schemes = schemes;
        this.chain = chain;
        this.clock = clock;
    }

    @Override
    public List<MonthItem> items(PaymentRun run) {
        LocalDate end = run.benefitMonth().plusMonths(1).atDay(1);
        LocalDate today = LocalDate.now(clock);
        LocalDate before = end.isBefore(today) ? end : today;
        int late = figures.leadsOverdue(schemes.named(run.scheme()).line(), before, Acting.scope());
        int reviews = figures.reviewsOverdue(run.scheme(), before, Acting.scope());
        return List.of(
                item("LEADS", late, late == 0 ? "本月到期的线索均已核实" : late + " 条本月到期的线索未核实", "/leads?view=OVERDUE"),
                item("REVIEWS", reviews, reviews == 0 ? "本月到期的复核均已完成" : reviews + " 户到期未复核", "/reviews"),
                sealed());
    }

    private static MonthItem item(String code, int late, String detail, String link) {
        return new MonthItem(
                code, late == 0 ? MonthItem.State.DONE : MonthItem.State.NOTE, detail, link, late == 0 ? null : "各乡镇");
    }

    private MonthItem sealed() {
        Optional<String> head = chain.head();
        return new MonthItem(
                "LOG_SEALED",
                head.isPresent() ? MonthItem.State.DONE : MonthItem.State.NOTE,
                head.map(block -> "已封存至第 " + block.substring(0, block.indexOf(':')) + " 块")
                        .orElse("没有配置审计连接，日志未封存"),
                null,
                null);
    }
}
