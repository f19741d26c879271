package cn.civilaffairs.web.exchange;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.exchange.ImportBatch;
import cn.civilaffairs.registry.exchange.ImportContract;
import cn.civilaffairs.registry.exchange.ImportDesk;
import cn.civilaffairs.registry.exchange.ImportFinding;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@Controller
@RequestMapping("/imports")
class ImportController {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String TOO_LARGE = "import.file-too-large";
    private static final int RECENT = 50;
    private static final int PAGE = 100;

    private final ImportDesk desk;
    private final Acts acts;
    private final Words words;
    private final ListExport export;
    private final Show show;

    ImportController(ImportDesk desk, Acts acts, Words words, ListExport export, Show show) {
        this.desk = desk;
        this.acts = acts;
        this.words = words;
        this.export = export;
        this.show = show;
    }

    @GetMapping
    String list(@CurrentOfficer Officer officer, Model model) {
        List<ImportContract> contracts = desk.contracts(officer);
        model.addAttribute("contracts", contracts);
        model.addAttribute("titles", titles(contracts));
        model.addAttribute(
                "batches",
                desk.recent(officer.scope(), RECENT).stream()
                        .filter(batch -> contracts.stream()
                                .anyMatch(contract -> contract.code().equals(batch.contract())))
                        .toList());
        return "imports/list";
    }

    private static Map<String, String> titles(List<ImportContract> contracts) {
        return contracts.stream().collect(Collectors.toMap(ImportContract::code, ImportContract::title));
    }

    /** A file that cannot be taken is answered with the page itself, so that another can be chosen at once. */
    @PostMapping
    String upload(
            @RequestParam String contract,
            @RequestParam MultipartFile file,
            @CurrentOfficer Officer officer,
            Model model,
            HttpServletResponse response)
            throws IOException {
        String name = file.getOriginalFilename();
        if (name == null || name.isBlank()) {
            return refused("请先选择要导入的文件。", HttpStatus.UNPROCESSABLE_CONTENT, officer, model, response);
        }
        try {
            return "redirect:/imports/" + desk.upload(contract, name, file.getBytes());
        } catch (RuleViolation refused) {
            HttpStatus status = refused.messageKey().equals(TOO_LARGE)
                    ? HttpStatus.CONTENT_TOO_LARGE
                    : HttpStatus.UNPROCESSABLE_CONTENT;
            return refused(words.of(refused), status, officer, model, response);
        }
    }

    private String refused(String why, HttpStatus status, Officer officer, Model model, HttpServletResponse response) {
        response.setStatus(status.value());
        model.addAttribute("refusal", why);
        return list(officer, model);
    }

    /** The record of imports as a workbook. */
    @GetMapping("/list.xlsx")
    void send(@CurrentOfficer Officer officer, HttpServletResponse response) {
        Map<String, String> titles = titles(desk.contracts(officer));
        ListSheet<ImportBatch> sheet = ListSheet.<ImportBatch>of("imports", "名册导入记录")
                .impersonal()
                .text("上传时间", 18, batch -> show.time(batch.uploadedAt()))
                .text("名册", 20, batch -> titles.get(batch.contract()))
                .text("文件", 30, ImportBatch::fileName)
                .text("状态", 12, batch -> words.of("Status", "IMPORT_" + batch.state()))
                .count("行数", ImportBatch::rowsRead)
                .count("通过", ImportBatch::rowsPassed)
                .count("提醒", ImportBatch::rowsWarned)
                .count("错误", ImportBatch::rowsFailed)
                .count("写入", ImportBatch::rowsWritten)
                .count("未变", ImportBatch::rowsUnchanged)
                .text("上传人", 10, ImportBatch::uploadedBy)
                .text("确认人", 10, ImportBatch::confirmedBy);
        export.send(
                sheet,
                List.of(),
                RowSource.of(desk.recent(officer.scope(), RECENT).stream()
                        .filter(batch -> titles.containsKey(batch.contract()))
                        .toList()),
                response);
    }

    @GetMapping("/templates/{contract}.xlsx")
    void template(@PathVariable String contract, HttpServletResponse response) throws IOException {
        attach(response, desk.contract(contract).title() + "模板.xlsx");
        desk.template(contract, response.getOutputStream());
    }

    @GetMapping("/{id:[0-9a-f-]{36}}")
    String show(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean errorsOnly,
            @RequestParam(defaultValue = "1") int page,
            @CurrentOfficer Officer officer,
            Model model) {
        ImportBatch batch = desk.get(id, officer.scope());
        int offset = (Math.max(1, page) - 1) * PAGE;
        List<ImportFinding> findings = desk.findings(id, errorsOnly, offset, PAGE + 1, officer.scope());
        model.addAttribute("batch", batch);
        model.addAttribute("title", desk.contract(batch.contract()).title());
        model.addAttribute("findings", findings.stream().limit(PAGE).toList());
        model.addAttribute("more", findings.size() > PAGE);
        model.addAttribute("page", Math.max(1, page));
        model.addAttribute("errorsOnly", errorsOnly);
        model.addAttribute("uploadedByMe", officer.isOneWith(batch.uploadedById()));
        return "imports/show";
    }

    /** The part of the page that changes while the machine works; the page asks for it every second. */
    @GetMapping("/{id:[0-9a-f-]{36}}/progress")
    String progress(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model, HttpServletResponse response) {
        ImportBatch batch = desk.get(id, officer.scope());
        if (!batch.isWorking()) {
            response.setHeader("HX-Refresh", "true");
        }
        model.addAttribute("batch", batch);
        return "imports/show :: progress";
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/confirm")
    String confirm(
            @PathVariable UUID id,
            @RequestParam boolean onlyIfAllPass,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        return acts.on("/imports/" + id, notice, () -> desk.confirm(id, onlyIfAllPass, officer.scope()));
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/discard")
    String discard(@PathVariable UUID id, @CurrentOfficer Officer officer, RedirectAttributes notice) {
        return acts.on("/imports/" + id, notice, "已放弃这个文件，没有写入任何内容。", () -> desk.discard(id, officer.scope()));
    }

    @GetMapping("/{id:[0-9a-f-]{36}}/report.xlsx")
    void report(@PathVariable UUID id, @CurrentOfficer Officer officer, HttpServletResponse response)
            throws IOException {
        ImportBatch batch = desk.get(id, officer.scope());
        attach(response, "检查报告-" + batch.fileName());
        desk.report(id, officer.scope(), response.getOutputStream());
    }

    private static void attach(HttpServletResponse response, String name) {
        response.setContentType(XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }
}
