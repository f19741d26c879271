package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.assistance.minimumliving.Policies.standard;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.assistance.minimumliving.ReckoningJson.Reckoning;
import org.junit.jupiter.api.Test;

/** Why this month's amount is not last month's. */
class ReckoningChangeTests {

    @Test
    void namesTheStandardAndWhatFollowsFromIt() {
        Households widow = new Households().member(72, null, false).yearly("1200");

        assertThat(ReckoningChange.between(reckoning(widow, "735"), reckoning(widow, "770")))
                .extracting(change -> change.code() + " " + change.before() + " " + change.after())
                .containsExactly(
                        "standard 735 770",
                        "guaranteed 735 770",
                        "gap 635 670",
                        "supplement-AGED 73.5 77",
                        "exact 708.5 747",
                        "amount 708.5 747");
    }

    @Test
    void namesWhatCameAndWhatIsGone() {
        Reckoning before = reckoning(Households.of(1).yearly("1200"), "770");
        Reckoning after = reckoning(Households.of(1), "770");

        assertThat(ReckoningChange.between(before, after))
                .filteredOn(change -> change.code().equals(ReckoningLine.INCOME))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.before()).isEqualByComparingTo("1200");
                    assertThat(change.after()).isNull();
                });
    }

    @Test
    void isEmptyWhereNothingChanged() {
        Households same = Households.of(2).yearly("1200");

        assertThat(ReckoningChange.between(reckoning(same, "770"), reckoning(same, "770")))
                .isEmpty();
    }

    private static Reckoning reckoning(Households household, String yuan) {
        return ReckoningJson.read(ReckoningJson.write(
                MinimumLivingCalculation.of(household.facts(), standard(yuan).build())));
    }
}
