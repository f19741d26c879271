package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadKind;
import cn.civilaffairs.casework.lead.NewLead;
import cn.civilaffairs.disbursement.NewlyEligible;
import cn.civilaffairs.disbursement.Uplift;
import cn.civilaffairs.disbursement.UpliftApplied;
import cn.civilaffairs.disbursement.UpliftDesk;
import cn.civilaffairs.disbursement.UpliftNewcomer;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.registry.database.Acting;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Once a raised standard is in force, each family it would let in is a lead of its township (提标新纳入线索), which tells them and
 * helps them apply.
 */
@Component
class NewlyEligibleLeads {

    private static final int AT_ONCE = 1_000;

    private final KnownFamilies families;
    private final UpliftDesk uplifts;
    private final LeadDesk leads;
    private final Clock clock;

    NewlyEligibleLeads(KnownFamilies families, UpliftDesk uplifts, LeadDesk leads, Clock clock) {
        this.families = families;
        this.uplifts = uplifts;
        this.leads = leads;
        this.clock = clock;
    }

    /** Whoever has applied or been granted since they were seen needs no asking. */
    @EventListener
    void on(UpliftApplied applied) {
        Uplift uplift = applied.uplift();
        if (!uplift.scheme().equals(MinimumLivingAllowance.CODE) || uplift.newcomers() == 0) {
            return;
        }
        Limit limit = leads.usualLimit(uplift.area());
        List<UpliftNewcomer> batch = new ArrayList<>();
        uplifts.eachNewcomer(uplift.id(), newcomer -> {
            batch.add(newcomer);
            if (batch.size() == AT_ONCE) {
                ask(batch, uplift, limit);
                batch.clear();
            }
        });
        ask(batch, uplift, limit);
    }

    private void ask(List<UpliftNewcomer> newcomers, Uplift uplift, Limit limit) {
        YearMonth now = YearMonth.now(clock);
        YearMonth month = now.isAfter(uplift.effectiveMonth()) ? now : uplift.effectiveMonth();
        Set<UUID> settled = new HashSet<>(families.settled(
                newcomers.stream().map(each -> each.found().householdId()).toList(), month, Acting.scope()));
        leads.openAll(newcomers.stream()
                .map(UpliftNewcomer::found)
                .filter(found -> !settled.contains(found.householdId()))
                .map(found -> new NewLead(
                        LeadKind.NEWLY_ELIGIBLE,
                        found.head(),
                        found.area(),
                        uplift.effectiveMonth().atDay(1),
                        "提标测算 " + uplift.document(),
                        detail(found, uplift),
                        uplift.id(),
                        limit,
                        LineOfBusiness.ASSISTANCE))
                .toList());
    }

    private static String detail(NewlyEligible.Found found, Uplift uplift) {
        String before = switch (found.ground()) {
            case REFUSED -> found.groundOn() + " 申请低保未予确认";
            case ENDED -> found.groundOn() + " 因收入、财产退出低保";
            case KNOWN -> "已登记收入，未享受低保";
        };
        return "%s。登记 %d 人、月收入 %s 元，自 %s 起标准 %s 元，测算每月可保障 %s 元。请告知政策、核对近况，愿意申请的按程序受理；不自动发放。"
                .formatted(
                        before,
                        found.persons(),
                        found.monthlyIncome(),
                        uplift.effectiveMonth(),
                        uplift.standardAmount(),
                        found.amount());
    }
}
