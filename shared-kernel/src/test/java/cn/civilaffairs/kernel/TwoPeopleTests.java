package cn.civilaffairs.kernel;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TwoPeopleTests {

    private static final UUID COLLEAGUE = UUID.randomUUID();

    private final TwoPeople twoPeople = new TwoPeople("x.decided", "x.same-person");
    private final Officer second = new Officer(
            UUID.randomUUID(),
            "ca_1",
            "陈审批",
            "云溪县民政局",
            AreaCode.of("999001000000"),
            Set.of(Role.COUNTY_APPROVER),
            Set.of(LineOfBusiness.ASSISTANCE),
            Set.of(COLLEAGUE));

    @Test
    void letAnotherDecideWhatIsOpen() {
        twoPeople.requireOpen(true);
        twoPeople.requireSecond(second, true, UUID.randomUUID());
    }

    @Test
    void refuseWhoProposedItOrStandsInForThem() {
        refused("x.same-person", () -> twoPeople.requireSecond(second, true, second.id()));
        refused("x.same-person", () -> twoPeople.requireSecond(second, true, COLLEAGUE));
    }

    @Test
    void refuseWhatIsDecidedWhoeverAsks() {
        refused("x.decided", () -> twoPeople.requireOpen(false));
        refused("x.decided", () -> twoPeople.requireSecond(second, false, UUID.randomUUID()));
        refused("x.decided", () -> twoPeople.requireSecond(second, false, second.id()));
    }

    private static void refused(String key, Runnable act) {
        assertThatExceptionOfType(RuleViolation.class).isThrownBy(act::run).withMessage(key);
    }
}
