package cn.civilaffairs.kernel;

import static cn.civilaffairs.kernel.AccessDecision.decide;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.AccessDecision.Answer;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccessDecisionTests {

    private static final AreaCode TOWN = AreaCode.of("999001003000");
    private static final AreaCode VILLAGE = AreaCode.of("999001003201");
    private static final AreaCode ELSEWHERE = AreaCode.of("999001009201");
    private static final UUID COLLEAGUE = UUID.randomUUID();

    private final Officer reviewer = officer(Role.TOWN_REVIEWER, LineOfBusiness.ASSISTANCE);

    private static Officer officer(Role role, LineOfBusiness line) {
        return new Officer(UUID.randomUUID(), "x_1", "某人", "某处", TOWN, Set.of(role), Set.of(line), Set.of(COLLEAGUE));
    }

    private static Subject benefit() {
        return Subject.in(VILLAGE).of(LineOfBusiness.ASSISTANCE);
    }

    @Test
    void allowsWhatMeetsEveryCondition() {
        assertThat(decide(reviewer, Action.CONFIRM_RUN, benefit())).isEqualTo(Answer.ALLOWED);
    }

    @Test
    void namesTheFirstConditionThatFails() {
        assertThat(decide(reviewer, Action.MAKE_RUN, benefit())).isEqualTo(Answer.NOT_YOUR_DUTY);
        assertThat(decide(reviewer, Action.CONFIRM_RUN, Subject.in(ELSEWHERE).of(LineOfBusiness.ASSISTANCE)))
                .isEqualTo(Answer.OUTSIDE_AREA);
        assertThat(decide(reviewer, Action.CONFIRM_RUN, benefit().of(LineOfBusiness.ELDER_CARE)))
                .isEqualTo(Answer.OTHER_LINE);
        assertThat(decide(reviewer, Action.CONFIRM_RUN, benefit().limited(true)))
                .isEqualTo(Answer.LIMITED);
        assertThat(decide(reviewer, Action.CONFIRM_RUN, benefit().after(null, reviewer.id())))
                .isEqualTo(Answer.SAME_PERSON);
        assertThat(decide(reviewer, Action.CONFIRM_RUN, benefit().when(false))).isEqualTo(Answer.WRONG_STATE);
    }

    @Test
    void countsAStandInAsWhomTheyStandInFor() {
        assertThat(decide(reviewer, Action.CONFIRM_RUN, benefit().after(COLLEAGUE)))
                .isEqualTo(Answer.SAME_PERSON);
    }

    @Test
    void refusesTheSecondOfTwoActsToWhoeverDidTheFirstOrStandsInForThem() {
        for (UUID first : List.of(reviewer.id(), COLLEAGUE)) {
            assertThatExceptionOfType(RuleViolation.class)
                    .isThrownBy(() -> reviewer.mustBeAnotherThan(first, "x.same-person", "张三"))
                    .satisfies(refusal -> assertThat(refusal.arguments()).containsExactly("张三"))
                    .withMessage("x.same-person");
        }
        reviewer.mustBeAnotherThan(UUID.randomUUID(), "x.same-person");
        reviewer.mustBeAnotherThan(null, "x.same-person");
    }

    @Test
    void refusesWhoMayNotInTheWordsGiven() {
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> AccessDecision.require(reviewer, Action.MAKE_RUN, "x.not-maker"))
                .withMessage("x.not-maker");
        AccessDecision.require(reviewer, Action.CONFIRM_RUN, "x.not-reviewer");
    }

    @Test
    void holdsAnOfficerOfTwoLinesToEachRolesOwn() {
        Officer both = new Officer(
                UUID.randomUUID(),
                "x_2",
                "某人",
                "某处",
                TOWN,
                new Appointments(Set.of(
                        new Appointment(Role.TOWN_REVIEWER, LineOfBusiness.ASSISTANCE),
                        new Appointment(Role.VILLAGE_ASSISTANT, LineOfBusiness.ELDER_CARE))),
                Set.of());

        assertThat(AccessDecision.may(both, Action.CONFIRM_RUN, LineOfBusiness.ASSISTANCE))
                .isTrue();
        assertThat(AccessDecision.may(both, Action.CONFIRM_RUN, LineOfBusiness.ELDER_CARE))
                .isFalse();
        assertThat(AccessDecision.may(both, Action.VIEW_CASE, LineOfBusiness.ELDER_CARE))
                .isTrue();
    }

    @Test
    void letsMoneyAndSupervisionSeeEveryLine() {
        for (Role role : Set.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.FINANCE_SIGNER, Role.SUPERVISOR)) {
            assertThat(AccessDecision.may(
                            officer(role, LineOfBusiness.FINANCE), Action.VIEW_RUN, LineOfBusiness.ELDER_CARE))
                    .as(role.name())
                    .isTrue();
        }
        assertThat(AccessDecision.may(
                        officer(Role.COUNTY_CASEWORKER, LineOfBusiness.MARRIAGE),
                        Action.REGISTER_CREMATION,
                        LineOfBusiness.FUNERAL))
                .isFalse();
    }

    @Test
    void givesTheThreeAdministratorsNoBusiness() {
        for (Action action : Action.values()) {
            for (Role administrator : Set.of(Role.SYS_ADMIN, Role.SEC_ADMIN, Role.AUDIT_ADMIN)) {
                if (action.roles().contains(administrator) && action != Action.IMPORT) {
                    assertThat(action.reach().isPersonal()).as(action.name()).isFalse();
                }
            }
        }
    }
}
