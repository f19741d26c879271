package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.Uplift;
import cn.civilaffairs.disbursement.UpliftDesk;
import cn.civilaffairs.disbursement.UpliftItem;
import cn.civilaffairs.disbursement.UpliftNewcomer;
import cn.civilaffairs.disbursement.UpliftRule;
import cn.civilaffairs.disbursement.UpliftState;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.Typed;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a proposed standard does to everybody: asked for by one officer, approved by another, worked out in the background. */
@Controller
class UpliftController {

    /** How many of those it would let in stand on the page; the workbook has them all. */
    private static final int SHOWN = 200;

    private final UpliftDesk desk;
    private final Acts acts;
    private final Words words;
    private final Clock clock;
    private final ListExport export;

    UpliftController(UpliftDesk desk, Acts acts, Words words, Clock clock, ListExport export) {
        this.export = export;
        this.desk = desk;
        this.acts = acts;
        this.words = words;
        this.clock = clock;
    }

    @PostMapping("/standards/{id}/uplift")
    @May(Action.PROPOSE_RULE)
    String preview(@PathVariable UUID id, @RequestParam UUID requestKey, RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "UPLIFT_PREVIEW",
                id.toString(),
                "/standards",
                notice,
                "已开始测算，可以离开本页，稍后回来查看。",
                () -> "/uplifts/" + desk.preview(id));
    }

    @GetMapping("/uplifts/{id:[0-9a-f-]{36}}")
    String show(
            @PathVariable UUID id,
            @RequestParam(required = false) UpliftRule.@Nullable Outcome outcome,
            @RequestParam(required = false) @Nullable String town,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            Model model) {
        Uplift uplift = desk.find(id);
        model.addAttribute("uplift", uplift);
        model.addAttribute("requestKey", UUID.randomUUID());
        if (uplift.state() == UpliftState.PREVIEWING) {
            return "uplifts/show";
        }
        AreaCode within = Typed.area(town);
        model.addAttribute("outcome", outcome);
        model.addAttribute("town", town == null ? "" : town);
        model.addAttribute("outcomes", UpliftRule.Outcome.values());
        model.addAttribute("towns", desk.towns(id));
        model.addAttribute(
                "items", Paging.read(page, size, (limit, offset) -> desk.items(id, outcome, within, limit, offset)));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("newcomers", desk.newcomers(id, within, SHOWN, 0));
        model.addAttribute("newcomersShown", SHOWN);
        return "uplifts/show";
    }

    /** The bar alone, asked for again and again while it is being worked out. */
    @GetMapping("/uplifts/{id}/progress")
    String progress(@PathVariable UUID id, Model model) {
        model.addAttribute("uplift", desk.find(id));
        return "uplifts/progress :: bar";
    }

    @GetMapping("/uplifts/{id}/items.xlsx")
    void export(@PathVariable UUID id, HttpServletResponse response) {
        ListSheet<UpliftItem> sheet = ListSheet.<UpliftItem>of(
                        "uplift-items", desk.find(id).document() + "提标测算")
                .text("乡镇 村", 24, UpliftItem::place)
                .text("城乡类别", 10, item -> words.of(item.residence()))
                .text("领取对象", 12, UpliftItem::name)
                .text("自月份", 10, UpliftItem::month)
                .count("人数", UpliftItem::persons)
                .amount("现金额（元）", UpliftItem::before)
                .amount("提标后（元）", UpliftItem::after)
                .text("结果", 14, item -> words.of(item.outcome()))
                .count("已发月数", UpliftItem::monthsPast)
                .amount("补发或多发（元）", UpliftItem::past)
                .text("说明", 50, UpliftItem::why);
        export.send(sheet, List.of(), to -> desk.each(id, to), response);
    }

    @GetMapping("/uplifts/{id}/newcomers.xlsx")
    void exportNewcomers(@PathVariable UUID id, HttpServletResponse response) {
        ListSheet<UpliftNewcomer> sheet = ListSheet.<UpliftNewcomer>of(
                        "uplift-newcomers", desk.find(id).document() + "提标后可能符合条件的家庭")
                .text("乡镇", 14, UpliftNewcomer::township)
                .text("村", 14, UpliftNewcomer::village)
                .text("档案号", 14, UpliftNewcomer::fileNo)
                .text("户主", 12, UpliftNewcomer::name)
                .text("城乡类别", 10, newcomer -> words.of(newcomer.residence()))
                .text(
                        "来源",
                        24,
                        newcomer -> words.of(
                                "NewcomerGround", newcomer.found().ground().name()))
                .date("来源日期", newcomer -> newcomer.found().groundOn())
                .count("人数", newcomer -> newcomer.found().persons())
                .amount("登记月收入（元）", newcomer -> newcomer.found().monthlyIncome())
                .amount("测算月保障金（元）", newcomer -> newcomer.found().amount());
        export.send(sheet, List.of(), to -> desk.eachNewcomer(id, to), response);
    }

    @PostMapping("/uplifts/{id}/approve")
    @May(Action.APPROVE_UPLIFT)
    String approve(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam String households,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "UPLIFT_APPROVE",
                id + households,
                "/uplifts/" + id,
                notice,
                "标准已批准，正在逐户执行。",
                () -> desk.approve(id, version, Typed.count(households)));
    }

    @PostMapping("/uplifts/{id}/resume")
    @May(Action.RESUME_UPLIFT)
    String resume(@PathVariable UUID id, @RequestParam UUID requestKey, RedirectAttributes notice) {
        return acts.once(
                requestKey, "UPLIFT_RESUME", id.toString(), "/uplifts/" + id, notice, "已继续。", () -> desk.resume(id));
    }
}
