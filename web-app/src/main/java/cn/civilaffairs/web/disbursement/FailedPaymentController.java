package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.FailedFilter;
import cn.civilaffairs.disbursement.FailedPayment;
import cn.civilaffairs.disbursement.FailedPaymentDesk;
import cn.civilaffairs.disbursement.FailedStage;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.Schemes;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.Typed;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.FilterWords;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the bank sent back, township by township: why, how often, since when, and how far it has come (退票处理). */
@Controller
@RequestMapping("/returns")
class FailedPaymentController {

    private final FailedPaymentDesk desk;
    private final PaymentRunDesk runs;
    private final Schemes schemes;
    private final AreaRegister areas;
    private final Acts acts;
    private final Words words;
    private final ListExport export;
    private final Clock clock;

    FailedPaymentController(
            FailedPaymentDesk desk,
            PaymentRunDesk runs,
            Schemes schemes,
            AreaRegister areas,
            Acts acts,
            Words words,
            ListExport export,
            Clock clock) {
        this.desk = desk;
        this.runs = runs;
        this.schemes = schemes;
        this.areas = areas;
        this.acts = acts;
        this.words = words;
        this.export = export;
        this.clock = clock;
    }

    /** What is asked for, as it stands in the address. */
    record Asked(
            @Nullable String scheme,
            @Nullable FailedStage stage,
            @Nullable String town,
            @Nullable Boolean overdue,
            @Nullable Boolean longUnpaid) {

        FailedFilter filter() {
            return new FailedFilter(
                    Typed.text(scheme),
                    stage,
                    Typed.area(town),
                    Boolean.TRUE.equals(overdue),
                    Boolean.TRUE.equals(longUnpaid));
        }

        public String query() {
            return "scheme=" + (scheme == null ? "" : scheme) + "&stage=" + (stage == null ? "" : stage) + "&town="
                    + (town == null ? "" : town) + "&overdue=" + filter().overdue() + "&longUnpaid="
                    + filter().longUnpaid() + "&";
        }

        public boolean filtered() {
            return !filter().equals(FailedFilter.ALL);
        }
    }

    @GetMapping
    String list(
            Asked asked,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            @CurrentOfficer Officer officer,
            Model model) {
        FailedFilter filter = asked.filter();
        model.addAttribute("asked", asked);
        model.addAttribute("counts", desk.counts(FailedFilter.ALL));
        model.addAttribute("found", asked.filtered() ? desk.counts(filter) : null);
        model.addAttribute("unpaidDays", desk.unpaidDays());
        model.addAttribute("payments", Paging.read(page, size, (limit, offset) -> desk.list(filter, limit, offset)));
        model.addAttribute("stages", FailedStage.values());
        model.addAttribute("schemes", schemes.all());
        model.addAttribute(
                "towns", officer.area().level() == AreaCode.Level.COUNTY ? areas.children(officer.area()) : List.of());
        model.addAttribute(
                "reissuable",
                schemes.all().stream()
                        .map(scheme -> new Reissuable(scheme.code(), runs.reissuable(scheme.code())))
                        .filter(some -> some.count() > 0)
                        .toList());
        model.addAttribute("month", YearMonth.now(clock));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("requestKey", UUID.randomUUID());
        return "runs/failed";
    }

    /** How many failed payments of a scheme could be made again now. */
    record Reissuable(String scheme, int count) {}

    @PostMapping("/{run}/{seq}/notes")
    @May(Action.ANSWER_RETURN)
    String note(
            @PathVariable UUID run,
            @PathVariable int seq,
            @RequestParam UUID requestKey,
            @RequestParam String note,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "FAILED_NOTE",
                run + ":" + seq + note,
                "/returns",
                notice,
                "办理记录已保存。",
                () -> desk.note(run, seq, note));
    }

    /** The list as a workbook, filtered as on the page. */
    @GetMapping("/list.xlsx")
    void export(Asked asked, HttpServletResponse response) {
        LocalDate today = LocalDate.now(clock);
        ListSheet<FailedPayment> sheet = ListSheet.<FailedPayment>of("failed-payments", "退票清单")
                .text("乡镇", 12, FailedPayment::townName)
                .text("村（社区）", 14, FailedPayment::areaName)
                .text("领取对象", 12, FailedPayment::residentName)
                .text("收款人", 12, FailedPayment::payeeName)
                .text("收款账户", 24, payment -> payment.bank() + " ****" + payment.lastFour())
                .text("项目", 14, payment -> words.of("Scheme", payment.scheme()))
                .text("所属月份", 10, FailedPayment::benefitMonth)
                .amount("金额", FailedPayment::amount)
                .text("失败原因", 14, payment -> words.of("FailureReason", payment.reason()))
                .date("首次失败", FailedPayment::since)
                .count("失败次数", FailedPayment::times)
                .count("未到账天数", payment -> payment.daysUnpaid(today))
                .date("办理时限", FailedPayment::dueOn)
                .text("进度", 14, payment -> words.of(payment.stage()) + (payment.suspended() ? "（已暂停发放）" : ""))
                .text("办理记录", 40, FailedPayment::note);
        FailedFilter filter = asked.filter();
        export.send(
                sheet, words(filter), RowSource.paged((limit, offset) -> desk.list(filter, limit, offset)), response);
    }

    private List<String> words(FailedFilter filter) {
        return new FilterWords()
                .say("项目", filter.scheme(), scheme -> words.of("Scheme", scheme))
                .say("进度", filter.stage(), words::of)
                .say("乡镇", filter.within(), areas::name)
                .say("只看超期", filter.overdue())
                .say("只看久未到账", filter.longUnpaid())
                .list();
    }
}
