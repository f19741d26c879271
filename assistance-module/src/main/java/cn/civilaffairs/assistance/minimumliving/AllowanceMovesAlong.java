package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.disbursement.BenefitInForce;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Determination;
import cn.civilaffairs.disbursement.Due;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.relocation.AmountChange;
import cn.civilaffairs.registry.relocation.MovesAlong;
import cn.civilaffairs.registry.relocation.Moving;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The allowance of a household that moves where another standard holds. As with a raised standard, only what follows from the
 * standard alone changes: an amount that is not what the rules give where the household lives is put right first, by the
 * township that knows it.
 */
@Component
class AllowanceMovesAlong implements MovesAlong {

    private final MinimumLivingReckoner reckoner;
    private final EntitlementDesk entitlements;

    AllowanceMovesAlong(MinimumLivingReckoner reckoner, EntitlementDesk entitlements) {
        this.reckoner = reckoner;
        this.entitlements = entitlements;
    }

    /** A household on its way out (渐退) has its amounts set already, wherever it lives. */
    private Optional<BenefitInForce> allowance(Moving moving) {
        return entitlements.ofHousehold(moving.household().id()).stream()
                .filter(benefit ->
                        benefit.scheme().equals(MinimumLivingAllowance.CODE) && !benefit.ended() && !benefit.endsSoon())
                .findFirst();
    }

    @Override
    public List<AmountChange> amounts(Moving moving) {
        return allowance(moving)
                .map(benefit -> List.of(change(moving, benefit)))
                .orElse(List.of());
    }

    private AmountChange change(Moving moving, BenefitInForce benefit) {
        Money determined = determined(benefit, moving.month());
        Money here = reckon(moving.household(), moving, benefit, moving.month()).amount();
        MinimumLivingCalculation there = reckon(moving.arrived(), moving, benefit, moving.month());
        if (here.equals(there.amount())) {
            return new AmountChange(
                    benefit.scheme(), benefit.entitlementId(), benefit.residentName(), determined, determined);
        }
        if (!here.equals(determined)) {
            throw new RuleViolation("relocation.amount-differs", determined, here);
        }
        return new AmountChange(
                benefit.scheme(),
                benefit.entitlementId(),
                benefit.residentName(),
                determined,
                there.entitled() ? there.amount() : Money.ZERO);
    }

    private Money determined(BenefitInForce benefit, YearMonth month) {
        return entitlements.determinations(benefit.entitlementId()).stream()
                .filter(determination -> !determination.effectiveMonth().isAfter(month))
                .findFirst()
                .map(Determination::amount)
                .orElseThrow(() -> new RuleViolation("change.no-allowance"));
    }

    private MinimumLivingCalculation reckon(
            HouseholdOnDate known, Moving moving, BenefitInForce benefit, YearMonth month) {
        return reckoner.reckon(
                        known, month, moving.household().date(), residence(known, moving, benefit), benefit.category())
                .calculation();
    }

    /** The 城乡类别 decided for the benefit holds until the household has moved. */
    private static UrbanRural residence(HouseholdOnDate known, Moving moving, BenefitInForce benefit) {
        return known == moving.household() ? benefit.residence() : moving.residence();
    }

    /** Later months determined in advance are made anew too, or the old standard would count again from then on. */
    @Override
    public void follow(Moving moving, List<AmountChange> agreed) {
        allowance(moving)
                .filter(benefit -> agreed.stream()
                        .anyMatch(amount -> amount.benefit().equals(benefit.entitlementId()) && amount.changes()))
                .ifPresent(benefit -> months(benefit, moving.month())
                        .forEach(month ->
                                entitlements.determine(benefit.entitlementId(), month, due(moving, benefit, month))));
    }

    private List<YearMonth> months(BenefitInForce benefit, YearMonth first) {
        return Stream.concat(
                        Stream.of(first),
                        entitlements.determinations(benefit.entitlementId()).stream()
                                .map(Determination::effectiveMonth)
                                .filter(month -> month.isAfter(first)))
                .distinct()
                .sorted()
                .toList();
    }

    private Due due(Moving moving, BenefitInForce benefit, YearMonth month) {
        MinimumLivingCalculation there = reckon(moving.arrived(), moving, benefit, month);
        return AllowanceDue.of(there, Cause.MOVED, null, moving.acceptedBy(), moving.acceptedOn());
    }
}
