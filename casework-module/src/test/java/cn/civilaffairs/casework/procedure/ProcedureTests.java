package cn.civilaffairs.casework.procedure;

import static cn.civilaffairs.casework.calendar.DayUnit.DAYS;
import static cn.civilaffairs.casework.calendar.DayUnit.WORKING_DAYS;
import static cn.civilaffairs.casework.procedure.Procedure.step;
import static cn.civilaffairs.kernel.Role.COUNTY_APPROVER;
import static cn.civilaffairs.kernel.Role.TOWN_CLERK;
import static cn.civilaffairs.kernel.Role.TOWN_REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.kernel.LineOfBusiness;
import org.junit.jupiter.api.Test;

class ProcedureTests {

    private static final Step ACCEPTANCE =
            step("acceptance", Duty.HANDLE, TOWN_CLERK).within(5, WORKING_DAYS);

    @Test
    void goesThroughItsStepsInOrder() {
        Step review = step("review", Duty.REVIEW, TOWN_REVIEWER);
        Procedure procedure = Procedure.of("any", LineOfBusiness.ASSISTANCE, ACCEPTANCE, review);

        assertThat(procedure.first()).isSameAs(ACCEPTANCE);
        assertThat(procedure.after(ACCEPTANCE)).contains(review);
        assertThat(procedure.after(review)).isEmpty();
        assertThat(procedure.isBefore("acceptance", "review")).isTrue();
        assertThat(procedure.isBefore("review", "acceptance")).isFalse();
    }

    @Test
    void offersOnlyTheActsItsAttributesCallFor() {
        assertThat(ACCEPTANCE.acts()).containsExactlyInAnyOrder(CaseAct.AGREE, CaseAct.WITHDRAW, CaseAct.ABORT);
        assertThat(ACCEPTANCE.asking(Paper.required("form")).acts()).contains(CaseAct.PAPERS, CaseAct.ASK_PAPERS);
        assertThat(ACCEPTANCE.pausedFor("SUPPLEMENT").acts()).contains(CaseAct.PAUSE, CaseAct.RESUME);
        assertThat(ACCEPTANCE.refusingBecause("INCOME").acts()).contains(CaseAct.REFUSE);
    }

    @Test
    void leavesAPostedStepByClosingThePostingOnly() {
        Step posting = step("posting", Duty.HANDLE, TOWN_CLERK).posted(7, DAYS);

        assertThat(posting.posting()).isEqualTo(Limit.days(7));
        assertThat(posting.acts())
                .contains(CaseAct.POST, CaseAct.POSTING_CLEAR, CaseAct.POSTING_OBJECTION)
                .doesNotContain(CaseAct.AGREE);
    }

    @Test
    void givesTheDecisionToTheTownshipWhereItIsDevolved() {
        Step confirmation = step("confirmation", Duty.CONFIRM, COUNTY_APPROVER).devolvable(TOWN_REVIEWER);

        assertThat(confirmation.roles(false)).containsExactly(COUNTY_APPROVER);
        assertThat(confirmation.roles(true)).containsExactly(TOWN_REVIEWER);
        assertThat(ACCEPTANCE.roles(true)).containsExactly(TOWN_CLERK);
    }

    @Test
    void leavesAStepAsItWasWhenAnotherIsDeclaredFromIt() {
        Step changed = ACCEPTANCE.within(9, DAYS).returningTo("x").returningBecause("y");

        assertThat(ACCEPTANCE.limit()).isEqualTo(Limit.workingDays(5));
        assertThat(ACCEPTANCE.returnTargets()).isEmpty();
        assertThat(changed.limit()).isEqualTo(Limit.days(9));
    }

    @Test
    void refusesReturnsThatLeadForwardOrHaveNoReason() {
        Step forward = step("review", Duty.REVIEW, TOWN_REVIEWER)
                .returningTo("confirmation")
                .returningBecause("PAPERS");
        Step groundless = step("review", Duty.REVIEW, TOWN_REVIEWER).returningTo("acceptance");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Procedure.of("any", LineOfBusiness.ASSISTANCE, ACCEPTANCE, forward))
                .withMessageContaining("does not come before");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Procedure.of("any", LineOfBusiness.ASSISTANCE, ACCEPTANCE, groundless))
                .withMessageContaining("without a reason");
    }

    @Test
    void refusesAStepDeclaredTwiceOrByNobody() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Procedure.of("any", LineOfBusiness.ASSISTANCE, ACCEPTANCE, ACCEPTANCE));
        assertThatIllegalArgumentException().isThrownBy(() -> step("nobody", Duty.HANDLE));
    }
}
