package cn.civilaffairs.disbursement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The sums of published figures (benefits handbook §10). */
class GivenFiguresTests {

    private static final GivenFigures.Row TOTAL = new GivenFigures.Row(true, "退出低保保障", 522, 704);
    private static final GivenFigures.Row DEATH = new GivenFigures.Row(false, "死亡退出", 266, 311);
    private static final GivenFigures.Row MEANS = new GivenFigures.Row(false, "家庭经济状况等不符退出", 278, 391);

    @Test
    void zongyangsExitsAre22HouseholdsTooManyAnd2PeopleTooFew() {
        GivenFigures.Sums sums = GivenFigures.Sums.of(List.of(TOTAL, DEATH, MEANS));

        assertThat(sums.households()).isEqualTo(544);
        assertThat(sums.persons()).isEqualTo(702);
        assertThat(sums.words()).isEqualTo("+22 户，−2 人");
        assertThat(sums.agrees()).isFalse();
    }

    @Test
    void partsThatComeToTheTotalAgree() {
        GivenFigures.Sums sums =
                GivenFigures.Sums.of(List.of(new GivenFigures.Row(true, "合计", 544, 702), DEATH, MEANS));

        assertThat(sums.agrees()).isTrue();
        assertThat(sums.words()).isEqualTo("0 户，0 人");
    }
}
