package cn.civilaffairs.web.assistance;

import cn.civilaffairs.assistance.minimumliving.ReckoningChange;
import cn.civilaffairs.assistance.minimumliving.ReckoningJson;
import cn.civilaffairs.assistance.minimumliving.ReckoningJson.Reckoning;
import cn.civilaffairs.disbursement.Determination;
import cn.civilaffairs.disbursement.Entitlement;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.limited.LimitedAccess;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.MeansItem;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.web.security.CurrentOfficer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Why an amount is what it is (为什么是这个数), reached from any amount anywhere. */
@Controller
class WhyController {

    private final EntitlementDesk entitlements;
    private final HouseholdRegister households;
    private final ResidentRegister residents;
    private final AreaRegister areas;
    private final LimitedAccess limited;

    WhyController(
            EntitlementDesk entitlements,
            HouseholdRegister households,
            ResidentRegister residents,
            AreaRegister areas,
            LimitedAccess limited) {
        this.entitlements = entitlements;
        this.households = households;
        this.residents = residents;
        this.areas = areas;
        this.limited = limited;
    }

    @GetMapping("/why/{determinationId}")
    String why(@PathVariable UUID determinationId, @CurrentOfficer Officer officer, Model model) {
        Determination determination = entitlements.determination(determinationId);
        Entitlement entitlement = entitlements.find(determination.entitlementId());
        limited.requireOpen(entitlement.residentId());
        Reckoning reckoning = ReckoningJson.read(determination.reckoning());
        List<Determination> all = entitlements.determinations(entitlement.id());
        model.addAttribute("determination", determination);
        model.addAttribute("entitlement", entitlement);
        model.addAttribute("reckoning", reckoning);
        model.addAttribute("all", all);
        model.addAttribute("place", areas.localName(determination.area()));
        model.addAttribute(
                "holder",
                residents.get(determination.residentId(), officer.scope()).name());
        model.addAttribute("entries", entries(determination, officer));
        before(determination, all).ifPresent(earlier -> {
            model.addAttribute("earlier", earlier);
            model.addAttribute("difference", determination.amount().minus(earlier.amount()));
            model.addAttribute("changes", ReckoningChange.between(ReckoningJson.read(earlier.reckoning()), reckoning));
        });
        return "assistance/why";
    }

    /** Who entered each item and when, by item. */
    private Map<UUID, MeansItem> entries(Determination determination, Officer officer) {
        UUID household = determination.householdId();
        return household == null
                ? Map.of()
                : households.means(household, officer.scope()).stream()
                        .collect(Collectors.toMap(MeansItem::id, Function.identity()));
    }

    /** What applied before it; the list has the latest first. */
    private static Optional<Determination> before(Determination determination, List<Determination> all) {
        return all.stream()
                .dropWhile(other -> !other.id().equals(determination.id()))
                .skip(1)
                .findFirst();
    }
}
