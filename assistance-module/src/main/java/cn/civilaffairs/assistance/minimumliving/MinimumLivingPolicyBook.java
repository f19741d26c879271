package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.registry.policy.ParameterKey.AGED_FROM;
import static cn.civilaffairs.registry.policy.ParameterKey.DEEMED_FROM_AGE;
import static cn.civilaffairs.registry.policy.ParameterKey.DEEMED_INCOME;
import static cn.civilaffairs.registry.policy.ParameterKey.DEEMED_TO_AGE_MEN;
import static cn.civilaffairs.registry.policy.ParameterKey.DEEMED_TO_AGE_WOMEN;
import static cn.civilaffairs.registry.policy.ParameterKey.DWELLINGS;
import static cn.civilaffairs.registry.policy.ParameterKey.EMPLOYMENT_COST_KIND;
import static cn.civilaffairs.registry.policy.ParameterKey.EMPLOYMENT_COST_MONTHS;
import static cn.civilaffairs.registry.policy.ParameterKey.EMPLOYMENT_COST_VALUE;
import static cn.civilaffairs.registry.policy.ParameterKey.EXEMPT_INCOME;
import static cn.civilaffairs.registry.policy.ParameterKey.EXEMPT_VEHICLES;
import static cn.civilaffairs.registry.policy.ParameterKey.FINANCIAL_STANDARDS;
import static cn.civilaffairs.registry.policy.ParameterKey.INCOME_MONTHS;
import static cn.civilaffairs.registry.policy.ParameterKey.JOB_REFUSAL_PERCENT;
import static cn.civilaffairs.registry.policy.ParameterKey.JOB_REFUSAL_TIMES;
import static cn.civilaffairs.registry.policy.ParameterKey.MARGINAL_MULTIPLE;
import static cn.civilaffairs.registry.policy.ParameterKey.MARGINAL_WAGE_CEILING;
import static cn.civilaffairs.registry.policy.ParameterKey.MINIMUM_WAGE;
import static cn.civilaffairs.registry.policy.ParameterKey.MINOR_BELOW;
import static cn.civilaffairs.registry.policy.ParameterKey.MIN_PAYABLE;
import static cn.civilaffairs.registry.policy.ParameterKey.MODE;
import static cn.civilaffairs.registry.policy.ParameterKey.RIGID_CAPS;
import static cn.civilaffairs.registry.policy.ParameterKey.RIGID_DEDUCTIONS;
import static cn.civilaffairs.registry.policy.ParameterKey.ROUNDING;
import static cn.civilaffairs.registry.policy.ParameterKey.ROUNDING_SCOPE;
import static cn.civilaffairs.registry.policy.ParameterKey.SEVERE_UP_TO_GRADE;
import static cn.civilaffairs.registry.policy.ParameterKey.SINGLE_GROUNDS;
import static cn.civilaffairs.registry.policy.ParameterKey.SUPPLEMENT_AGED;
import static cn.civilaffairs.registry.policy.ParameterKey.SUPPLEMENT_CAP;
import static cn.civilaffairs.registry.policy.ParameterKey.SUPPLEMENT_COMBINATION;
import static cn.civilaffairs.registry.policy.ParameterKey.SUPPLEMENT_MINOR;
import static cn.civilaffairs.registry.policy.ParameterKey.SUPPLEMENT_SERIOUSLY_ILL;
import static cn.civilaffairs.registry.policy.ParameterKey.SUPPLEMENT_SEVERELY_DISABLED;
import static cn.civilaffairs.registry.policy.ParameterKey.SUPPORT_FEE;
import static cn.civilaffairs.registry.policy.ParameterKey.SUPPORT_FEE_MULTIPLE;
import static cn.civilaffairs.registry.policy.ParameterKey.SUPPORT_FEE_PERCENT;
import static cn.civilaffairs.registry.policy.ParameterKey.TAPER_EMPLOYMENT;
import static cn.civilaffairs.registry.policy.ParameterKey.TAPER_PENSION;
import static cn.civilaffairs.registry.policy.ParameterKey.TAPER_PENSION_UPPER_MULTIPLE;
import static cn.civilaffairs.registry.policy.ParameterKey.TAPER_UPPER_MULTIPLE;
import static cn.civilaffairs.registry.policy.ParameterKey.TIERS;
import static cn.civilaffairs.registry.policy.ParameterKey.VEHICLES;
import static cn.civilaffairs.registry.policy.ParameterKey.ZERO_GAP;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.DeemedIncome;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.EmploymentCost;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Ground;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.JobRefusal;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Mode;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.PropertyLimits;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.RigidDeductions;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.RoundingScope;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.StandardInForce;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Supplement;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupplementCap;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupplementCombination;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupportFee;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Tiers;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.ZeroGap;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Rounding;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.policy.Parameter;
import cn.civilaffairs.registry.policy.ParameterBook;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.StandardBook;
import cn.civilaffairs.registry.resident.Exemption;
import cn.civilaffairs.registry.resident.SingleGround;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The allowance's rules wherever and whenever, put together from the standards and the parameter sheet. Read once, asked
 * for many households; used by one thread.
 */
