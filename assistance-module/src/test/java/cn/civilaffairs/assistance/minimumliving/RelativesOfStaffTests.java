package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.assistance.minimumliving.Bureau.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseFilter;
import cn.civilaffairs.casework.CaseFlag;
import cn.civilaffairs.casework.CaseQueue;
import cn.civilaffairs.casework.CaseStatus;
import cn.civilaffairs.casework.relative.Kinship;
import cn.civilaffairs.casework.relative.NewRelative;
import cn.civilaffairs.casework.relative.Referral;
import cn.civilaffairs.casework.relative.RelatedOfficer;
import cn.civilaffairs.casework.relative.RelativeFilter;
import cn.civilaffairs.casework.relative.RelativeRegister;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.testing.DatabaseTest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Applications of near relatives of staff (近亲属备案; security design T23), and those somebody complains about. */
@DatabaseTest
class RelativesOfStaffTests {

    @Autowired
    private Bureau bureau;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private CaseQueue queue;

    @Autowired
    private RelativeRegister register;

    @BeforeEach
    void anOldMan() {
        bureau.open("3600");
    }

    @Test
    void areNotTakenInByTheRelatedClerkButByTheCounty_T23() {
        registerAs(bureau.clerk);

        assertThatExceptionOfType(RelatedOfficer.class).isThrownBy(() -> bureau.apply(bureau.clerk));

        assertThat(as(bureau.caseworker, register::referrals))
                .extracting(Referral::householdId, Referral::officer)
                .containsExactly(org.assertj.core.api.Assertions.tuple(bureau.household, bureau.clerk.name()));
        CaseFile file = bureau.apply(bureau.caseworker);
        assertThat(file.relative()).isTrue();
        assertThat(as(bureau.caseworker, register::referrals)).isEmpty();
        assertThatExceptionOfType(RelatedOfficer.class)
                .isThrownBy(() -> as(bureau.clerk, () -> cases.agree(file.id(), bureau.version(file), null)));
        assertThatExceptionOfType(RelatedOfficer.class)
                .isThrownBy(() -> as(bureau.clerk, () -> cases.unrelated(file.id())));
        assertThat(mine(bureau.clerk)).doesNotContain(file.id());
        assertThat(mine(bureau.caseworker)).contains(file.id());
    }

    @Test
    void areHandledByThreePeopleOfTheCountyAndConfirmedAfterItsVisit() {
        registerAs(bureau.clerk);
        Officer second = bureau.county.officer(Role.COUNTY_CASEWORKER, 2);
        CaseFile file = bureau.apply(bureau.caseworker);
        as(bureau.caseworker, () -> cases.agree(file.id(), bureau.version(file), "县级代办"));
        bureau.check(file, bureau.caseworker);
        bureau.visit(file, bureau.caseworker);
        as(bureau.caseworker, () -> cases.agree(file.id(), bureau.version(file), "属实"));
        refusal("case.same-person", bureau.caseworker, file);
        bureau.review(file, second);
        bureau.post(file, bureau.caseworker, 1);

        assertThat(as(bureau.approver, () -> cases.agree(file.id(), bureau.version(file), "同意"))
                        .status())
                .isEqualTo(CaseStatus.CONFIRMED);
    }

    @Test
    void areMarkedThoughTheirRelativeServesInAnotherTownship() {
        registerAs(bureau.county.elsewhere(Role.TOWN_CLERK));

        CaseFile file = bureau.apply(bureau.clerk);

        assertThat(as(bureau.clerk, () -> cases.flags(file.id())))
                .singleElement()
                .satisfies(flag -> assertThat(flag.kind()).isEqualTo(CaseFlag.Kind.RELATIVE))
                .satisfies(flag -> assertThat(flag.kinship()).isEqualTo(Kinship.PARENT))
                .satisfies(flag -> assertThat(flag.residentName()).isEqualTo("周大山"));
        bureau.atConfirmation(file);
        refusal("minimum-living.county-visit-missing", bureau.approver, file);
        bureau.visit(file, bureau.caseworker);
        assertThat(as(bureau.approver, () -> cases.agree(file.id(), bureau.version(file), "同意"))
                        .status())
                .isEqualTo(CaseStatus.CONFIRMED);
    }

