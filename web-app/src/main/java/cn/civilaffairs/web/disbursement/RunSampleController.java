package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RunLine;
import cn.civilaffairs.disbursement.RunSampleDesk;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
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

    private final ListExport export;
    private final Words words;

    RunSampleController(PaymentRunDesk runs, RunSampleDesk samples, Acts acts, ListExport export, Words words) {
        this.export = export;
        this.words = words;
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

    /** The sample with what was found, as a workbook. */
    @GetMapping("/list.xlsx")
    void send(@PathVariable UUID id, HttpServletResponse response) {
        PaymentRun run = runs.find(id);
        Map<Integer, RunSampleDesk.Finding> findings = samples.findings(id);
        ListSheet<RunLine> sheet = ListSheet.<RunLine>of("run-sample", "随机抽查")
                .count("序号", RunLine::seq)
                .text("乡镇 村", 24, RunLine::areaName)
                .text("领取对象", 14, RunLine::residentName)
                .count("人", RunLine::persons)
                .amount("应发（元）", RunLine::amount)
                .text(
                        "抽查结论",
                        14,
                        line -> findings.containsKey(line.seq())
                                ? words.of(findings.get(line.seq()).outcome())
                                : "未抽查")
                .text(
                        "情况",
                        36,
                        line -> findings.containsKey(line.seq())
                                ? findings.get(line.seq()).note()
                                : null)
                .text(
                        "抽查人",
                        12,
                        line -> findings.containsKey(line.seq())
                                ? findings.get(line.seq()).foundByName()
                                : null);
        export.send(
                sheet,
                List.of("批次：" + run.number(), "种子：" + run.sampleSeed()),
                RowSource.of(runs.sample(id)),
                response);
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
        return acts.once(
                requestKey,
                "SAMPLE_FIND",
                id + ":" + seq + outcome + note,
                "/runs/" + id + "/sample",
                notice,
                "抽查结论已记录。",
                () -> samples.record(id, seq, outcome, note));
    }
}
