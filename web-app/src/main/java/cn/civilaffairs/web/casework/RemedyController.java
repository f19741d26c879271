package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.Appeal;
import cn.civilaffairs.casework.AppealDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseStatus;
import cn.civilaffairs.casework.PromiseDesk;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What comes after a decision: appeals against it (复议、诉讼、复查), and promises it rests on (告知承诺). */
@Controller
@RequestMapping("/cases/{id:[0-9a-f-]{36}}")
class RemedyController {

    private final AppealDesk appeals;
    private final PromiseDesk promises;

    RemedyController(AppealDesk appeals, PromiseDesk promises) {
        this.appeals = appeals;
        this.promises = promises;
    }

    /** Adds to the case page what there is of both. */
    void show(CaseFile file, Officer officer, Model model) {
        LocalDate closedOn = file.closedOn();
        boolean county = AccessDecision.may(officer, Action.HANDLE_APPEAL);
        model.addAttribute("appeals", appeals.ofCase(file.id()));
        model.addAttribute("mayAppeal", county && closedOn != null && file.status() != CaseStatus.WITHDRAWN);
        model.addAttribute("appealKinds", Appeal.Kind.values());
        model.addAttribute("appealOutcomes", Appeal.Outcome.values());
        model.addAttribute(
                "lastDays",
                closedOn != null && file.status() == CaseStatus.REFUSED ? appeals.lastDays(closedOn) : null);
        model.addAttribute("promises", promises.ofCase(file.id()));
        model.addAttribute("mayPromise", AccessDecision.may(officer, Action.RECORD_PROMISE_BROKEN));
        model.addAttribute("mayDecidePromise", AccessDecision.may(officer, Action.DECIDE_PROMISE_BROKEN));
        model.addAttribute("officerId", officer.id());
    }

    @PostMapping("/appeals")
    String record(
            @PathVariable UUID id,
            @RequestParam Appeal.Kind kind,
            @RequestParam LocalDate servedOn,
            @RequestParam LocalDate filedOn,
            @RequestParam(defaultValue = "") String body,
            @RequestParam(defaultValue = "") String lateWhy,
            RedirectAttributes notice) {
        appeals.record(id, kind, servedOn, filedOn, body, lateWhy);
        notice.addFlashAttribute("done", "已登记，收到结果后由另一人登记结果。");
        return "redirect:/cases/" + id + "#appeals";
    }

    @PostMapping("/appeals/{appeal}")
    String decide(
            @PathVariable UUID id,
            @PathVariable UUID appeal,
            @RequestParam Appeal.Outcome outcome,
            @RequestParam LocalDate outcomeOn,
            @RequestParam(defaultValue = "") String document,
            @RequestParam(required = false) @Nullable BigDecimal monthlyAmount,
            RedirectAttributes notice) {
        appeals.decide(appeal, outcome, outcomeOn, document, monthlyAmount == null ? null : new Money(monthlyAmount));
        notice.addFlashAttribute("done", outcome.reopens() ? "已登记结果。原决定不再执行：不予确认的案件已重新办理，停发、减发的已按结果恢复待遇。" : "已登记结果。");
        return "redirect:/cases/" + id + "#appeals";
    }

    @PostMapping("/promises/{paper}")
    String promise(
            @PathVariable UUID id,
            @PathVariable String paper,
            @RequestParam Act act,
            @RequestParam(defaultValue = "") String why,
            RedirectAttributes notice) {
        switch (act) {
            case KEPT -> promises.kept(id, paper);
            case PROPOSE -> promises.proposeSuspension(id, paper, why);
            case SUSPEND -> promises.decide(id, paper, true);
            case LEAVE -> promises.decide(id, paper, false);
        }
        notice.addFlashAttribute(
                "done",
                switch (act) {
                    case KEPT -> "已登记补交。因此暂停的发放随之恢复并补发。";
                    case PROPOSE -> "已提出暂停发放，等待另一人决定。";
                    case SUSPEND -> "已暂停发放，自下月起缓发；并已交乡镇限期核实是否停发（线索核实）。材料补交后自动恢复。";
                    case LEAVE -> "不暂停发放。";
                });
        return "redirect:/cases/" + id + "#promises";
    }

    /** What can be done about a promise. */
    enum Act {
        KEPT,
        PROPOSE,
        SUSPEND,
        LEAVE
    }
}
