package cn.civilaffairs.assistance.minimumliving.change;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static cn.civilaffairs.registry.testing.TestPeople.idNumber;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.TaperRule;
import cn.civilaffairs.assistance.minimumliving.change.ChangeOutlook.PastMonth;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Determination;
import cn.civilaffairs.disbursement.Entitlement;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.ExitCount;
import cn.civilaffairs.disbursement.MonthlyReport;
import cn.civilaffairs.disbursement.ReportColumn;
import cn.civilaffairs.disbursement.ReportRow;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.JobAnswer;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.registry.resident.ResidentDetails;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What happens to a household in payment, from the township's report to the month it counts (增减停发), std 810. */
class MinimumLivingChangeDeskTests extends InPayment {

    @Test
    void e17ABirthRaisesTheAmountFromNextMonth() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        ResidentDetails baby =
                ResidentDetails.citizen(county.village(1, 1), "周小宝", idNumber(LocalDate.of(2026, 11, 2), Sex.MALE));
        AllowanceChange birth = change(ChangeKind.MEMBER_ADDED, LocalDate.of(2026, 11, 2), null, null);

        ChangeOutlook told = as(clerk, () -> desk.preview(birth, baby));
        // 810 × 3 − 900 = 1530; 810 × 4 − 900 = 2340, and a minor's supplement of 81
        assertThat(told.amountBefore()).isEqualTo(Money.of("1530.00"));
        assertThat(told.amountAfter()).isEqualTo(Money.of("2421.00"));
        assertThat(told.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.base()).isEqualTo(Money.of("2340.00")));
        assertThat(told.from()).isEqualTo(DECEMBER);
        assertThat(told.personsAfter()).isEqualTo(4);
        assertThat(told.changes()).isNotEmpty();
        confirm(as(clerk, () -> desk.submit(birth, baby)));

        Determination latest = latest(allowance);
        assertThat(latest.effectiveMonth()).isEqualTo(DECEMBER);
        assertThat(latest.persons()).isEqualTo(4);
        assertThat(latest.base()).isEqualTo(Money.of("2340.00"));
        assertThat(latest.cause()).isEqualTo(Cause.MEMBER_ADDED);
        assertThat(today().size()).isEqualTo(4);
        assertThat(covered(allowance, true)).hasSize(4);
    }

    @Test
    void e18TheDeathOfTheHeadWhoEarnedLowersTheAmountFromNextMonth() {
        family(3, "600");
        income(head, "300");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        AllowanceChange death = AllowanceChange.headLeaves(
                household, LocalDate.of(2026, 11, 5), head, ExitCode.DEATH, wife, Map.of(son, Relation.SON), "死亡证明");

        ChangeOutlook told = as(clerk, () -> desk.preview(death, null));
        assertThat(told.amountBefore()).isEqualTo(Money.of("1530.00"));
        assertThat(told.amountAfter()).isEqualTo(Money.of("1020.00"));
        assertThat(told.from()).isEqualTo(DECEMBER);
        assertThat(told.warnings()).containsExactly("change.new-head-without-account");
        confirm(submitted(death));

        Entitlement entitlement = as(clerk, () -> entitlements.find(allowance));
        assertThat(entitlement.residentId()).isEqualTo(wife);
        assertThat(entitlement.payeeId()).isEqualTo(wife);
        assertThat(entitlement.ended()).isFalse();
        assertThat(latest(allowance).amount()).isEqualTo(Money.of("1020.00"));
        assertThat(latest(allowance).effectiveMonth()).isEqualTo(DECEMBER);
        HouseholdOnDate household = today();
        assertThat(household.head())
                .hasValueSatisfying(now -> assertThat(now.residentId()).isEqualTo(wife));
        assertThat(household.members()).hasSize(2);
        assertThat(as(clerk, () -> residents.get(head, clerk.scope())).deathDate())
                .isEqualTo("2026-11-05");
        assertThat(as(clerk, () -> entitlements.covered(allowance)))
                .filteredOn(person -> person.residentId().equals(head))
                .singleElement()
                .satisfies(person -> {
                    assertThat(person.to()).isEqualTo(YearMonth.of(2026, 11));
                    assertThat(person.exitCode()).isEqualTo(ExitCode.DEATH);
                });
    }

    @Test
    void e14AHouseholdWhoseIncomeRosePassesThroughSixMonthsAndThenEnds() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        UUID item = today().means().get(0).id();
        AllowanceChange work = AllowanceChange.tapers(
                household,
                LocalDate.of(2026, 11, 3),
                List.of(MeansLine.changed(item, Money.of("3000.00"))),
                TaperRule.Cause.EMPLOYMENT,
                "务工合同");

        ChangeOutlook told = as(clerk, () -> desk.preview(work, null));
        assertThat(told.tapers()).isTrue();
        assertThat(told.amountAfter()).isEqualTo(Money.of("1530.00"));
        assertThat(told.lastMonth()).isEqualTo(YearMonth.of(2027, 5));
        confirm(submitted(work));

        Entitlement entitlement = as(clerk, () -> entitlements.find(allowance));
        assertThat(entitlement.lastMonth()).isEqualTo(YearMonth.of(2027, 5));
        assertThat(entitlement.exitCode()).isEqualTo(ExitCode.TAPER_ENDED);
        assertThat(latest(allowance).cause()).isEqualTo(Cause.TAPER);
        assertThat(as(clerk, () -> desk.benefit(household))).isPresent();
    }

    @Test
    void aHouseholdThatTapersForAPensionLeavesByTheCodeOfPensions() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        UUID item = today().means().get(0).id();

        confirm(submitted(AllowanceChange.tapers(
                household,
                LocalDate.of(2026, 11, 3),
                List.of(MeansLine.changed(item, Money.of("3000.00"))),
                TaperRule.Cause.PENSION,
                "社保待遇核定表")));

        Entitlement entitlement = as(clerk, () -> entitlements.find(allowance));
        assertThat(entitlement.exitCode()).isEqualTo(ExitCode.PENSION);
        assertThat(as(clerk, () -> desk.benefit(household)))
                .as("in payment until then")
                .hasValueSatisfying(benefit -> assertThat(benefit.endsSoon()).isTrue());
        confirm(submitted(AllowanceChange.means(
                household, MONDAY, List.of(MeansLine.changed(risen(), Money.of("900.00"))), false, "停发养老金证明")));
        assertThat(as(clerk, () -> entitlements.find(allowance)).ended())
                .as("entitled again, it is an ordinary household again")
                .isFalse();
    }

    /** The income as it is now. */
    private UUID risen() {
        return today().means().stream()
                .filter(item -> item.endOn() == null)
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void e14AtOneAndAHalfStandardsThereIsNoTaper() {
        family(3, "900");
        granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        UUID item = today().means().get(0).id();

        ChangeOutlook told = as(
                clerk,
                () -> desk.preview(
                        AllowanceChange.tapers(
                                household,
                                LocalDate.of(2026, 11, 3),
                                List.of(MeansLine.changed(item, Money.of("3645.00"))),
                                TaperRule.Cause.EMPLOYMENT,
                                "务工合同"),
                        null));

        assertThat(told.stops()).isTrue();
        assertThat(told.exitCode()).isEqualTo(ExitCode.INCOME);
        assertThat(told.lastMonth()).isEqualTo(YearMonth.of(2026, 11));
    }

    @Test
    void e55ADeathReportedLateShowsWhatWasPaidTooMuch() {
        clock.set(LocalDate.of(2026, 2, 16));
        family(1, "200");
        UUID allowance = granted(MARCH, LocalDate.of(2026, 2, 10));
        account(head);
        for (YearMonth month = MARCH; !month.isAfter(YearMonth.of(2026, 6)); month = month.plusMonths(1)) {
            pay(month);
        }
        clock.set(LocalDate.of(2026, 7, 6));
        AllowanceChange death =
                AllowanceChange.ends(household, LocalDate.of(2026, 3, 10), ExitCode.DEATH, false, "火化证明");

        ChangeOutlook told = as(clerk, () -> desk.preview(death, null));

        assertThat(told.amountBefore()).isEqualTo(Money.of("610.00"));
        assertThat(told.lastMonth()).isEqualTo(MARCH);
        assertThat(told.past())
                .extracting(PastMonth::month)
                .containsExactly(MARCH.plusMonths(1), MARCH.plusMonths(2), MARCH.plusMonths(3));
        assertThat(told.overpaid()).isEqualTo(Money.of("1830.00"));
        confirm(submitted(death));
        Entitlement entitlement = as(clerk, () -> entitlements.find(allowance));
        assertThat(entitlement.lastMonth()).isEqualTo(MARCH);
        assertThat(entitlement.exitCode()).isEqualTo(ExitCode.DEATH);
        assertThat(as(clerk, () -> residents.get(head, clerk.scope())).deathDate())
                .isEqualTo("2026-03-10");
    }

    @Test
    void e58ThreeRefusedJobsCostTheMembersShare() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        AllowanceChange refusal = AllowanceChange.refusesWork(household, MONDAY.minusDays(1), son, "就业服务站记录");
        assertRefused("change.refusals-missing", () -> desk.preview(refusal, null));
        for (int week = 3; week >= 1; week--) {
            LocalDate offered = MONDAY.minusWeeks(week);
            as(
                    clerk,
                    () -> circumstances.recordOffer(
                            household,
                            son,
                            offered,
                            "保洁员",
                            JobAnswer.REFUSED,
                            null,
                            households.today(household, clerk.scope()).version(),
                            clerk.scope()));
        }

        ChangeOutlook told = as(clerk, () -> desk.preview(refusal, null));
        assertThat(told.amountBefore()).isEqualTo(Money.of("1530.00"));
        assertThat(told.amountAfter()).isEqualTo(Money.of("1020.00"));
        confirm(submitted(refusal));

        assertThat(latest(allowance).cause()).isEqualTo(Cause.JOB_REFUSED);
        assertThat(latest(allowance).amount()).isEqualTo(Money.of("1020.00"));
    }

    @Test
    void aMemberWhoMovesOutIsAnExitOfAPersonAndNotOfTheHousehold() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));

        confirm(submitted(AllowanceChange.leaves(
                household, LocalDate.of(2026, 11, 9), son, ExitCode.MOVED_OUT, false, "户口迁出证明")));

        assertThat(as(clerk, () -> entitlements.find(allowance)).ended()).isFalse();
        assertThat(latest(allowance).persons()).isEqualTo(2);
        assertThat(latest(allowance).amount()).isEqualTo(Money.of("720.00"));
        assertThat(covered(allowance, true)).hasSize(2);
    }

    @Test
    void incomeThatRisesAboveTheStandardEndsTheAllowanceByItsCode() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        UUID item = today().means().get(0).id();

        confirm(submitted(AllowanceChange.means(
                household,
                LocalDate.of(2026, 11, 3),
                List.of(MeansLine.changed(item, Money.of("2430.00"))),
                false,
                "工资证明")));

        Entitlement entitlement = as(clerk, () -> entitlements.find(allowance));
        assertThat(entitlement.exitCode()).isEqualTo(ExitCode.INCOME);
        assertThat(entitlement.lastMonth()).isEqualTo(YearMonth.of(2026, 11));
        assertThat(today().means())
                .extracting(means -> means.amount() + " " + means.startOn() + " " + means.endOn())
                .containsExactlyInAnyOrder("900.00 2025-12-01 2026-11-02", "2430.00 2026-11-03 null");
    }

    @Test
    void anotherHeadReceivesTheSameMoney() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));

        confirm(submitted(AllowanceChange.headChanges(
                household, MONDAY, wife, Map.of(head, Relation.SPOUSE, son, Relation.SON), "户主长期卧病")));

        assertThat(as(clerk, () -> entitlements.find(allowance)).payeeId()).isEqualTo(wife);
        assertThat(as(clerk, () -> entitlements.determinations(allowance))).hasSize(1);
        assertThat(today().head())
                .hasValueSatisfying(now -> assertThat(now.residentId()).isEqualTo(wife));
    }

    @Test
    void theLastMemberIsNotTakenOutAndADeadHeadNeedsAnother() {
        family(3, "900");
        granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));

        assertRefused(
                "change.new-head-missing",
                () -> desk.preview(AllowanceChange.leaves(household, MONDAY, head, ExitCode.DEATH, false, "死亡"), null));
        assertRefused(
                "change.death-of-one",
                () -> desk.preview(AllowanceChange.ends(household, MONDAY, ExitCode.DEATH, false, "死亡"), null));
        assertRefused(
                "change.since-future",
                () -> desk.preview(
                        AllowanceChange.leaves(household, MONDAY.plusDays(1), son, ExitCode.DEATH, false, "死亡"), null));
        family(1, "200");
        granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        assertRefused(
                "change.last-member",
                () -> desk.preview(AllowanceChange.leaves(household, MONDAY, head, ExitCode.DEATH, false, "死亡"), null));
    }

    @Test
    void oneChangeAtATimeAndByTwoPeople() {
        family(3, "900");
        granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        AllowanceChange leaves = AllowanceChange.leaves(household, MONDAY, son, ExitCode.MOVED_OUT, false, "迁出");
        CaseFile file = submitted(leaves);
        assertThat(file.step()).isEqualTo(ChangeProcedure.REVIEW_STEP);

        assertRefused("case.already-open", () -> desk.submit(leaves, null));
        refused("case.not-responsible", () -> as(clerk, () -> cases.agree(file.id(), version(file), "同意")));
        assertThat(catchThrowableOfType(
                        NotFound.class, () -> as(county.elsewhere(Role.TOWN_CLERK), () -> desk.find(file.id()))))
                .isNotNull();
    }

    @Test
    void e56HouseholdsAndPeopleAreCountedApartInTheReport() {
        YearMonth november = DECEMBER.minusMonths(1);
        UUID[] homes = new UUID[3];
        UUID[] sons = new UUID[3];
        for (int i = 0; i < homes.length; i++) {
            clock.set(MONDAY);
            family(3, "900");
            granted(november, LocalDate.of(2026, 10, 20));
            account(head);
            homes[i] = household;
            sons[i] = son;
        }
        pay(november);
        clock.set(MONDAY.plusDays(1));
        confirm(submitted(AllowanceChange.leaves(homes[0], MONDAY, sons[0], ExitCode.DETAINED, false, "判决书")));
        confirm(submitted(AllowanceChange.ends(homes[1], MONDAY, ExitCode.VOLUNTARY, false, "本人申请")));
        household = homes[2];
        confirm(as(
                clerk,
                () -> desk.submit(
                        change(ChangeKind.MEMBER_ADDED, MONDAY, null, null),
                        ResidentDetails.citizen(county.village(1, 1), "周小宝", idNumber(MONDAY, Sex.MALE)))));
        clock.set(DECEMBER.atDay(16));
        as(county.officer(Role.FINANCE_MAKER), () -> runs.startNow(MinimumLivingAllowance.CODE, DECEMBER));

        MonthlyReport report =
                as(county.officer(Role.SUPERVISOR), () -> reports.of(MinimumLivingAllowance.CODE, DECEMBER));
        assertThat(report.failures()).isEmpty();
        ReportRow whole = report.rows().get(2);
        assertThat(figures(
                        whole,
                        ReportColumn.OPEN_HOUSEHOLDS,
                        ReportColumn.OPEN_PERSONS,
                        ReportColumn.IN_HOUSEHOLDS,
                        ReportColumn.IN_PERSONS,
                        ReportColumn.IN_MEMBER_PERSONS))
                .containsExactly(3, 9, 0, 1, 1);
        assertThat(figures(
                        whole,
                        ReportColumn.OUT_HOUSEHOLDS,
                        ReportColumn.OUT_PERSONS,
                        ReportColumn.OUT_MEMBER_PERSONS,
                        ReportColumn.OUT_OTHER_HOUSEHOLDS))
                .containsExactly(1, 4, 1, 1);
        assertThat(figures(whole, ReportColumn.CLOSE_HOUSEHOLDS, ReportColumn.CLOSE_PERSONS))
                .containsExactly(2, 6);
        assertThat(as(county.officer(Role.SUPERVISOR), () -> reports.exits(MinimumLivingAllowance.CODE, DECEMBER)))
                .extracting(ExitCount::code, ExitCount::households, ExitCount::withHousehold, ExitCount::members)
                .containsExactly(tuple(ExitCode.DETAINED, 0, 0, 1), tuple(ExitCode.VOLUNTARY, 1, 3, 0));
    }

    private static List<Integer> figures(ReportRow row, ReportColumn... columns) {
        return Arrays.stream(columns)
                .map(column -> row.figure(column).intValueExact())
                .toList();
    }

    @Test
    void isCorrectedOnceItCameBack() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        CaseFile file = submitted(AllowanceChange.leaves(household, MONDAY, son, ExitCode.MOVED_OUT, false, "迁出"));
        AllowanceChange right = AllowanceChange.leaves(household, MONDAY, wife, ExitCode.DETAINED, false, "判决书");
        assertRefused("case.act-not-here", () -> desk.amend(file.id(), right, null));
        as(reviewer, () -> cases.sendBack(file.id(), version(file), ChangeProcedure.ENTRY, "FACTS", "迁出的是其妻"));

        as(clerk, () -> desk.amend(file.id(), right, null));
        confirm(file);

        assertThat(covered(allowance, false)).containsExactly(wife);
        assertThat(as(clerk, () -> desk.find(file.id())).facts().exitCode()).isEqualTo(ExitCode.DETAINED);
    }

    @Test
    void isNotConfirmedForMoneyThatIsAnotherMeanwhile() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        CaseFile file = submitted(AllowanceChange.leaves(household, MONDAY, son, ExitCode.MOVED_OUT, false, "迁出"));
        income(wife, "100");

        refused("change.outdated", () -> as(reviewer, () -> cases.agree(file.id(), version(file), "同意")));

        as(reviewer, () -> desk.recompute(file.id()));
        confirm(file);
        assertThat(latest(allowance).amount()).isEqualTo(Money.of("620.00"));
    }

    /** Three people on their way out at 100 % of 1530 since December: 3000 a month, above 810 × 3 and below 3645. */
    private UUID tapering() {
        family(3, "900");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        UUID item = today().means().get(0).id();
        confirm(submitted(AllowanceChange.tapers(
                household,
                LocalDate.of(2026, 11, 3),
                List.of(MeansLine.changed(item, Money.of("3000.00"))),
                TaperRule.Cause.EMPLOYMENT,
                "务工合同")));
        clock.set(LocalDate.of(2027, 1, 11));
        return allowance;
    }

    @Test
    void aBirthOnTheWayOutMakesTheHouseholdAnOrdinaryOneAgain() {
        UUID allowance = tapering();
        ResidentDetails baby =
                ResidentDetails.citizen(county.village(1, 1), "周小宝", idNumber(LocalDate.of(2027, 1, 5), Sex.MALE));
        AllowanceChange birth = change(ChangeKind.MEMBER_ADDED, LocalDate.of(2027, 1, 5), null, null);

        ChangeOutlook told = as(clerk, () -> desk.preview(birth, baby));
        // 810 × 4 − 3000 = 240, and 81 for the child: entitled again by the ordinary rule
        assertThat(told.amountAfter()).isEqualTo(Money.of("321.00"));
        assertThat(told.exitCode()).isNull();
        assertThat(told.warnings()).contains("change.taper-over");
        confirm(as(clerk, () -> desk.submit(birth, baby)));

        Entitlement entitlement = as(clerk, () -> entitlements.find(allowance));
        assertThat(entitlement.ended()).isFalse();
        assertThat(covered(allowance, true)).hasSize(4);
        assertThat(latest(allowance).amount()).isEqualTo(Money.of("321.00"));
        assertThat(latest(allowance).cause()).isEqualTo(Cause.MEMBER_ADDED);
    }

    @Test
    void aMemberWhoLeavesOnTheWayOutMayEndItAndAnotherIncomeBetweenTheBoundsDoesNot() {
        UUID allowance = tapering();
        UUID item = today().means().stream()
                .filter(means -> means.endOn() == null)
                .findFirst()
                .orElseThrow()
                .id();
        AllowanceChange leaves =
                AllowanceChange.leaves(household, LocalDate.of(2027, 1, 8), son, ExitCode.MOVED_OUT, false, "迁出");
        // two people with 3000: 1.5 × 810 × 2 = 2430 is passed, so it ends with this month (E14)
        ChangeOutlook over = as(clerk, () -> desk.preview(leaves, null));
        assertThat(over.stops()).isTrue();
        assertThat(over.exitCode()).isEqualTo(ExitCode.INCOME);
        assertThat(over.lastMonth()).isEqualTo("2027-01");

        confirm(submitted(AllowanceChange.means(
                household,
                LocalDate.of(2027, 1, 4),
                List.of(MeansLine.changed(item, Money.of("2430.00"))),
                false,
                "工资流水")));
        assertThat(latest(allowance).amount())
                .as("still between the bounds: goes on as told")
                .isEqualTo(Money.of("1530.00"));
    }

    @Test
    void theMonthsLeftAreAPercentageOfWhatThoseStillInItWouldHaveHad() {
        family(3, "900");
        income(son, "500");
        UUID allowance = granted(DECEMBER.minusMonths(1), LocalDate.of(2026, 10, 20));
        UUID item = today().means().stream()
                .filter(means -> means.residentId() == null)
                .findFirst()
                .orElseThrow()
                .id();
        confirm(submitted(AllowanceChange.tapers(
                household,
                LocalDate.of(2026, 11, 3),
                List.of(MeansLine.changed(item, Money.of("2000.00"))),
                TaperRule.Cause.EMPLOYMENT,
                "务工合同")));
        // 810 × 3 − 900 − 500
        assertThat(latest(allowance).amount()).isEqualTo(Money.of("1030.00"));
        clock.set(LocalDate.of(2027, 1, 11));

        confirm(submitted(
                AllowanceChange.leaves(household, LocalDate.of(2027, 1, 8), son, ExitCode.MOVED_OUT, false, "迁出")));

        // two people with 2000, between 1620 and 2430; before the rise they would have had 810 × 2 − 900
        assertThat(latest(allowance).amount()).isEqualTo(Money.of("720.00"));
        assertThat(latest(allowance).effectiveMonth()).isEqualTo("2027-02");
        assertThat(latest(allowance).persons()).isEqualTo(2);
        assertThat(latest(allowance).cause()).isEqualTo(Cause.TAPER);
        Entitlement entitlement = as(clerk, () -> entitlements.find(allowance));
        assertThat(entitlement.lastMonth()).as("to the month it was told").isEqualTo("2027-05");
        assertThat(as(clerk, () -> entitlements.covered(allowance)))
                .filteredOn(person -> person.residentId().equals(son))
                .singleElement()
                .satisfies(person -> assertThat(person.to()).isEqualTo("2027-01"));
    }

    @Test
    void aSecondTaperIsNotBegunOnTheWayOut() {
        tapering();
        assertRefused(
                "change.tapering",
                () -> desk.preview(
                        AllowanceChange.tapers(
                                household,
                                LocalDate.of(2027, 1, 4),
                                List.of(MeansLine.changed(today().means().get(0).id(), Money.of("3100.00"))),
                                TaperRule.Cause.PENSION,
                                "领取养老金"),
                        null));
    }
}
