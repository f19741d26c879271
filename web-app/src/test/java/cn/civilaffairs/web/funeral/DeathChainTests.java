package cn.civilaffairs.web.funeral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.lead.Lead;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadOutcome;
import cn.civilaffairs.disbursement.BenefitInForce;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Due;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.disbursement.LineFilter;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.Recovery;
import cn.civilaffairs.disbursement.RecoveryDesk;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.disbursement.RunLine;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.NewHousehold;
import cn.civilaffairs.registry.resident.NewMember;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.TestAccounts;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import cn.civilaffairs.web.security.OfficerPrincipal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** What a cremation does to the money of the deceased, from the day it is entered to the claim for what was overpaid. */
@WebTest
class DeathChainTests {

    private static final String OLD_AGE = "old-age";

    @Autowired
    private Visits visits;

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private RedLineDesk redLines;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private RecoveryDesk recoveries;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private LeadDesk leads;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private TestAccounts accounts;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer clerk;
    private Officer caseworker;
    private Officer operator;
    private IdNumber number;
    private UUID person;

    @BeforeEach
    void somebodyOfEighty() {
        clock.set(LocalDate.of(2026, 1, 5));
        county = counties.withDefaults();
        clerk = county.officer(Role.TOWN_CLERK);
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        number = TestPeople.idNumber(LocalDate.of(1940, 2, 11), Sex.FEMALE);
        person = as(caseworker, () -> {
            alsoOfElderCare(caseworker);
            alsoOfElderCare(clerk);
            return residents.register(ResidentDetails.citizen(county.village(1, 1), "周桂英", number));
        });
        // the funeral home's own officer, who has no other line
        operator = counties.appoint(county, Role.COUNTY_CASEWORKER, LineOfBusiness.FUNERAL);
        caseworker = ((OfficerPrincipal) officers.loadUserByUsername(caseworker.login())).officer();
        clerk = ((OfficerPrincipal) officers.loadUserByUsername(clerk.login())).officer();
        accounts.confirmed(county, person, "周桂英");
    }

    private void alsoOfElderCare(Officer officer) {
        jdbc.sql("insert into registry.officer_grant (officer_id, role, line, valid_from) values (?, ?, ?, ?)")
                .params(
                        officer.id(),
                        officer.roles().iterator().next().name(),
                        LineOfBusiness.ELDER_CARE.name(),
                        LocalDate.of(2020, 1, 1))
                .update();
    }

