package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.ParameterBook;
import cn.civilaffairs.registry.policy.Parameters;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.StandardBook;
import cn.civilaffairs.registry.policy.Standards;
import cn.civilaffairs.registry.resident.CircumstanceRegister;
import cn.civilaffairs.registry.resident.FamilyCircumstances;
import cn.civilaffairs.registry.resident.Health;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.MeansItem;
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

    private static final String DECEASED = "死亡";

    private final HouseholdRegister households;
    private final CircumstanceRegister circumstances;
    private final Standards standards;
    private final Parameters parameters;

    MinimumLivingReckoner(
            HouseholdRegister households,
            CircumstanceRegister circumstances,
            Standards standards,
            Parameters parameters) {
        this.households = households;
        this.circumstances = circumstances;
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
        HouseholdOnDate known = households.asOf(household, asOf, Acting.scope());
        return reckon(known, month, asOf, residence, tier);
    }

    /** A household as it would be, such as after a change nobody has decided yet. */
    public Reckoned reckon(
            HouseholdOnDate known,
            YearMonth month,
            LocalDate asOf,
            @Nullable UrbanRural residence,
            @Nullable String tier) {
        FamilyCircumstances besides = circumstances
                .on(asOf, List.of(known.id()), Acting.scope())
                .getOrDefault(known.id(), FamilyCircumstances.NONE);
        return reckon(known, besides, new Wanted(known.id(), month, asOf, residence, tier), book(known.area()));
    }

    /** Many households, handed on one after the other; those outside the acting officer's area are passed over. */
    public void reckonAll(Collection<Wanted> wanted, Consumer<Reckoned> each) {
        MinimumLivingPolicyBook book = book(Acting.officer().area());
        readAll(wanted, (known, besides, next) -> each.accept(reckon(known, besides, next, book)));
    }

    /** Many households by the rules in force and by these with another standard, read once for both. */
    public void compareAll(Collection<Wanted> wanted, Standard proposed, ComparedConsumer each) {
        ParameterBook sheet = parameters.book(Acting.officer().area());
        StandardBook inForce = standards.book(MinimumLivingAllowance.CODE);
        MinimumLivingPolicyBook now = new MinimumLivingPolicyBook(inForce, sheet);
        MinimumLivingPolicyBook then = new MinimumLivingPolicyBook(inForce.with(proposed), sheet);
        readAll(
                wanted,
                (known, besides, next) ->
                        each.accept(next, reckon(known, besides, next, now), reckon(known, besides, next, then)));
    }

    /** Told of a household by two sets of rules. */
    @FunctionalInterface
    public interface ComparedConsumer {

        void accept(Wanted wanted, Reckoned now, Reckoned then);
    }

    @FunctionalInterface
    private interface Reader {

        void read(HouseholdOnDate known, FamilyCircumstances besides, Wanted wanted);
    }

    private void readAll(Collection<Wanted> wanted, Reader reader) {
        AreaScope scope = Acting.scope();
        Iterator<Wanted> rest = wanted.iterator();
        while (rest.hasNext()) {
            // Households looked at on different days are read apart; rosters have one day, so this costs nothing.
            Map<LocalDate, Map<UUID, Wanted>> byDay = new LinkedHashMap<>();
            for (int i = 0; i < AT_ONCE && rest.hasNext(); i++) {
                Wanted next = rest.next();
                byDay.computeIfAbsent(next.asOf(), day -> new LinkedHashMap<>()).put(next.household(), next);
            }
            byDay.forEach((day, ofDay) -> {
                Map<UUID, FamilyCircumstances> besides = circumstances.on(day, ofDay.keySet(), scope);
                households
                        .asOf(ofDay.keySet(), day, scope)
                        .forEach((id, known) ->
                                reader.read(known, besides.getOrDefault(id, FamilyCircumstances.NONE), ofDay.get(id)));
            });
        }
    }

    /** The rules of an area at any time. */
    public MinimumLivingPolicyBook book(AreaCode area) {
        return new MinimumLivingPolicyBook(standards.book(MinimumLivingAllowance.CODE), parameters.book(area));
    }

    private static Reckoned reckon(
            HouseholdOnDate known, FamilyCircumstances besides, Wanted wanted, MinimumLivingPolicyBook book) {
        UrbanRural residence = wanted.residence() == null ? known.residence() : wanted.residence();
        HouseholdFacts facts = facts(known, besides, wanted);
        MinimumLivingPolicy policy = book.inForce(known.area(), residence, wanted.month());
        return new Reckoned(known.area(), residence, facts, MinimumLivingCalculation.of(facts, policy));
    }

    private static HouseholdFacts facts(HouseholdOnDate known, FamilyCircumstances besides, Wanted wanted) {
        return new HouseholdFacts(
                known.id(),
                wanted.month(),
                wanted.asOf(),
                known.members().stream()
                        .map(member -> member(member, besides, wanted.asOf()))
                        .toList(),
                known.means().stream().map(MinimumLivingReckoner::item).toList(),
                wanted.tier(),
                besides.supporters().stream()
                        .map(supporter -> new Supporter(
                                supporter.id(),
                                supporter.name(),
                                supporter.monthlyIncome(),
                                supporter.persons(),
                                supporter.dependants(),
                                supporter.agreedFee()))
                        .toList(),
                besides.singles().stream()
                        .findFirst()
                        .map(single -> new HouseholdFacts.Single(single.residentId(), single.ground()))
                        .orElse(null));
    }

    /** Somebody who died before the day is left out; on the day itself they still count (死亡当月照发). */
    private static HouseholdFacts.Member member(
            HouseholdOnDate.Member member, FamilyCircumstances besides, LocalDate asOf) {
        boolean dead = member.deathDate() != null && member.deathDate().isBefore(asOf);
        return new HouseholdFacts.Member(
                member.residentId(),
                member.name(),
                member.birthDate(),
                member.disabilityGrade(),
                member.health() == Health.SERIOUSLY_ILL,
                dead ? DECEASED : member.counts() ? null : member.reasonNotCounted(),
                member.disabilityKind(),
                new Livelihood(
                        member.sex(),
                        member.labour(),
                        member.employment(),
                        member.schooling(),
                        besides.excuseOf(member.residentId())
                                .map(FamilyCircumstances.WorkExcuse::ground)
                                .orElse(null),
                        offers(member.residentId(), besides)));
    }

    private static JobOffers offers(UUID residentId, FamilyCircumstances besides) {
        return besides.offers().isEmpty()
                ? JobOffers.NONE
                : new JobOffers(besides.offers().stream()
                        .filter(offer -> offer.residentId().equals(residentId))
                        .map(offer -> new JobOffers.Offer(offer.offeredOn(), offer.answer()))
                        .toList());
    }

    private static HouseholdFacts.MeansItem item(MeansItem item) {
        return new HouseholdFacts.MeansItem(
                item.id(),
                item.residentId(),
                item.category(),
                item.name(),
                item.amount().yuan(),
                item.period(),
                item.startOn(),
                item.endOn(),
                item.source(),
                item.exemption());
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
