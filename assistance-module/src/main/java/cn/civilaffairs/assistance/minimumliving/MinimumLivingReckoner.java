package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.Parameters;
import cn.civilaffairs.registry.policy.Standards;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reckons the allowance of registered households by the rules in force: one for a case, a whole county for a roster or a
 * raised standard. Writes nothing.
 */
@Service
@Transactional(readOnly = true)
public class MinimumLivingReckoner {

    /** Enough to keep the database busy, little enough to keep in memory. */
    private static final int AT_ONCE = 1_000;

    private final KnownHouseholds households;
    private final Standards standards;
    private final Parameters parameters;

    MinimumLivingReckoner(KnownHouseholds households, Standards standards, Parameters parameters) {
        this.households = households;
        this.standards = standards;
        this.parameters = parameters;
    }

    /**
     * One household.
     *
     * @param residence as decided for the case, or null for what the register says
     * @param tier as decided for the case, where the county pays by tiers
     * @throws NotFound if the household is none of the acting officer's area
     */
    public Reckoned reckon(
            UUID household, YearMonth month, LocalDate asOf, @Nullable UrbanRural residence, @Nullable String tier) {
        KnownHouseholds.Known known = households.on(asOf, List.of(household), Acting.scope()).stream()
                .findFirst()
                .orElseThrow(NotFound::new);
        return reckon(known, new Wanted(household, month, asOf, residence, tier), book(known.area()));
    }

    /** Many households, handed on one after the other; those outside the acting officer's area are passed over. */
    public void reckonAll(Collection<Wanted> wanted, Consumer<Reckoned> each) {
        AreaScope scope = Acting.scope();
        MinimumLivingPolicyBook book = book(Acting.officer().area());
        Iterator<Wanted> rest = wanted.iterator();
        while (rest.hasNext()) {
            // Households looked at on different days are read apart; rosters have one day, so this costs nothing.
            Map<LocalDate, Map<UUID, Wanted>> byDay = new LinkedHashMap<>();
            for (int i = 0; i < AT_ONCE && rest.hasNext(); i++) {
                Wanted next = rest.next();
                byDay.computeIfAbsent(next.asOf(), day -> new LinkedHashMap<>()).put(next.household(), next);
            }
            byDay.forEach((day, ofDay) -> households
                    .on(day, ofDay.keySet(), scope)
                    .forEach(known -> each.accept(reckon(known, ofDay.get(known.householdId()), book))));
        }
    }

    /** The rules of an area at any time. */
    public MinimumLivingPolicyBook book(AreaCode area) {
        return new MinimumLivingPolicyBook(standards.book(MinimumLivingAllowance.CODE), parameters.book(area));
    }

    private static Reckoned reckon(KnownHouseholds.Known known, Wanted wanted, MinimumLivingPolicyBook book) {
        UrbanRural residence = wanted.residence() == null ? known.residence() : wanted.residence();
        HouseholdFacts facts = new HouseholdFacts(
                known.householdId(), wanted.month(), wanted.asOf(), known.members(), known.means(), wanted.tier());
        MinimumLivingPolicy policy = book.inForce(known.area(), residence, wanted.month());
        return new Reckoned(known.area(), residence, facts, MinimumLivingCalculation.of(facts, policy));
    }

    /**
     * A household to be reckoned.
     *
     * @param asOf the day it is looked at
     * @param residence null for what the register says
     */
    public record Wanted(
            UUID household,
            YearMonth month,
            LocalDate asOf,
            @Nullable UrbanRural residence,
            @Nullable String tier) {}

    /** What was known, and what follows from it. */
    public record Reckoned(
            AreaCode area, UrbanRural residence, HouseholdFacts facts, MinimumLivingCalculation calculation) {}
}
