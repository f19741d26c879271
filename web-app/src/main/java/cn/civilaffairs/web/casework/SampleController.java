package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.sampling.Sample;
import cn.civilaffairs.casework.sampling.SampleDesk;
import cn.civilaffairs.casework.sampling.SampleItem;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.web.security.CurrentOfficer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
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

/** Draws of the county and what looking again brought (抽查复核). */
@Controller
@RequestMapping("/samples")
class SampleController {

    private final SampleDesk desk;
    private final Clock clock;

    SampleController(SampleDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            @CurrentOfficer Officer officer,
            Model model) {
        int rows = List.of(20, 50, 100, 200).contains(size) ? size : 50;
        int at = Math.max(1, page);
        List<Sample> oneMore = desk.list(month, (at - 1) * rows, rows + 1);
        model.addAttribute("samples", oneMore.subList(0, Math.min(rows, oneMore.size())));
        model.addAttribute("more", oneMore.size() > rows);
        model.addAttribute("page", at);
        model.addAttribute("size", rows);
        model.addAttribute("month", month);
        model.addAttribute("lastMonth", YearMonth.now(clock).minusMonths(1));
        model.addAttribute("matters", desk.matters());
        model.addAttribute("mayDraw", AccessDecision.may(officer, Action.DRAW_SAMPLE));
        return "samples/list";
    }

    @PostMapping
    String draw(@RequestParam String matter, @RequestParam YearMonth month, RedirectAttributes notice) {
        int townships = desk.draw(matter, month);
        notice.addFlashAttribute("done", "已抽取 %s 的 %d 个乡镇，种子已存档。抽中的请在期限内入户复核。".formatted(month, townships));
        return "redirect:/samples?month=" + month;
    }

    @GetMapping("/{id:[0-9a-f-]{36}}")
    String show(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean verify,
            @CurrentOfficer Officer officer,
            Model model) {
        Sample sample = desk.find(id);
        List<SampleItem> items = desk.items(id);
        model.addAttribute("sample", sample);
        model.addAttribute(
                "heading",
                "抽查 %s %d年%d月"
                        .formatted(
                                sample.township(),
                                sample.month().getYear(),
                                sample.month().getMonthValue()));
        model.addAttribute("items", items);
        model.addAttribute("byHand", items.isEmpty() ? "" : byHand(sample, items.get(0)));
        model.addAttribute("verification", verify ? desk.verify(id) : null);
        model.addAttribute("findings", SampleItem.Finding.values());
        boolean mayCheck = AccessDecision.may(officer, Action.DRAW_SAMPLE);
        model.addAttribute("mayCheck", mayCheck);
        model.addAttribute("actedOn", mayCheck ? desk.actedOn(items) : Set.of());
        return "samples/show";
    }

    /** What anybody may type to check a digest without the product. */
    private static String byHand(Sample sample, SampleItem item) {
        return "printf '%%s' '%s:%s' | sha256sum".formatted(sample.seed(), item.caseNo());
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/cases/{caseId}")
    String record(
            @PathVariable UUID id,
            @PathVariable UUID caseId,
            @RequestParam SampleItem.Finding finding,
            @RequestParam(defaultValue = "") String note,
            @RequestParam LocalDate visitedOn,
            RedirectAttributes notice) {
        desk.record(id, caseId, finding, note, visitedOn);
        notice.addFlashAttribute("done", "复核结论已保存。");
        return "redirect:/samples/" + id;
    }
}
