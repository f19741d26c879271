package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Ground;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.policy.MissingParameter;
import cn.civilaffairs.registry.policy.Parameter;
import cn.civilaffairs.registry.policy.ParameterBook;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.StandardBook;
import cn.civilaffairs.registry.resident.Exemption;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sheet as it applies here and then. */
class MinimumLivingPolicyBookTests {

    private static final AreaCode COUNTY = AreaCode.of("999001000000");
    private static final AreaCode VILLAGE = AreaCode.of("999001003201");
    private static final LocalDate BEGINNING = LocalDate.of(2025, 1, 1);

    private static final Map<ParameterKey, String> SHEET = Map.ofEntries(
            Map.entry(ParameterKey.MODE, "TOP_UP"),
            Map.entry(ParameterKey.TIERS, "A:600,B:460.50"),
            Map.entry(ParameterKey.ROUNDING, "FEN_HALF_UP"),
            Map.entry(ParameterKey.ROUNDING_SCOPE, "HOUSEHOLD"),
            Map.entry(ParameterKey.INCOME_MONTHS, "12"),
            Map.entry(ParameterKey.EMPLOYMENT_COST_KIND, "PERCENT_OF_STD"),
            Map.entry(ParameterKey.EMPLOYMENT_COST_VALUE, "30"),
            Map.entry(ParameterKey.EMPLOYMENT_COST_MONTHS, "0"),
            Map.entry(ParameterKey.EXEMPT_INCOME, "BASE_PENSION,VETERAN"),
            Map.entry(ParameterKey.RIGID_DEDUCTIONS, "OFF"),
            Map.entry(ParameterKey.RIGID_CAPS, "医疗:24000,教育:12000.50"),
            Map.entry(ParameterKey.DEEMED_INCOME, "OFF"),
            Map.entry(ParameterKey.DEEMED_FROM_AGE, "16"),
            Map.entry(ParameterKey.DEEMED_TO_AGE_MEN, "59"),
            Map.entry(ParameterKey.DEEMED_TO_AGE_WOMEN, "54"),
            Map.entry(ParameterKey.SUPPORT_FEE, "OFF"),
            Map.entry(ParameterKey.SUPPORT_FEE_MULTIPLE, "2"),
            Map.entry(ParameterKey.SUPPORT_FEE_PERCENT, "50"),
            Map.entry(ParameterKey.ZERO_GAP, "RAISE"),
            Map.entry(ParameterKey.JOB_REFUSAL_TIMES, "3"),
            Map.entry(ParameterKey.JOB_REFUSAL_PERCENT, "100"),
            Map.entry(ParameterKey.SINGLE_GROUNDS, "SEVERELY_DISABLED,CLERGY"),
            Map.entry(ParameterKey.MARGINAL_WAGE_CEILING, "OFF"),
            Map.entry(ParameterKey.MINIMUM_WAGE, "1930"),
            Map.entry(ParameterKey.FINANCIAL_STANDARDS, "24"),
            Map.entry(ParameterKey.VEHICLES, "0"),
            Map.entry(ParameterKey.EXEMPT_VEHICLES, "残疾人代步车,三轮"),
            Map.entry(ParameterKey.DWELLINGS, "1"),
            Map.entry(ParameterKey.AGED_FROM, "70"),
            Map.entry(ParameterKey.MINOR_BELOW, "18"),
            Map.entry(ParameterKey.SEVERE_UP_TO_GRADE, "2"),
            Map.entry(ParameterKey.SUPPLEMENT_AGED, "10%"),
            Map.entry(ParameterKey.SUPPLEMENT_MINOR, "80.50"),
            Map.entry(ParameterKey.SUPPLEMENT_SEVERELY_DISABLED, "30%"),
            Map.entry(ParameterKey.SUPPLEMENT_SERIOUSLY_ILL, "20%"),
            Map.entry(ParameterKey.SUPPLEMENT_COMBINATION, "HIGHEST_PER_PERSON"),
            Map.entry(ParameterKey.SUPPLEMENT_CAP, "NONE"),
            Map.entry(ParameterKey.MIN_PAYABLE, "0.01"),
            Map.entry(ParameterKey.TAPER_EMPLOYMENT, "3x100,3x50"),
            Map.entry(ParameterKey.TAPER_PENSION, ""),
            Map.entry(ParameterKey.TAPER_UPPER_MULTIPLE, "1.5"),
            Map.entry(ParameterKey.MARGINAL_MULTIPLE, "1.5"));

    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Standard> standards = new ArrayList<>();

    @BeforeEach
    void aWholeSheet() {
        SHEET.forEach((key, value) -> parameters.add(parameter(key, COUNTY, value, BEGINNING)));
        standards.add(standard(COUNTY, "735", BEGINNING));
    }

    /** A county that set the one bound goes on with it for both causes. */
    @Test
    void boundsATaperByItsOwnCauseOnlyWhereTheSheetSaysSo() {
        assertThat(bounds("2026-01")).containsExactly("1.5", "1.5");

        parameters.add(parameter(ParameterKey.TAPER_PENSION_UPPER_MULTIPLE, COUNTY, "1.3", LocalDate.of(2026, 3, 1)));
        parameters.add(parameter(ParameterKey.TAPER_PENSION_UPPER_MULTIPLE, COUNTY, "", LocalDate.of(2026, 5, 1)));

        assertThat(bounds("2026-02")).containsExactly("1.5", "1.5");
        assertThat(bounds("2026-03")).containsExactly("1.5", "1.3");
        assertThat(bounds("2026-05")).containsExactly("1.5", "1.5");
    }

