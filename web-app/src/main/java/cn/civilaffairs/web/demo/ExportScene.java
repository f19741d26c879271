package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.disbursement.LineFilter;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.PublicListDesk;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.export.ExtractDesk;
import cn.civilaffairs.registry.export.ListExtract;
import cn.civilaffairs.registry.export.NewExtract;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** What leaves the bureau: a list of payments the auditors want, waiting for approval, and a notice that hangs in a village. */
@Component
@Conditional(OnDemoServer.class)
class ExportScene {

    private static final LineFilter EVERY_LINE = new LineFilter(null, null, null);
    private static final int READ_AT_ONCE = 5000;

    private final ExtractDesk extracts;
    private final PaymentRunDesk runs;
    private final PublicListDesk notices;
    private final BusinessClock clock;

    ExportScene(ExtractDesk extracts, PaymentRunDesk runs, PublicListDesk notices, BusinessClock clock) {
        this.extracts = extracts;
        this.runs = runs;
        this.notices = notices;
        this.clock = clock;
    }

    void play(DemoPlan plan, Crew crew) {
        clock.moveTo(LocalDateTime.of(2026, 11, 13, 16, 20));
        Acting.as(crew.named("fm_1"), this::askForOctober);
        AreaCode township = AreaCode.of("999001003000");
        plan.inCare(DemoPlan.LAST_CLOSED).stream()
                .filter(family -> township.contains(family.village())
                        && family.lastMonth() == null
                        && family.head().birth().getYear() < 1990)
                .map(DemoHousehold::village)
                .sorted()
                .findFirst()
                .ifPresent(village -> hang(village, crew));
    }

    private void askForOctober() {
        UUID run = runs.ofMonth(MinimumLivingAllowance.CODE, DemoPlan.LAST_CLOSED)
                .orElseThrow()
                .id();
        int rows = 0;
        int read;
        do {
            read = runs.lines(run, EVERY_LINE, null, READ_AT_ONCE, rows).size();
            rows += read;
        } while (read == READ_AT_ONCE);
        ListExtract wanted = extracts.overLimit(new NewExtract(
                "run-lines", "2026年10月最低生活保障发放明细", "全部", rows, false, "GET /runs/" + run + "/lines.xlsx?"));
        extracts.request(wanted.id(), "县审计局 2026 年社会救助资金专项审计，交审计组长比对使用");
    }

    private void hang(AreaCode village, Crew crew) {
        Officer clerk = crew.named("tc_03a");
        LocalDate first = LocalDate.of(2026, 11, 1);
        UUID notice = Acting.as(
                clerk,
                () -> notices.make(
                        MinimumLivingAllowance.CODE,
                        village,
                        first,
                        first.plusMonths(1).minusDays(1)));
        Acting.as(crew.named("tr_03"), () -> notices.publish(notice));
    }
}
