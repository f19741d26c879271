package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RunSampleDesk;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.web.security.May;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The random check of a run: what was drawn by the stored seed, and what was found (抽查记录). */
@Controller
@RequestMapping("/runs/{id}/sample")
class RunSampleController {

    private final PaymentRunDesk runs;
    private final RunSampleDesk samples;
    private final Acts acts;

    RunSampleController(PaymentRunDesk runs, RunSampleDesk samples, Acts acts) {
        this.runs = runs;
        this.samples = samples;
        this.acts = acts;
    }

    @GetMapping
    String show(@PathVariable UUID id, Model model) {
        model.addAttribute("run", runs.find(id));
        model.addAttribute("lines", runs.sample(id));
        model.addAttribute("findings", samples.findings(id));
        model.addAttribute("progress", samples.progress(id));
        model.addAttribute("outcomes", RunSampleDesk.Outcome.values());
        model.addAttribute("requestKey", UUID.randomUUID());
        return "runs/sample";
    }

    @PostMapping("/{seq}")
    @May(Action.FIND_IN_RUN_SAMPLE)
    String record(
            @PathVariable UUID id,
            @PathVariable int seq,
            @RequestParam UUID requestKey,
            @RequestParam RunSampleDesk.Outcome outcome,
            @RequestParam(defaultValue = "") String note,
            RedirectAttributes notice) {
        String page = "/runs/" + id + "/sample";
        return acts.once(requestKey, "SAMPLE_FIND", id + ":" + seq + outcome + note, page, notice, "抽查结论已记录。", () -> {
            samples.record(id, seq, outcome, note);
            return page;
        });
    }
}
