package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadFilter;
import cn.civilaffairs.disbursement.MonthEndCheck;
import cn.civilaffairs.disbursement.MonthItem;
import cn.civilaffairs.disbursement.PaymentRun;
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

    private final LeadDesk leads;
    private final QualityFigures figures;
    private final LogChain chain;
    private final Clock clock;

    MonthEndOfOthers(LeadDesk leads, QualityFigures figures, LogChain chain, Clock clock) {
        this.leads = leads;
        this.figures = figures;
        this.chain = chain;
        this.clock = clock;
    }

    @Override
    public List<MonthItem> items(PaymentRun run) {
        int late = leads.count(LeadFilter.of(LeadFilter.View.OVERDUE));
        LocalDate end = run.benefitMonth().plusMonths(1).atDay(1);
        LocalDate today = LocalDate.now(clock);
        int reviews = figures.reviewsOverdue(run.scheme(), end.isBefore(today) ? end : today, Acting.scope());
        return List.of(
                item("LEADS", late, late == 0 ? "没有超期的线索" : late + " 条线索超过核实时限", "/leads?view=OVERDUE"),
                item("REVIEWS", reviews, reviews == 0 ? "本月到期的复核均已完成" : reviews + " 户到期未复核", "/reviews"),
                sealed());
    }

    private static MonthItem item(String code, int late, String detail, String link) {
        return new MonthItem(
                code, late == 0 ? MonthItem.State.DONE : MonthItem.State.OPEN, detail, link, late == 0 ? null : "各乡镇");
    }

    private MonthItem sealed() {
        Optional<String> head = chain.head();
        return new MonthItem(
                "LOG_SEALED",
                head.isPresent() ? MonthItem.State.DONE : MonthItem.State.NOTE,
                head.map(block -> "已封存至第 " + block.substring(0, block.indexOf(':')) + " 块")
                        .orElse("没有配置审计连接,日志未封存"),
                null,
                null);
    }
}
