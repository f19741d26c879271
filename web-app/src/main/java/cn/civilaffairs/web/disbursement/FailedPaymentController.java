package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.FailedFilter;
import cn.civilaffairs.disbursement.FailedPayment;
import cn.civilaffairs.disbursement.FailedPaymentDesk;
import cn.civilaffairs.disbursement.FailedStage;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.Schemes;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.exchange.ExcelFile;
import cn.civilaffairs.registry.exchange.ExcelFile.Column;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.security.CurrentOfficer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
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

    private static final int EXPORTED = 20_000;

    private final FailedPaymentDesk desk;
    private final PaymentRunDesk runs;
    private final Schemes schemes;
    private final AreaRegister areas;
    private final Acts acts;
    private final Words words;
    private final Clock clock;

    FailedPaymentController(
            FailedPaymentDesk desk,
            PaymentRunDesk runs,
            Schemes schemes,
            AreaRegister areas,
            Acts acts,
            Words words,
            Clock clock) {
        this.desk = desk;
        this.runs = runs;
        this.schemes = schemes;
        this.areas = areas;
        this.acts = acts;
        this.words = words;
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
            AreaCode within = Optional.ofNullable(town)
                    .filter(AreaCode::isValid)
                    .map(AreaCode::of)
                    .orElse(null);
            return new FailedFilter(
                    scheme == null || scheme.isBlank() ? null : scheme,
                    stage,
                    within,
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
        int rows = Paging.size(size);
        int at = Math.max(page, 1);
        FailedFilter filter = asked.filter();
        model.addAttribute("asked", asked);
        model.addAttribute("counts", desk.counts(FailedFilter.ALL));
        model.addAttribute("found", asked.filtered() ? desk.counts(filter) : null);
        model.addAttribute("unpaidDays", desk.unpaidDays());
        model.addAttribute("payments", Paging.of(desk.list(filter, rows + 1, (at - 1) * rows), at, rows));
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
    @PreAuthorize("hasAnyRole('TOWN_CLERK', 'TOWN_REVIEWER', 'COUNTY_CASEWORKER')")
    String note(
            @PathVariable UUID run,
            @PathVariable int seq,
            @RequestParam UUID requestKey,
            @RequestParam String note,
            RedirectAttributes notice) {
        return acts.once(requestKey, "FAILED_NOTE", run + ":" + seq + note, "/returns", notice, "办理记录已保存。", () -> {
            desk.note(run, seq, note);
            return "/returns";
        });
    }

    @GetMapping("/list.xlsx")
    void export(Asked asked, HttpServletResponse response) throws IOException {
        LocalDate today = LocalDate.now(clock);
        try (ExcelFile file = ExcelFile.to(
                new LazyDownload(response, "退票清单" + today + ".xlsx"),
                "退票清单",
                Column.text("乡镇", 12),
                Column.text("村(社区)", 14),
                Column.text("领取对象", 12),
                Column.text("收款人", 12),
                Column.text("收款账户", 24),
                Column.text("项目", 14),
                Column.text("所属月份", 10),
                Column.amount("金额"),
                Column.text("失败原因", 14),
                Column.text("首次失败", 12),
                Column.count("失败次数"),
                Column.count("未到账天数"),
                Column.text("办理时限", 12),
                Column.text("进度", 14),
                Column.text("办理记录", 40))) {
            file.header();
            for (FailedPayment payment : desk.list(asked.filter(), EXPORTED, 0)) {
                file.row(
                        payment.townName(),
                        payment.areaName(),
                        payment.residentName(),
                        payment.payeeName(),
                        payment.bank() + " ****" + payment.lastFour(),
                        words.of("Scheme", payment.scheme()),
                        payment.benefitMonth().toString(),
                        payment.amount(),
                        words.of("FailureReason", payment.reason()),
                        payment.since().toString(),
                        payment.times(),
                        (int) payment.daysUnpaid(today),
                        payment.dueOn().toString(),
                        words.of(payment.stage()) + (payment.suspended() ? "(已暂停发放)" : ""),
                        payment.note());
            }
        }
    }
}
