package cn.civilaffairs.disbursement;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Money;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Should-have against did-pay, with the handbook's examples E39 and E55 and the case of bcgov/SIMS (peers §6.2). */
class LedgerTests {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final YearMonth MARCH = YearMonth.of(2026, 3);

    private static Ledger.Determined determined(YearMonth from, int ordinal, String amount) {
        return new Ledger.Determined(UUID.randomUUID(), from, ordinal, Money.of(amount));
    }

    private static Map<YearMonth, Money> paid(YearMonth from, int months, String amount) {
        Map<YearMonth, Money> paid = new HashMap<>();
        for (int i = 0; i < months; i++) {
            paid.put(from.plusMonths(i), Money.of(amount));
        }
        return paid;
    }

    private static Money net(Ledger.Benefit benefit, Map<YearMonth, Money> paid) {
        return Ledger.net(Ledger.claim(new Ledger(benefit).months(paid, Map.of()), Map.of()));
    }

    @Test
    void e55ClaimsTheMonthsPaidAfterTheMonthOfDeath() {
        Ledger.Benefit died = new Ledger.Benefit(JANUARY, MARCH, Set.of(), List.of(determined(JANUARY, 1, "610.00")));

        assertThat(net(died, paid(JANUARY, 6, "610.00"))).isEqualTo(Money.of("1830.00"));
    }

    @Test
    void e55ClaimsTheSameWhereTheBenefitStillRunsInNameOnly() {
        Set<YearMonth> dead = Set.of(MARCH.plusMonths(1), MARCH.plusMonths(2), MARCH.plusMonths(3));
        Ledger.Benefit unnoticed = new Ledger.Benefit(JANUARY, null, dead, List.of(determined(JANUARY, 1, "610.00")));

        assertThat(net(unnoticed, paid(JANUARY, 6, "610.00"))).isEqualTo(Money.of("1830.00"));
    }

    @Test
    void e39ClaimsTwoMonthsOfFifty() {
        Ledger.Benefit died =
                new Ledger.Benefit(JANUARY, YearMonth.of(2026, 8), Set.of(), List.of(determined(JANUARY, 1, "50.00")));

        assertThat(net(died, paid(JANUARY, 10, "50.00"))).isEqualTo(Money.of("100.00"));
    }

    @Test
    void claimsFiveHundredWhereTwoThousandWasPaidAndFifteenHundredReassessed() {
        Ledger.Benefit lowered = new Ledger.Benefit(
                MARCH, null, Set.of(), List.of(determined(MARCH, 1, "2000.00"), determined(MARCH, 2, "1500.00")));

        assertThat(net(lowered, paid(MARCH, 1, "2000.00"))).isEqualTo(Money.of("500.00"));
    }

    @Test
    void netsMonthsPaidTooLittleOnlyWhereAClaimRemains() {
        List<Ledger.Determined> raisedThenLowered =
                List.of(determined(JANUARY, 1, "700.00"), determined(MARCH, 1, "400.00"));
        Ledger ledger = new Ledger(new Ledger.Benefit(JANUARY, null, Set.of(), raisedThenLowered));

        // January and February 100 too little each, March to May 200 too much each
        List<LedgerMonth> net = Ledger.claim(ledger.months(paid(JANUARY, 5, "600.00"), Map.of()), Map.of());
        assertThat(net).hasSize(5);
        assertThat(Ledger.net(net)).isEqualTo(Money.of("400.00"));

        // with March alone too much, nothing remains to net: the claim is March, January and February are paid as
        // arrears
        List<LedgerMonth> gross = Ledger.claim(ledger.months(paid(JANUARY, 3, "600.00"), Map.of()), Map.of());
        assertThat(gross).extracting(LedgerMonth::month).containsExactly(MARCH);
    }

    @Test
    void leavesAloneWhatTheBankReturnedAndWillBePaidAgain() {
        Ledger ledger = new Ledger(new Ledger.Benefit(
                JANUARY, null, Set.of(), List.of(determined(JANUARY, 1, "600.00"), determined(MARCH, 1, "100.00"))));
        Map<YearMonth, Money> paid = paid(JANUARY, 3, "600.00");
        paid.put(JANUARY, Money.of("90.00"));

        List<LedgerMonth> claim = Ledger.claim(ledger.months(paid, Map.of()), Map.of(JANUARY, Money.of("510.00")));

        assertThat(Ledger.net(claim)).isEqualTo(Money.of("500.00"));
    }

    /** Whatever was determined and paid: the claim's net is never below zero, and is the sum of its months' differences. */
    @Test
    void neverClaimsLessThanNothingAndAlwaysTheSumOfItsMonths() {
        Random chance = new Random(20261122);
        for (int trial = 0; trial < 2_000; trial++) {
            List<Ledger.Determined> determinations = new ArrayList<>();
            Map<YearMonth, Money> paid = new HashMap<>();
            for (int i = 0; i < 12; i++) {
                if (i == 0 || chance.nextInt(3) == 0) {
                    determinations.add(determined(JANUARY.plusMonths(i), 1, chance.nextInt(900) + ".50"));
                }
                if (chance.nextInt(5) > 0) {
                    paid.put(JANUARY.plusMonths(i), Money.of(chance.nextInt(900) + ".00"));
                }
            }
            YearMonth last = chance.nextBoolean() ? null : JANUARY.plusMonths(chance.nextInt(12));
            List<LedgerMonth> months =
                    new Ledger(new Ledger.Benefit(JANUARY, last, Set.of(), determinations)).months(paid, Map.of());
            List<LedgerMonth> claim = Ledger.claim(months, Map.of());

            Money net =
                    claim.stream().map(month -> month.paid().minus(month.due())).reduce(Money.ZERO, Money::plus);
            assertThat(Ledger.net(claim)).isEqualTo(net);
            assertThat(claim.isEmpty() || net.isPositive()).isTrue();
            assertThat(claim)
                    .containsAll(months.stream()
                            .filter(month -> month.difference().isPositive())
                            .toList());
        }
    }
}
