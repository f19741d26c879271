package cn.civilaffairs.civilservices.funeral;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Money;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The services handbook's examples by their numbers. */
class FeeWaiverTests {

    private static final Money CAP = Money.of("1780.00");

    @Test
    void p1TheCountysYearComesToAThousandYuanACase() {
        assertThat(Money.of("2530000.00").yuan().divide(java.math.BigDecimal.valueOf(2516), 2, RoundingMode.HALF_UP))
                .isEqualByComparingTo("1005.56");
    }

    @Test
    void p2WaivesTheBillUpToTheCap() {
        assertThat(FeeWaiver.of(List.of(Money.of("1650.00")), true, CAP).waived())
                .isEqualTo(Money.of("1650.00"));
        assertThat(FeeWaiver.of(List.of(Money.of("1780.00")), true, CAP).waived())
                .isEqualTo(Money.of("1780.00"));
        FeeWaiver above = FeeWaiver.of(List.of(Money.of("1310.00"), Money.of("1000.00")), true, CAP);
        assertThat(above.waived()).isEqualTo(Money.of("1780.00"));
        assertThat(above.payable()).isEqualTo(Money.of("530.00"));
    }

    @Test
    void waivesNothingForWhomTheCountyDoesNotBearIt() {
        assertThat(FeeWaiver.of(List.of(Money.of("1650.00")), false, CAP).payable())
                .isEqualTo(Money.of("1650.00"));
    }

    @Test
    void neverWaivesMoreThanBillOrCapWhateverTheBill() {
        Random random = new Random(1780);
        for (int i = 0; i < 1_000; i++) {
            Money bill = Money.of(random.nextInt(5_000) + ".00");
            FeeWaiver waiver = FeeWaiver.of(List.of(bill), true, CAP);
            assertThat(waiver.waived()).isLessThanOrEqualTo(CAP).isLessThanOrEqualTo(bill);
            assertThat(waiver.waived().plus(waiver.payable())).isEqualTo(bill);
        }
    }
}