    private List<String> bounds(String month) {
        TaperRule taper = policy(YearMonth.parse(month)).taper();
        return List.of(
                taper.upperMultiple(TaperRule.Cause.EMPLOYMENT).toPlainString(),
                taper.upperMultiple(TaperRule.Cause.PENSION).toPlainString());
    }

    @Test
    void readsEveryKindOfValue() {
        MinimumLivingPolicy policy = policy(YearMonth.of(2026, 1));

        assertThat(policy.tiers().yuan()).containsEntry("B", Money.of("460.50")).hasSize(2);
        assertThat(policy.exempt()).containsExactlyInAnyOrder(Exemption.BASE_PENSION, Exemption.VETERAN);
        assertThat(policy.taper().of(TaperRule.Cause.EMPLOYMENT))
                .containsExactly(new TaperRule.Step(3, 100), new TaperRule.Step(3, 50));
        assertThat(policy.taper().of(TaperRule.Cause.PENSION)).isEmpty();
        assertThat(policy.property().exempts("农用三轮车")).isTrue();
        assertThat(policy.property().exempts("轿车")).isFalse();
        assertThat(policy.supplements())
                .filteredOn(supplement -> supplement.ground() == Ground.MINOR)
                .singleElement()
                .satisfies(supplement -> assertThat(supplement.fixed()).isEqualTo(Money.of("80.50")));
    }

    @Test
    void switchesTheRulesOfIncomeOnFromTheDayTheSheetSays() {
        LocalDate from = LocalDate.of(2026, 1, 1);
        parameters.add(parameter(ParameterKey.RIGID_DEDUCTIONS, COUNTY, "ON", from));
        parameters.add(parameter(ParameterKey.DEEMED_INCOME, COUNTY, "ON", from));
        parameters.add(parameter(ParameterKey.SUPPORT_FEE, COUNTY, "ON", from));
        parameters.add(parameter(ParameterKey.MARGINAL_WAGE_CEILING, COUNTY, "ON", from));

        MinimumLivingPolicy before = policy(YearMonth.of(2025, 12));
        assertThat(before.rigid()).isNull();
        assertThat(before.deemed()).isNull();
        assertThat(before.supportFee()).isNull();
        assertThat(before.marginalCeiling()).isNull();
        MinimumLivingPolicy after = policy(YearMonth.of(2026, 1));
        assertThat(after.rigid().caps()).containsEntry("教育", Money.of("12000.50"));
        assertThat(after.deemed())
                .isEqualTo(new MinimumLivingPolicy.DeemedIncome(Money.of(1930), 16, 59, 54, "云民〔2024〕46号"));
        assertThat(after.supportFee().percent()).isEqualTo(50);
        assertThat(after.marginalCeiling()).isEqualTo(Money.of(1930));
        assertThat(after.jobRefusal()).isEqualTo(new MinimumLivingPolicy.JobRefusal(3, 100));
    }

    @Test
    void endsAnExemptionFromTheDayTheSheetSays() {
        parameters.add(parameter(ParameterKey.EXEMPT_INCOME, COUNTY, "VETERAN", LocalDate.of(2026, 1, 1)));

        assertThat(policy(YearMonth.of(2025, 12)).exempt()).contains(Exemption.BASE_PENSION);
        assertThat(policy(YearMonth.of(2026, 1)).exempt()).containsExactly(Exemption.VETERAN);
    }

    @Test
    void prefersTheNearestAreaToTheLatestDay() {
        AreaCode town = AreaCode.of("999001003000");
        parameters.add(parameter(ParameterKey.ROUNDING, town, "YUAN_CEIL", BEGINNING));
        parameters.add(parameter(ParameterKey.ROUNDING, COUNTY, "JIAO_CEIL", LocalDate.of(2026, 1, 1)));
        standards.add(standard(COUNTY, "770", LocalDate.of(2026, 1, 1)));
        standards.add(standard(town, "740", BEGINNING));

        MinimumLivingPolicy policy = policy(YearMonth.of(2026, 6));

        assertThat(policy.rounding()).hasToString("YUAN_CEIL");
        assertThat(policy.standard().amount()).isEqualTo(Money.of(740));
    }

    @Test
    void neverReckonsWithWhatNobodyHasApproved() {
        Parameter row = parameters.get(0);
        parameters.clear();
        parameters.add(new Parameter(
                row.id(),
                row.key(),
                row.area(),
                row.value(),
                row.effectiveFrom(),
                row.document(),
                null,
                null,
                null,
                false));

        assertThatExceptionOfType(MissingParameter.class).isThrownBy(() -> policy(YearMonth.of(2026, 1)));
    }

    @Test
    void refusesAMonthWithoutAStandard() {
        refused("policy.standard-missing", () -> policy(YearMonth.of(2024, 12)));
    }

    private MinimumLivingPolicy policy(YearMonth month) {
        return new MinimumLivingPolicyBook(new StandardBook(standards), new ParameterBook(parameters))
                .inForce(VILLAGE, UrbanRural.RURAL, month);
    }

    private static Parameter parameter(ParameterKey key, AreaCode area, String value, LocalDate from) {
        return new Parameter(UUID.randomUUID(), key.code(), area, value, from, "云民〔2024〕46号", null, null, null, true);
    }

    private static Standard standard(AreaCode area, String amount, LocalDate from) {
        return new Standard(
                UUID.randomUUID(),
                "minimum-living",
                "",
                area,
                Standard.Residence.RURAL,
                Money.of(amount),
                Standard.Unit.MONTH,
                from,
                null,
                "云民〔2025〕1号",
                null,
                null,
                null,
                null,
                true);
    }
}