public final class MinimumLivingPolicyBook {

    private final StandardBook standards;
    private final ParameterBook parameters;
    private final Map<Key, MinimumLivingPolicy> assembled = new HashMap<>();

    public MinimumLivingPolicyBook(StandardBook standards, ParameterBook parameters) {
        this.standards = standards;
        this.parameters = parameters;
    }

    /** @throws RuleViolation {@code policy.standard-missing} if no standard is in force in that month */
    public MinimumLivingPolicy inForce(AreaCode area, UrbanRural residence, YearMonth month) {
        return assembled.computeIfAbsent(new Key(area, residence, month), this::assemble);
    }

    private MinimumLivingPolicy assemble(Key key) {
        AreaCode area = key.area();
        LocalDate on = key.month().atDay(1);
        Standard standard = standards
                .inForce("", area, key.residence(), key.month())
                .orElseThrow(() -> new RuleViolation(
                        "policy.standard-missing",
                        area.value(),
                        key.residence(),
                        key.month().toString()));
        return new MinimumLivingPolicy(
                new StandardInForce(standard.amount(), standard.document(), standard.effectiveFrom()),
                parameters.choice(MODE, Mode.class, area, on),
                new Tiers(amounts(TIERS, area, on), document(TIERS, area, on)),
                parameters.choice(ROUNDING, Rounding.class, area, on),
                parameters.choice(ROUNDING_SCOPE, RoundingScope.class, area, on),
                parameters.integer(INCOME_MONTHS, area, on),
                new EmploymentCost(
                        parameters.choice(EMPLOYMENT_COST_KIND, EmploymentCost.Kind.class, area, on),
                        parameters.decimal(EMPLOYMENT_COST_VALUE, area, on),
                        parameters.integer(EMPLOYMENT_COST_MONTHS, area, on)),
                parameters.list(EXEMPT_INCOME, area, on).stream()
                        .map(Exemption::valueOf)
                        .collect(Collectors.toSet()),
                parameters.isOn(RIGID_DEDUCTIONS, area, on)
                        ? new RigidDeductions(amounts(RIGID_CAPS, area, on), document(RIGID_DEDUCTIONS, area, on))
                        : null,
                parameters.isOn(DEEMED_INCOME, area, on) ? deemed(area, on) : null,
                parameters.isOn(SUPPORT_FEE, area, on)
                        ? new SupportFee(
                                parameters.decimal(SUPPORT_FEE_MULTIPLE, area, on),
                                parameters.integer(SUPPORT_FEE_PERCENT, area, on),
                                document(SUPPORT_FEE, area, on))
                        : null,
                new JobRefusal(
                        parameters.integer(JOB_REFUSAL_TIMES, area, on),
                        parameters.integer(JOB_REFUSAL_PERCENT, area, on)),
                parameters.choice(ZERO_GAP, ZeroGap.class, area, on),
                parameters.list(SINGLE_GROUNDS, area, on).stream()
                        .map(SingleGround::valueOf)
                        .collect(Collectors.toSet()),
                List.of(
                        supplement(Ground.AGED, SUPPLEMENT_AGED, area, on),
                        supplement(Ground.MINOR, SUPPLEMENT_MINOR, area, on),
                        supplement(Ground.SEVERELY_DISABLED, SUPPLEMENT_SEVERELY_DISABLED, area, on),
                        supplement(Ground.SERIOUSLY_ILL, SUPPLEMENT_SERIOUSLY_ILL, area, on)),
                parameters.choice(SUPPLEMENT_COMBINATION, SupplementCombination.class, area, on),
                parameters.choice(SUPPLEMENT_CAP, SupplementCap.class, area, on),
                parameters.integer(AGED_FROM, area, on),
                parameters.integer(MINOR_BELOW, area, on),
                parameters.integer(SEVERE_UP_TO_GRADE, area, on),
                new Money(parameters.decimal(MIN_PAYABLE, area, on)),
                new PropertyLimits(
                        parameters.integer(FINANCIAL_STANDARDS, area, on),
                        parameters.integer(VEHICLES, area, on),
                        parameters.integer(DWELLINGS, area, on),
                        Set.copyOf(parameters.list(EXEMPT_VEHICLES, area, on))),
                parameters.decimal(MARGINAL_MULTIPLE, area, on),
                parameters.isOn(MARGINAL_WAGE_CEILING, area, on)
                        ? Rounding.FEN_HALF_UP.apply(parameters.decimal(MINIMUM_WAGE, area, on))
                        : null,
                new TaperRule(
                        Map.of(
                                TaperRule.Cause.EMPLOYMENT,
                                TaperRule.parse(parameters.text(TAPER_EMPLOYMENT, area, on)),
                                TaperRule.Cause.PENSION,
                                TaperRule.parse(parameters.text(TAPER_PENSION, area, on))),
                        Map.of(
                                TaperRule.Cause.EMPLOYMENT,
                                parameters.decimal(TAPER_UPPER_MULTIPLE, area, on),
                                TaperRule.Cause.PENSION,
                                pensionUpperMultiple(area, on))),
                document(EMPLOYMENT_COST_VALUE, area, on));
    }