    @Test
    void areDecidedByTheCountyWhateverIsDevolved() {
        bureau.open("3600", 1);
        assertThat(bureau.apply(bureau.clerk).devolved()).isTrue();

        bureau.open("3600", 1);
        registerAs(bureau.county.elsewhere(Role.TOWN_CLERK));
        CaseFile file = bureau.atConfirmation();

        refusal("case.not-responsible", bureau.county.officer(Role.TOWN_REVIEWER, 2), file);
        refusal("minimum-living.county-visit-missing", bureau.approver, file);
    }

    @Test
    void areMarkedEvenIfRegisteredOnlyAfterwards() {
        CaseFile file = bureau.apply(bureau.clerk);
        assertThat(file.relative()).isFalse();

        registerAs(bureau.clerk);

        assertThat(as(bureau.caseworker, () -> cases.find(file.id())).relative())
                .isTrue();
        assertThatExceptionOfType(RelatedOfficer.class)
                .isThrownBy(() -> as(bureau.clerk, () -> cases.agree(file.id(), bureau.version(file), null)));
    }

    @Test
    void keepTheirNumbersFromEverybodyWhoReadsTheTable() throws SQLException {
        registerAs(bureau.clerk);

        try (var superuser = cn.civilaffairs.registry.testing.TestDatabase.superuser();
                var statement = superuser.createStatement();
                var rows = statement.executeQuery("select s::text from registry.staff_relative s")) {
            while (rows.next()) {
                assertThat(rows.getString(1)).doesNotContain(bureau.number.value());
            }
        }
        assertThat(as(bureau.caseworker, () -> register.list(new RelativeFilter("周大山", false), 0, 10)))
                .singleElement()
                .satisfies(row -> assertThat(row.maskedIdNumber()).isEqualTo("999001************"));
    }

    @Test
    void areTakenOffTheRegisterByTheCountyAndNeverByTheirOwnRelative() {
        UUID ofClerk = registerAs(bureau.clerk);
        refusedToEnd("relative.county-only", bureau.clerk, ofClerk);
        UUID ofCaseworker = registerAs(bureau.caseworker);
        refusedToEnd("relative.own", bureau.caseworker, ofCaseworker);

        as(bureau.caseworker, () -> {
            register.end(ofClerk, "已离职");
            return true;
        });

        assertThat(as(bureau.clerk, () -> register.list(new RelativeFilter(null, false), 0, 10)))
                .isEmpty();
    }

    @Test
    void areVisitedByTheCountyAlsoWhenSomebodyComplains() {
        CaseFile file = bureau.apply(bureau.clerk);
        as(bureau.clerk, () -> {
            cases.complain(file.id(), "群众来电反映其有机动车");
            return true;
        });
        bureau.atConfirmation(file);

        refusal("minimum-living.county-visit-missing", bureau.approver, file);
        assertThat(as(bureau.clerk, () -> cases.find(file.id())).relative()).isFalse();
    }

    @Test
    void leaveOthersApplicationsAlone() {
        CaseFile file = bureau.atConfirmation();

        assertThat(as(bureau.approver, () -> cases.agree(file.id(), bureau.version(file), "同意"))
                        .status())
                .isEqualTo(CaseStatus.CONFIRMED);
    }

    private UUID registerAs(Officer officer) {
        return as(officer, () -> register.register(new NewRelative(null, Kinship.PARENT, "周大山", bureau.number)));
    }

    private java.util.List<UUID> mine(Officer officer) {
        return as(officer, () -> queue.ids(CaseFilter.MINE, 100));
    }

    private void refusedToEnd(String key, Officer officer, UUID relative) {
        RuleViolation refusal = catchThrowableOfType(
                RuleViolation.class,
                () -> as(officer, () -> {
                    register.end(relative, "离职");
                    return true;
                }));
        assertThat(refusal.messageKey()).isEqualTo(key);
    }

    private void refusal(String key, Officer officer, CaseFile file) {
        RuleViolation refusal = catchThrowableOfType(
                RuleViolation.class, () -> as(officer, () -> cases.agree(file.id(), bureau.version(file), "同意")));
        assertThat(refusal).isNotNull();
        assertThat(refusal.messageKey()).isEqualTo(key);
    }
}
