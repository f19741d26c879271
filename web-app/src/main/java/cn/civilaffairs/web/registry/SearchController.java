package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.resident.FoundResident;
import cn.civilaffairs.registry.resident.ResidentSearch;
import cn.civilaffairs.web.security.CurrentOfficer;
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

    SearchController(ResidentSearch search, AreaRegister areas, OperationLog log) {
        this.search = search;
        this.areas = areas;
        this.log = log;
    }

    @GetMapping
    String empty() {
        return "search/results";
    }

    @PostMapping
    String find(@RequestParam(defaultValue = "") String q, @CurrentOfficer Officer officer, Model model) {
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
        model.addAttribute("result", result);
        model.addAttribute("places", places);
        return "search/results";
    }
}
