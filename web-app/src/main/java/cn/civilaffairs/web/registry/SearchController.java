package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.resident.FoundResident;
import cn.civilaffairs.registry.resident.ResidentSearch;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The one search box. It posts, because what is typed may be an identity number and addresses end up in logs. */
@Controller
@RequestMapping("/search")
class SearchController {

    /** How many of those found a row of the log names. */
    private static final int LOGGED = 50;

    private final ResidentSearch search;
    private final AreaRegister areas;
    private final OperationLog log;
    private final ListExport export;
    private final Words words;

    SearchController(ResidentSearch search, AreaRegister areas, OperationLog log, ListExport export, Words words) {
        this.search = search;
        this.areas = areas;
        this.log = log;
        this.export = export;
        this.words = words;
    }

    @GetMapping
    String empty() {
        return "search/results";
    }

    @PostMapping
    String find(@RequestParam(defaultValue = "") String q, @CurrentOfficer Officer officer, Model model) {
        if (q.isBlank()) {
            return "search/results";
        }
        ResidentSearch.Result result = search.find(q, officer.scope());
        // who was found, not what was typed: that may be a whole number
        String found = result.lines().stream()
                .map(line -> line.id().toString())
                .limit(LOGGED)
                .collect(Collectors.joining(" "));
        log.done("SEARCHED", "RESIDENT", null, officer.area(), result.lines().size() + " 人 " + found);
        Map<String, String> places = result.lines().stream()
                .map(FoundResident::area)
                .distinct()
                .collect(Collectors.toMap(Object::toString, areas::localName));
        // A whole number is not put into the page again; who looked one up finds one person, not a list.
        model.addAttribute("q", q.matches(".*[0-9]{6,}.*") ? null : q);
        model.addAttribute("result", result);
        model.addAttribute("places", places);
        model.addAttribute("opens", opens(officer));
        return "search/results";
    }

    /** What the name of somebody found leads to; of another line's people no more is shown than who they are (§3.5). */
    private static String opens(Officer officer) {
        if (AccessDecision.may(officer, Action.VIEW_FAMILY)) {
            return "FAMILY";
        }
        return AccessDecision.may(officer, Action.VIEW_PERSON) ? "PERSON" : "NOTHING";
    }

    /** The same list as a workbook; what was typed is a name or a number and stays out of addresses here too. */
    @PostMapping("/list.xlsx")
    void send(
            @RequestParam(defaultValue = "") String q, @CurrentOfficer Officer officer, HttpServletResponse response) {
        ListSheet<FoundResident> sheet = ListSheet.<FoundResident>of("search", "查找结果")
                .text("姓名", 12, FoundResident::name)
                .text("性别", 8, found -> words.of(found.sex()))
                .date("出生日期", FoundResident::birthDate)
                .text("证件号码", 22, FoundResident::maskedIdNumber)
                .text("乡镇 村", 24, found -> areas.localName(found.area()))
                .text("档案号", 16, FoundResident::fileNo)
                .text("与户主关系", 14, found -> found.relation() == null ? "" : words.of(found.relation()));
        export.send(
                sheet,
                List.of("查找：" + (q.matches(".*[0-9]{6,}.*") ? "（号码）" : q.strip())),
                RowSource.of(search.find(q, officer.scope()).lines()),
                response);
    }
}
