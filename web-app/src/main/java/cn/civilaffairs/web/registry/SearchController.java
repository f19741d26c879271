package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.area.AreaRegister;
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

    private final ResidentSearch search;
    private final AreaRegister areas;

    SearchController(ResidentSearch search, AreaRegister areas) {
        this.search = search;
        this.areas = areas;
    }

    @GetMapping
    String empty() {
        return "search/results";
    }

    @PostMapping
    String find(@RequestParam(defaultValue = "") String q, @CurrentOfficer Officer officer, Model model) {
        ResidentSearch.Result result = search.find(q, officer.scope());
        Map<String, String> places = result.lines().stream()
                .map(FoundResident::area)
                .distinct()
                .collect(Collectors.toMap(Object::toString, areas::localName));
        model.addAttribute("result", result);
        model.addAttribute("places", places);
        return "search/results";
    }
}
