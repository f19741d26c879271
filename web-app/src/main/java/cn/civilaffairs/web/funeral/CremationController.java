package cn.civilaffairs.web.funeral;

import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.civilservices.funeral.CremationDesk;
import cn.civilaffairs.civilservices.funeral.FuneralItem;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.request.RequestKeys;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.Submission;
import cn.civilaffairs.web.disbursement.Paging;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The register of cremations, the reception form, and what is entered on the way. */
@Controller
@RequestMapping("/funeral/cremations")
class CremationController {

    private final CremationDesk desk;
    private final RequestKeys keys;
    private final Acts acts;
    private final Clock clock;

    CremationController(CremationDesk desk, RequestKeys keys, Acts acts, Clock clock) {
        this.desk = desk;
        this.keys = keys;
        this.acts = acts;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            @CurrentOfficer Officer officer,
            Model model) {
        model.addAttribute("found", Paging.read(page, size, (limit, offset) -> desk.list(q, limit, offset)));
        model.addAttribute("q", q.strip());
        model.addAttribute("sum", desk.sum(LocalDate.now(clock).getYear()));
        model.addAttribute(
                "mayReceive", AccessDecision.may(officer, Action.REGISTER_CREMATION, LineOfBusiness.FUNERAL));
        return "funeral/list";
    }

    @GetMapping("/new")
    @May(Action.REGISTER_CREMATION)
    String blank(Model model) {
        model.addAttribute("form", ReceptionForm.blank(LocalDate.now(clock)));
        model.addAttribute("requestKey", UUID.randomUUID());
        return "funeral/reception";
    }

    @PostMapping
    @May(Action.REGISTER_CREMATION)
    String receive(
            @RequestParam UUID requestKey,
            @ModelAttribute("form") ReceptionForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes notice) {
        Optional<String> opened = Submission.of(
                errors,
                () -> keys.once(requestKey, "CREMATION_RECEIVE", form.toString(), () -> {
                    CaseFile file = desk.receive(form.received());
                    return "/cases/" + file.id();
                }));
        if (opened.isEmpty()) {
            model.addAttribute("requestKey", UUID.randomUUID());
            return "funeral/reception";
        }
        notice.addFlashAttribute("done", "已接收登记。死者享受的待遇已暂缓发放，并已通知居住地乡镇在 3 个工作日内核实。");
        return "redirect:" + opened.get();
    }

    @PostMapping("/{id}/cremated")
    @May(Action.REGISTER_CREMATION)
    String cremated(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam LocalDate on,
            @RequestParam String cremator,
            @RequestParam String number,
            RedirectAttributes notice) {
        return act(id, requestKey, "CREMATION_DONE", version + "|" + on + cremator, notice, "已登记火化。", () -> {
            desk.recordCremation(id, version, on, cremator, number.strip());
        });
    }

    /** @param all {@code fee.<item>} in yuan, blank for nothing */
    @PostMapping("/{id}/bill")
    @May(Action.REGISTER_CREMATION)
    String bill(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam(defaultValue = "false") boolean waive,
            @RequestParam Map<String, String> all,
            RedirectAttributes notice) {
        return act(id, requestKey, "CREMATION_BILL", version + "|" + waive, notice, "已录入费用并计算减免。", () -> {
            desk.bill(id, version, fees(all), waive);
        });
    }

    private static Map<FuneralItem, Money> fees(Map<String, String> all) {
        Map<FuneralItem, Money> fees = new EnumMap<>(FuneralItem.class);
        for (FuneralItem item : FuneralItem.values()) {
            String typed = all.getOrDefault("fee." + item, "").replaceAll("[,,\\s]", "");
            if (!typed.isEmpty()) {
                if (!typed.matches("[0-9]{1,6}(\\.[0-9]{1,2})?")) {
                    throw new RuleViolation("cremation.fee-malformed", item);
                }
                fees.put(item, Money.of(typed));
            }
        }
        return fees;
    }

    @PostMapping("/{id}/ashes")
    @May(Action.REGISTER_CREMATION)
    String ashes(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam String collector,
            RedirectAttributes notice) {
        return act(id, requestKey, "ASHES_OUT", version + collector, notice, "已登记骨灰领取。", () -> {
            desk.handOutAshes(id, version, collector);
        });
    }

    private String act(
            UUID id,
            UUID requestKey,
            String action,
            String body,
            RedirectAttributes notice,
            String done,
            Runnable work) {
        return acts.once(requestKey, action, id + body, "/cases/" + id, notice, done, work);
    }
}