    private <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, () -> transaction.execute(status -> work.get()));
    }

    private void run(Officer officer, Runnable work) {
        as(officer, () -> {
            work.run();
            return true;
        });
    }

    private UUID granted(String monthly) {
        LocalDate decided = LocalDate.of(2025, 12, 20);
        return as(
                caseworker,
                () -> entitlements.grant(new Grant(
                        OLD_AGE,
                        county.village(1, 1),
                        UrbanRural.RURAL,
                        null,
                        person,
                        person,
                        null,
                        null,
                        null,
                        EntryKind.ROSTER,
                        YearMonth.of(2026, 1),
                        decided,
                        null,
                        List.of(person),
                        new Due(
                                1,
                                Money.of(monthly),
                                Money.ZERO,
                                Cause.GRANTED,
                                "old-age-1",
                                "{\"ruleVersion\":\"old-age-1\",\"lines\":[]}",
                                null,
                                null,
                                null,
                                decided))));
    }

    private RequestPostProcessor signedIn(Officer officer) {
        return user((OfficerPrincipal) officers.loadUserByUsername(officer.login()));
    }

    private String page(Officer officer, String uri) {
        return visits.page(officer, uri);
    }

    private void received(String diedOn) {
        assertThat(pages.post()
                        .uri("/funeral/cremations")
                        .param("requestKey", UUID.randomUUID().toString())
                        .param("idNumber", number.value())
                        .param("name", "周桂英")
                        .param("area", county.village(1, 1).value())
                        .param("diedOn", diedOn)
                        .param("deathPaperNo", "SW-" + person)
                        .param("natural", "true")
                        .param("handler", "周大山")
                        .param("handlerRelation", "子")
                        .param("papers", "death-paper", "handler-id", "handler-signature")
                        .with(signedIn(operator))
                        .with(csrf())
                        .exchange())
                .hasStatus3xxRedirection()
                .headers()
                .hasHeaderSatisfying("Location", at -> assertThat(at.get(0)).startsWith("/cases/"));
    }

    private void answered(LeadOutcome outcome) {
        Lead lead = as(clerk, () -> leads.ofResident(person)).get(0);
        run(clerk, () -> leads.answer(lead.id(), outcome, "已入户核实"));
        run(caseworker, () -> leads.confirm(lead.id(), leads.find(lead.id()).version(), "同意"));
    }

    private BenefitInForce benefit() {
        return as(caseworker, () -> entitlements.ofResident(person)).get(0);
    }

    private UUID built(YearMonth month) {
        clock.set(month.atDay(18));
        return Acting.as(county.officer(Role.FINANCE_MAKER), () -> runs.startNow(OLD_AGE, month));
    }

    private List<RunLine> lines(UUID runId) {
        return as(county.officer(Role.FINANCE_MAKER), () -> runs.lines(runId, LineFilter.ALL, null, 10, 0));
    }

    private void signed(UUID runId) {
        run(
                county.officer(Role.TOWN_REVIEWER, LineOfBusiness.ELDER_CARE),
                () -> runs.towns(runId).forEach(town -> runs.confirm(runId, town.town(), null)));
        run(
                county.officer(Role.COUNTY_CASEWORKER, LineOfBusiness.ELDER_CARE),
                () -> redLines.counts(runId, null).forEach(count -> redLines.explainAll(runId, count.code(), "已核实")));
        run(
                county.officer(Role.FINANCE_CHECKER),
                () -> redLines.toOpen(runId).forEach(one -> redLines.open(runId, one)));
        run(
                county.officer(Role.FINANCE_CHECKER),
                () -> runs.check(runId, runs.find(runId).version()));
        // a county of a handful: any change is a large one, and two sign
        for (int which = 1;
                !Acting.as(county.officer(Role.FINANCE_MAKER), () -> runs.find(runId))
                        .state()
                        .signed();
                which++) {
            run(county.officer(Role.FINANCE_SIGNER, which), () -> {
                PaymentRun run = runs.find(runId);
                runs.sign(runId, run.version(), run.households(), run.amount());
            });
        }
    }

    /** AC-056: cremation entered 2026-03-05, April has no line, the page says why. */
    @Test
    @Tag("AC-056")
    void ac056TheMonthAfterACremationHasNoLineAndThePageSaysWhy() {
        granted("50.00");
        signed(built(YearMonth.of(2026, 1)));
        signed(built(YearMonth.of(2026, 2)));
        clock.set(LocalDate.of(2026, 3, 5));

        received("2026-03-04");

        assertThat(benefit().heldFor()).isEqualTo(HoldReason.DEATH_TO_VERIFY);
        assertThat(page(clerk, "/people/" + person)).contains("停发原因：火化登记 2026-03-05（死亡日期 2026-03-04），待乡镇核实");
        UUID march = built(YearMonth.of(2026, 3));
        assertThat(lines(march)).as("the month of death is paid").hasSize(1);
        signed(march);
        UUID april = built(YearMonth.of(2026, 4));
        assertThat(lines(april)).isEmpty();
        answered(LeadOutcome.TRUE_STOP);
        assertThat(benefit().exitCode()).isEqualTo(ExitCode.DEATH);
        assertThat(benefit().lastMonth()).isEqualTo(YearMonth.of(2026, 3));
        assertThat(page(clerk, "/people/" + person)).contains("停发原因：火化登记 2026-03-05（死亡日期 2026-03-04）");
    }

    /** E39: died 08-03, paid to October, 50 a month: 100.00 is to be recovered. */
    @Test
    void e39WhatWasPaidAfterTheDeathIsClaimedBack() {
        UUID entitlement = granted("50.00");
        for (int month = 1; month <= 10; month++) {
            signed(built(YearMonth.of(2026, month)));
        }
        clock.set(LocalDate.of(2026, 11, 2));

        received("2026-08-03");
        answered(LeadOutcome.TRUE_STOP);

        assertThat(benefit().lastMonth()).isEqualTo(YearMonth.of(2026, 8));
        Recovery claim = as(caseworker, () -> recoveries.openOf(entitlement)).orElseThrow();
        assertThat(claim.amount()).isEqualTo(Money.of("100.00"));
    }

    @Test
    void aReportProvedWrongIsPaidAgainByTheWordOfTwo() {
        granted("50.00");
        signed(built(YearMonth.of(2026, 1)));
        received("2026-01-10");
        UUID february = built(YearMonth.of(2026, 2));
        assertThat(lines(february)).isEmpty();
        run(
                county.officer(Role.FINANCE_MAKER),
                () -> runs.abandon(february, runs.find(february).version(), "核实不属实后重算"));

        answered(LeadOutcome.UNTRUE);

        assertThat(benefit().heldFor()).isNull();
        assertThat(Acting.as(
                        county.officer(Role.FINANCE_MAKER), () -> lines(runs.startNow(OLD_AGE, YearMonth.of(2026, 2)))))
                .hasSize(1);
    }

    /** The wife of a couple on the allowance is cremated: what follows is on the township's desk once her death is verified. */
    @Test
    void theDeathOfAMemberIsReportedByItselfAndTheOthersMoneyWaits() {
        Officer allowances = county.officer(Role.COUNTY_CASEWORKER, LineOfBusiness.ASSISTANCE);
        UUID household = as(clerk, () -> {
            UUID husband = residents.register(ResidentDetails.citizen(
                    county.village(1, 1), "周大山", TestPeople.idNumber(LocalDate.of(1938, 5, 1), Sex.MALE)));
            UUID opened = households.open(new NewHousehold(
                    null, county.village(1, 1), UrbanRural.RURAL, null, husband, LocalDate.of(2025, 12, 1)));
            households.addMember(
                    opened,
                    new NewMember(person, Relation.SPOUSE, true, null, LocalDate.of(2025, 12, 1), "建档"),
                    households.today(opened, clerk.scope()).version(),
                    clerk.scope());
            LocalDate decided = LocalDate.of(2025, 12, 20);
            entitlements.grant(new Grant(
                    "minimum-living",
                    county.village(1, 1),
                    UrbanRural.RURAL,
                    opened,
                    husband,
                    husband,
                    null,
                    null,
                    null,
                    EntryKind.ROSTER,
                    YearMonth.of(2026, 1),
                    decided,
                    null,
                    List.of(husband, person),
                    new Due(
                            2,
                            Money.of("1694.00"),
                            Money.ZERO,
                            Cause.GRANTED,
                            "minimum-living-1",
                            "{\"ruleVersion\":\"minimum-living-1\",\"entitled\":true,\"lines\":[]}",
                            null,
                            null,
                            null,
                            decided)));
            return opened;
        });
        clock.set(LocalDate.of(2026, 3, 5));

        received("2026-03-04");
        answered(LeadOutcome.TRUE_STOP);

        assertThat(page(clerk, "/families/" + household + "/benefits"))
                .contains("成员死亡待核定", "减员办结后自动恢复并补发", "周桂英 于 2026-03-04 死亡");
        UUID file = as(clerk, () -> cases.ofHousehold(household)).get(0).id();
        assertThat(page(clerk, "/cases/" + file)).contains("系统", "死亡登记", "2026-03-04", "更正申报，重新报送");
        assertThat(page(allowances, "/cases/" + file)).contains("周桂英");
    }

    @Test
    void theReceptionFormKeepsWhatWasTypedAndSaysWhatIsWrong() {
        MvcTestResult refused = visits.send(
                operator,
                "/funeral/cremations",
                "idNumber",
                number.value(),
                "name",
                "周贵英",
                "area",
                county.village(1, 1).value(),
                "diedOn",
                "2026-01-02",
                "deathPaperNo",
                "SW-x",
                "handler",
                "周大山",
                "handlerRelation",
                "子");

        assertThat(refused).bodyText().contains("居民库中这个证件号码登记的姓名是周桂英", "周大山", "SW-x");
        assertThat(page(operator, "/funeral/cremations")).contains("没有符合条件的火化登记");
    }
}
