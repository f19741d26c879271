package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.assistance.minimumliving.Bureau.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.lead.Lead;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadKind;
import cn.civilaffairs.casework.lead.LeadOutcome;
import cn.civilaffairs.casework.lead.LeadState;
import cn.civilaffairs.casework.sampling.Sample;
import cn.civilaffairs.casework.sampling.SampleDesk;
import cn.civilaffairs.casework.sampling.SampleItem;
import cn.civilaffairs.casework.sampling.SampleItem.Finding;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestDatabase;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What townships confirmed in a month is drawn from once, and looked at again by somebody else (抽查). */
@DatabaseTest
class SampleTests {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final LocalDate DECEMBER = LocalDate.of(2026, 12, 1);

    @Autowired
    private Bureau bureau;

    @Autowired
    private LeadDesk leads;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private SampleDesk desk;

    @Autowired
    private TestClock clock;

    private CaseFile file;
    private Officer other;

    @BeforeEach
    void aCaseConfirmedInNovember() {
        bureau.open("3600");
        file = bureau.atConfirmation();
        as(bureau.approver, () -> cases.agree(file.id(), bureau.version(file), "同意"));
        other = bureau.county.officer(Role.COUNTY_CASEWORKER, 2);
    }

    @Test
    void isDrawnOnceAfterTheMonthAndComesOutTheSameAgain() {
        assertThat(refusal(() -> desk.draw(MinimumLivingAllowance.CODE, NOVEMBER)))
                .isEqualTo("sample.month-running");
        clock.set(DECEMBER);
        assertThat(as(other, () -> desk.isWaiting(MinimumLivingAllowance.CODE, NOVEMBER)))
                .isTrue();

        Sample sample = drawn();

        assertThat(sample.population()).isEqualTo(1);
        assertThat(sample.size()).isEqualTo(1);
        assertThat(sample.seed()).matches("[0-9a-f]{32}");
        assertThat(sample.area()).isEqualTo(bureau.county.township(1));
        assertThat(sample.dueOn()).isEqualTo("2026-12-29"); // twenty working days
        assertThat(as(other, () -> desk.verify(sample.id())).right()).isTrue();
        assertThat(refusal(() -> desk.draw(MinimumLivingAllowance.CODE, NOVEMBER)))
                .isEqualTo("sample.nothing");
    }

    @Test
    void isFoundWrongWhenSomebodyChangedTheDraw() throws SQLException {
        clock.set(DECEMBER);
        Sample sample = drawn();
        try (var superuser = TestDatabase.superuser();
                var statement = superuser.createStatement()) {
            statement.executeUpdate(
                    "update casework.sample_item set picked = false, compulsory = true where sample_id = '"
                            + sample.id() + "'");
        }

        assertThat(as(other, () -> desk.verify(sample.id())).right()).isFalse();
    }

    @Test
    void isLookedAtAgainByTheCountyAndByNobodyWhoHandledIt() {
        clock.set(DECEMBER);
        Sample sample = drawn();

        assertThat(refusal(bureau.caseworker, () -> record(sample))).isEqualTo("sample.same-person");
        assertThat(refusal(bureau.clerk, () -> record(sample))).isEqualTo("sample.county-only");
        as(other, () -> record(sample));

        SampleItem item = as(other, () -> desk.items(sample.id())).get(0);
        assertThat(item.finding()).isEqualTo(Finding.IN_ORDER);
        assertThat(item.checkedBy()).isEqualTo(other.name());
        assertThat(as(other, () -> desk.find(sample.id())).checked()).isEqualTo(1);
        assertThat(refusal(() -> record(sample))).isEqualTo("sample.not-to-check");
    }

    /** Whoever does not qualify after all is looked into by the township, and the county confirms whatever it answers. */
    @Test
    void whatDoesNotQualifyBecomesALeadWithADay() {
        clock.set(DECEMBER);
        Sample sample = drawn();

        as(other, () -> {
            desk.record(sample.id(), file.id(), Finding.WRONG, "其子有固定工资未申报", DECEMBER);
            return true;
        });

        Lead lead = as(bureau.clerk, () -> leads.ofResident(bureau.applicant)).get(0);
        assertThat(lead.kind()).isEqualTo(LeadKind.SAMPLE_WRONG);
        assertThat(lead.detail()).contains(file.caseNo(), "其子有固定工资未申报");
        assertThat(lead.dueOn()).isAfter(DECEMBER);
        as(bureau.clerk, () -> {
            leads.answer(lead.id(), LeadOutcome.UNTRUE, "已入户，其子另立户口");
            return true;
        });
        assertThat(as(bureau.clerk, () -> leads.find(lead.id())).state())
                .as("the county confirms")
                .isEqualTo(LeadState.ANSWERED);
    }

    private int record(Sample sample) {
        desk.record(sample.id(), file.id(), Finding.IN_ORDER, "入户情况与档案一致", DECEMBER);
        return 1;
    }

    private Sample drawn() {
        as(other, () -> desk.draw(MinimumLivingAllowance.CODE, NOVEMBER));
        return as(other, () -> desk.list(NOVEMBER, 0, 10)).get(0);
    }

    private String refusal(java.util.function.Supplier<Integer> act) {
        return refusal(other, act);
    }

    private static String refusal(Officer officer, java.util.function.Supplier<Integer> act) {
        RuleViolation refusal = catchThrowableOfType(RuleViolation.class, () -> as(officer, act));
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.messageKey();
    }
}
