package cn.civilaffairs.web.registry;

import cn.civilaffairs.casework.CaseFolder;
import cn.civilaffairs.disbursement.BenefitInForce;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import java.util.List;

/**
 * A family file (一户一档) as its header and tabs show it.
 *
 * @param place township and village
 * @param events what happened to the family, the newest first
 * @param limited whether only named officers see it (限制查看)
 * @param flags what whoever opens the file must know first
 */
public record FamilyFile(
        HouseholdOnDate household,
        String place,
        List<BenefitInForce> benefits,
        List<CaseFolder> folders,
        List<Tab> tabs,
        List<FamilyEvent> events,
        boolean limited,
        List<Flag> flags) {

    public Money monthlyTotal() {
        return Money.sum(benefits.stream()
                .filter(benefit -> !benefit.ended())
                .map(BenefitInForce::amount)
                .toList());
    }

    /** Whether the household itself is paid; then what happens to its members goes through 增减停发. */
    public boolean inPayment() {
        return benefits.stream().anyMatch(benefit -> !benefit.ended() && benefit.householdId() != null);
    }

    /** @param key last part of the address @param count what stands in brackets behind the word */
    public record Tab(String key, String word, String count) {}

    /** A red flag. */
    public record Flag(String words) {}
}
