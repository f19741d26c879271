package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.disbursement.NewlyEligible;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Rounding;
import cn.civilaffairs.registry.policy.Standard;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Families a raised standard reaches who are not paid (提标新纳入). They are reckoned from what the register knows, which may be
 * old, so they are asked and never granted anything.
 */
@Component
class NewlyEligibleFamilies implements NewlyEligible {

    private static final int AT_ONCE = 1_000;
    private static final BigDecimal MONTHS_OF_YEAR = BigDecimal.valueOf(12);

    private final KnownFamilies families;
    private final MinimumLivingReckoner reckoner;

    NewlyEligibleFamilies(KnownFamilies families, MinimumLivingReckoner reckoner) {
        this.families = families;
        this.reckoner = reckoner;
    }

    @Override
    public String scheme() {
        return MinimumLivingAllowance.CODE;
    }

    @Override
    public void find(Standard proposed, YearMonth month, AreaScope scope, Consumer<Found> each) {
        List<KnownFamilies.Family> page = families.next(proposed.residence(), month, null, AT_ONCE, scope);
        while (!page.isEmpty()) {
            Map<UUID, KnownFamilies.Family> byId = new LinkedHashMap<>();
            page.forEach(family -> byId.put(family.id(), family));
            List<Found> found = new ArrayList<>();
            reckoner.compareAll(
                    page.stream()
                            .map(family -> new MinimumLivingReckoner.Wanted(
                                    family.id(), month, month.atDay(1), family.residence(), null))
                            .toList(),
                    proposed,
                    (wanted, now, then) -> {
                        if (!opens(now.calculation()) && opens(then.calculation())) {
                            found.add(found(byId.get(wanted.household()), then.calculation()));
                        }
                    });
            found.forEach(each);
            page = families.next(proposed.residence(), month, page.get(page.size() - 1), AT_ONCE, scope);
        }
    }

    /** Where the county pays by tiers, which tier is decided only once somebody applies. */
    private static boolean opens(MinimumLivingCalculation calculation) {
        return calculation.persons() > 0 && (calculation.entitled() || calculation.lacksOnlyItsTier());
    }

    private static Found found(KnownFamilies.Family family, MinimumLivingCalculation then) {
        Money monthly = Rounding.FEN_HALF_UP.apply(then.yearlyIncome().divide(MONTHS_OF_YEAR, MathContext.DECIMAL64));
        return new Found(
                family.id(),
                family.head(),
                family.area(),
                family.residence(),
                family.ground(),
                family.groundOn(),
                then.persons(),
                monthly,
                then.amount());
    }
}