    /** The one bound of both causes, unless the sheet has one for this cause. */
    private BigDecimal pensionUpperMultiple(AreaCode area, LocalDate on) {
        return parameters
                .find(TAPER_PENSION_UPPER_MULTIPLE.code(), area, on)
                .map(Parameter::value)
                .filter(value -> !value.isEmpty())
                .map(BigDecimal::new)
                .orElseGet(() -> parameters.decimal(TAPER_UPPER_MULTIPLE, area, on));
    }

    private String document(ParameterKey key, AreaCode area, LocalDate on) {
        return parameters.find(key.code(), area, on).orElseThrow().document();
    }

    private DeemedIncome deemed(AreaCode area, LocalDate on) {
        return new DeemedIncome(
                Rounding.FEN_HALF_UP.apply(parameters.decimal(MINIMUM_WAGE, area, on)),
                parameters.integer(DEEMED_FROM_AGE, area, on),
                parameters.integer(DEEMED_TO_AGE_MEN, area, on),
                parameters.integer(DEEMED_TO_AGE_WOMEN, area, on),
                document(DEEMED_INCOME, area, on));
    }

    /** {@code A:600,B:460}: yuan by a letter or a word. */
    private Map<String, Money> amounts(ParameterKey key, AreaCode area, LocalDate on) {
        Map<String, Money> amounts = new LinkedHashMap<>();
        for (String pair : parameters.list(key, area, on)) {
            int colon = pair.indexOf(':');
            amounts.put(pair.substring(0, colon), Money.of(pair.substring(colon + 1)));
        }
        return amounts;
    }

    private Supplement supplement(Ground ground, ParameterKey key, AreaCode area, LocalDate on) {
        String value = parameters.text(key, area, on);
        return value.endsWith("%")
                ? new Supplement(ground, new BigDecimal(value.substring(0, value.length() - 1)), null)
                : new Supplement(ground, null, Money.of(value));
    }

    private record Key(AreaCode area, UrbanRural residence, YearMonth month) {}
}
