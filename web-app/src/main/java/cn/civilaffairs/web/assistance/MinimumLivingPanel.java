package cn.civilaffairs.web.assistance;

import static cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance.HOME_VISIT;
import static cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance.MEANS_CHECK;
import static cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance.REVIEW_STEP;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingDesk;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingFolder;
import cn.civilaffairs.assistance.minimumliving.Proposal;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseFolder;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.web.casework.CasePanel;
import cn.civilaffairs.web.casework.PagePart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the case page shows of a minimum living application: household, check, visit, amount. */
@Component
class MinimumLivingPanel implements CasePanel {

    private final MinimumLivingDesk desk;
    private final HouseholdRegister households;
    private final EntitlementDesk entitlements;

    MinimumLivingPanel(MinimumLivingDesk desk, HouseholdRegister households, EntitlementDesk entitlements) {
        this.desk = desk;
        this.households = households;
        this.entitlements = entitlements;
    }

    @Override
    public String matter() {
        return MinimumLivingAllowance.CODE;
    }

    @Override
    public List<PagePart> parts(CaseFolder folder, Officer officer) {
        CaseFile file = folder.file();
        MinimumLivingFolder gathered = desk.folder(file.id());
        Map<String, Object> model = new HashMap<>();
        model.put("caseId", file.id());
        model.put("application", gathered.application());
        model.put("household", household(gathered, officer));
        model.put("mayCorrect", folder.atHand() && file.step().equals(MinimumLivingAllowance.ACCEPTANCE));
        model.put("checks", gathered.checks());
        model.put("unanswered", gathered.unanswered());
        model.put(
                "mayCheck",
                folder.atHand()
                        && AccessDecision.may(officer, Action.CHECK_MEANS)
                        && file.step().equals(MEANS_CHECK));
        model.put("visits", gathered.visits());
        model.put("mayVisit", folder.atHand() && file.step().equals(HOME_VISIT));
        model.put(
                "mayVisitForCounty",
                file.isOpen()
                        && AccessDecision.may(officer, Action.VISIT_FOR_COUNTY)
                        && !List.of(MinimumLivingAllowance.ACCEPTANCE, HOME_VISIT)
                                .contains(file.step()));
        model.put("mayPropose", folder.atHand() && file.step().equals(REVIEW_STEP));
        model.put("classes", ReviewClass.values());
        addAmount(model, file, gathered);
        return List.of(
                part("household", "申请家庭", model),
                part("means-check", "家庭经济状况核对", model),
                part("home-visit", "入户调查", model),
                part("amount", "拟保障金额", model));
    }

    private HouseholdOnDate household(MinimumLivingFolder gathered, Officer officer) {
        return households.today(gathered.application().householdId(), officer.scope());
    }

    /** The proposal once there is one; what the reckoning says now, as long as the case is open. */
    private void addAmount(Map<String, Object> model, CaseFile file, MinimumLivingFolder gathered) {
        @Nullable Proposal proposal = gathered.proposal().orElse(null);
        model.put("proposal", proposal);
        model.put("reckoning", proposal == null ? null : proposal.reckoning());
        model.put("now", null);
        model.put("tiers", Map.of());
        model.put("outdated", false);
        model.put("cannotReckon", null);
        model.put("determination", null);
        if (file.isOpen()) {
            try {
                MinimumLivingCalculation now = desk.preview(file.id());
                model.put("now", now);
                model.put("tiers", desk.tiers(file.id()));
                model.put(
                        "outdated",
                        proposal != null
                                && (now.entitled() != proposal.entitled()
                                        || !now.amount().equals(proposal.amount())));
            } catch (RuleViolation missingStandard) {
                model.put("cannotReckon", missingStandard);
            }
        }
        entitlements
                .ofCase(file.id(), MinimumLivingAllowance.CODE)
                .flatMap(granted ->
                        entitlements.determinations(granted.id()).stream().reduce((later, earlier) -> earlier))
                .ifPresent(first -> model.put("determination", first));
    }

    private static PagePart part(String anchor, String title, Map<String, Object> model) {
        return new PagePart(anchor, title, "assistance/minimum-living/panel :: " + anchor, model);
    }
}
