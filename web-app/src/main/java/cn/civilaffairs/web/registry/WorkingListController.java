package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.audit.LogEntry;
import cn.civilaffairs.registry.audit.LogReader;
import cn.civilaffairs.registry.exchange.ImportBatch;
import cn.civilaffairs.registry.exchange.ImportDesk;
import cn.civilaffairs.registry.resident.WorkingListCell;
import cn.civilaffairs.registry.resident.WorkingListLine;
import cn.civilaffairs.registry.resident.WorkingLists;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Working lists (工作底表): give a village's members out, take them back, choose cell by cell. */
@Controller
@RequestMapping("/working-lists")
@May(Action.WORK_ON_LIST)
class WorkingListController {

    private final WorkingLists lists;
    private final ImportDesk imports;
    private final AreaRegister areas;
    private final ListExport export;
    private final LogReader log;
    private final Acts acts;
    private final Words words;

    WorkingListController(
            WorkingLists lists,
            ImportDesk imports,
            AreaRegister areas,
            ListExport export,
            LogReader log,
            Acts acts,
            Words words) {
        this.lists = lists;
        this.imports = imports;
        this.areas = areas;
        this.export = export;
        this.log = log;
        this.acts = acts;
        this.words = words;
    }

    @GetMapping
    String start(@CurrentOfficer Officer officer, Model model) {
        model.addAttribute(
                "batches",
                imports.recent(officer.scope(), 50).stream()
                        .filter(batch -> batch.contract().equals(WorkingLists.contract()))
                        .toList());
        return "working-lists/start";
    }

    @GetMapping("/list.xlsx")
    void giveOut(@RequestParam String area, HttpServletResponse response) {
        if (!AreaCode.isValid(area)) {
            throw new RuleViolation("working-list.village");
        }
        AreaCode village = AreaCode.of(area);
        WorkingLists.GivenOut list = lists.giveOut(village);
        ListSheet<WorkingListLine> sheet = ListSheet.<WorkingListLine>of("working-list", areas.name(village) + "成员信息底表")
                .text(WorkingLists.keyHeader(), 12, list::key)
                .text("档案号", 14, WorkingListLine::fileNo)
                .text("姓名", 12, WorkingListLine::name)
                .text("与户主关系", 12, line -> words.of(line.relation()))
                .text("证件号码", 22, WorkingListLine::maskedIdNumber)
                .text("联系电话", 16, WorkingListLine::maskedPhone)
                .text("健康状况", 12, line -> WorkingLists.word(line.health()))
                .text("劳动能力", 12, line -> WorkingLists.word(line.labour()))
                .text("就业状况", 12, line -> WorkingLists.word(line.employment()))
                .text("在校情况", 12, line -> WorkingLists.word(line.schooling()))
                .comingBack();
        export.send(
                sheet,
                List.of("村：" + areas.localName(village), "可改：联系电话、健康状况、劳动能力、就业状况、在校情况；留空表示不改"),
                RowSource.of(list.lines()),
                response);
    }

    @PostMapping
    String takeBack(@RequestParam MultipartFile file, RedirectAttributes notice) throws IOException {
        String name = file.getOriginalFilename();
        if (name == null || name.isBlank()) {
            notice.addFlashAttribute("refusal", "请先选择填好的底表文件。");
            return "redirect:/working-lists";
        }
        try {
            return "redirect:/working-lists/" + imports.upload(WorkingLists.contract(), name, file.getBytes());
        } catch (RuleViolation refused) {
            notice.addFlashAttribute("refusal", words.of(refused));
            return "redirect:/working-lists";
        }
    }

    @GetMapping("/{id:[0-9a-f-]{36}}")
    String differences(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model) {
        ImportBatch batch = imports.get(id, officer.scope());
        model.addAttribute("batch", batch);
        if (batch.state() == ImportBatch.State.CHECKED) {
            List<WorkingListCell> cells = lists.differences(id, officer.scope());
            model.addAttribute("cells", cells);
            model.addAttribute("changes", changes(cells));
            model.addAttribute("findings", imports.findings(id, true, 0, 100, officer.scope()));
        }
        return "working-lists/differences";
    }

    /** Who changed the people of conflicting cells since, as far as the log can be read. */
    private Map<UUID, LogEntry> changes(List<WorkingListCell> cells) {
        Map<UUID, LogEntry> changes = new HashMap<>();
        LocalDate today = LocalDate.ofInstant(Instant.now(), BusinessClock.ZONE);
        cells.stream()
                .filter(WorkingListCell::conflicting)
                .map(WorkingListCell::residentId)
                .distinct()
                .forEach(resident -> log.find(
                                "",
                                resident.toString(),
                                "RESIDENT_CORRECTED",
                                today.minusDays(90),
                                today,
                                Long.MAX_VALUE,
                                1)
                        .forEach(entry -> changes.put(resident, entry)));
        return changes;
    }

    /** The header a column of the list has. */
    @ModelAttribute("headers")
    Map<WorkingListCell.Field, String> headers() {
        Map<WorkingListCell.Field, String> headers = new HashMap<>();
        for (WorkingListCell.Field field : WorkingListCell.Field.values()) {
            headers.put(field, WorkingLists.header(field));
        }
        return headers;
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/confirm")
    String take(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<String> chosen,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        return acts.on(
                "/working-lists/" + id,
                notice,
                () -> lists.take(id, chosen == null ? List.of() : chosen, officer.scope()));
    }
}
