package cn.civilaffairs.web.assistance;

import cn.civilaffairs.assistance.minimumliving.change.ChangeOutlook;
import cn.civilaffairs.assistance.minimumliving.change.ChangeProcedure;
import cn.civilaffairs.assistance.minimumliving.change.MinimumLivingChange;
import cn.civilaffairs.assistance.minimumliving.change.MinimumLivingChangeDesk;
import cn.civilaffairs.assistance.minimumliving.change.WonAppeals;
import cn.civilaffairs.casework.Appeal;
import cn.civilaffairs.casework.AppealDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseFolder;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.MeansItem;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.web.casework.CasePanel;
import cn.civilaffairs.web.casework.PagePart;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the case page shows of a change: what happened, and the money before and after. */
@Component
class ChangePanel implements CasePanel {

    private final MinimumLivingChangeDesk desk;
    private final HouseholdRegister households;
    private final ResidentRegister residents;
    private final WonAppeals wonAppeals;
    private final AppealDesk appeals;

    ChangePanel(
            MinimumLivingChangeDesk desk,
            HouseholdRegister households,
            ResidentRegister residents,
            WonAppeals wonAppeals,
            AppealDesk appeals) {
        this.desk = desk;
        this.households = households;
        this.residents = residents;
        this.wonAppeals = wonAppeals;
        this.appeals = appeals;
    }

    @Override
    public String matter() {
        return ChangeProcedure.CODE;
    }

    @Override
    public List<PagePart> parts(CaseFolder folder, Officer officer) {
        CaseFile file = folder.file();
        MinimumLivingChange change = desk.find(file.id());
        Map<String, Object> model = new HashMap<>();
        model.put("caseId", file.id());
        model.put("change", change);
        model.put("facts", change.facts());
        model.put("outlook", change.outlook());
        model.put("names", names(change, officer));
        model.put("items", items(change, officer));
        model.put("now", null);
        model.put("problem", null);
        model.put("mayRecompute", folder.atHand() && AccessDecision.may(officer, Action.RECOMPUTE_CHANGE));
        model.put(
                "mayAmend",
                folder.atHand()
                        && AccessDecision.may(officer, Action.OPEN_CHANGE)
                        && file.step().equals(ChangeProcedure.ENTRY));
        if (file.isOpen()) {
            addNow(model, change);
        }
        boolean appealed = appeals.ofCase(file.id()).stream().anyMatch(Appeal::isOpen);
        model.put("restoration", appealed ? wonAppeals.preview(file.id()).orElse(null) : null);
        return List.of(
                new PagePart("change", "变动情况", "assistance/minimum-living/change-parts :: facts", model),
                new PagePart("money", "变动前后金额", "assistance/minimum-living/change-parts :: money", model));
    }

    private void addNow(Map<String, Object> model, MinimumLivingChange change) {
        try {
            ChangeOutlook now = desk.now(change.caseId());
            ChangeOutlook told = change.outlook();
            boolean other = now.personsAfter() != told.personsAfter()
                    || !now.amountAfter().equals(told.amountAfter())
                    || now.exitCode() != told.exitCode()
                    || !now.overpaid().equals(told.overpaid())
                    || !now.arrears().equals(told.arrears());
            if (other) {
                model.put("now", now);
            }
        } catch (RuleViolation impossible) {
            model.put("problem", impossible);
        }
    }

    /** The names of those it is about, by id; they may have left the household since. */
    private Map<UUID, String> names(MinimumLivingChange change, Officer officer) {
        Set<UUID> people = new HashSet<>(change.facts().relations().keySet());
        UUID person = change.facts().person();
        if (person != null) {
            people.add(person);
        }
        UUID head = change.facts().newHead();
        if (head != null) {
            people.add(head);
        }
        Map<UUID, String> names = new HashMap<>();
        residents.get(people, officer.scope()).forEach((id, resident) -> names.put(id, resident.name()));
        return names;
    }

    private Map<UUID, MeansItem> items(MinimumLivingChange change, Officer officer) {
        Map<UUID, MeansItem> items = new HashMap<>();
        if (!change.facts().means().isEmpty()) {
            HouseholdOnDate household = households.today(change.householdId(), officer.scope());
            households.means(household.id(), officer.scope()).forEach(item -> items.put(item.id(), item));
        }
        return items;
    }
}
