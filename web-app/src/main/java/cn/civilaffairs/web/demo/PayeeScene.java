package cn.civilaffairs.web.demo;

import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.PayeeBasis;
import cn.civilaffairs.disbursement.PayeeCandidate;
import cn.civilaffairs.disbursement.PayeeDesk;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.guardian.GuardianRegister;
import cn.civilaffairs.registry.guardian.GuardianTie;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * Money that goes to somebody else (领款人变更): a daughter-in-law entrusted who collects from November on for the oldest head
 * of the township, a change to a member that waits for the reviewer, and a niece entered with her deed whom nobody has
 * confirmed yet.
 */
@Component
@Conditional(OnDemoServer.class)
class PayeeScene {

    static final AreaCode TOWNSHIP = AreaCode.of("999001005000");

    private static final Story.Person IN_LAW = Story.Person.of("何春兰", "1972-08-15", Sex.FEMALE);
    private static final Story.Person NIECE = Story.Person.of("罗小芹", "1978-03-21", Sex.FEMALE);
    private static final String ACCOUNT = "6228480009900000085";

    private final StoryPayees acts;
    private final PayeeDesk payees;
    private final GuardianRegister guardians;
    private final EntitlementDesk entitlements;
    private final AccountRegister accounts;
    private final BusinessClock clock;

    PayeeScene(
            StoryPayees acts,
            PayeeDesk payees,
            GuardianRegister guardians,
            EntitlementDesk entitlements,
            AccountRegister accounts,
            BusinessClock clock) {
        this.acts = acts;
        this.payees = payees;
        this.guardians = guardians;
        this.entitlements = entitlements;
        this.accounts = accounts;
        this.clock = clock;
    }

    void play(DemoPlan plan, Crew crew) {
        LateNews news = LateNews.of(plan.households());
        List<DemoHousehold> families = plan.households().stream()
                .filter(household -> TOWNSHIP.contains(household.village()))
                .filter(household -> household.inCare(DemoPlan.OPEN) && household.lastMonth() == null)
                .filter(household -> !household.firstMonth().isAfter(DemoPlan.FIRST) && household.hold() == null)
                .filter(household -> news.monthsLate(household) == 0)
                .sorted(Comparator.comparing((DemoHousehold household) ->
                                household.head().idNumber().birthDate())
                        .thenComparing(DemoHousehold::number))
                .toList();
        Officer clerk = crew.clerkOf(TOWNSHIP);
        Officer reviewer = crew.reviewerOf(TOWNSHIP);
        collectsFromNovember(families.get(0), clerk, reviewer);
        on(12, 16);
        acts.entered(clerk, families.get(1).head().id(), NIECE, GuardianTie.OTHER_RELATIVE, LocalDate.of(2026, 11, 12));
        on(13, 9);
        families.stream()
                .skip(2)
                .flatMap(family -> toAMember(family, clerk).stream())
                .findFirst()
                .ifPresent(asked -> acts.asked(clerk, asked.benefit(), asked.payee(), "户主长期外出务工，由家中成员领取"));
    }

    private void collectsFromNovember(DemoHousehold family, Officer clerk, Officer reviewer) {
        on(9, 10);
        UUID entered =
                acts.entered(clerk, family.head().id(), IN_LAW, GuardianTie.OTHER_RELATIVE, LocalDate.of(2026, 11, 9));
        on(10, 10);
        acts.confirmed(reviewer, entered);
        UUID inLaw = as(reviewer, () -> guardians.find(entered).guardianId());
        on(10, 14);
        UUID account = as(
                clerk,
                () -> accounts.enter(inLaw, IN_LAW.name(), "云溪农村商业银行", ACCOUNT, AccountKind.CARD, clerk.scope())
                        .id());
        on(11, 9);
        as(reviewer, () -> {
            accounts.confirm(inLaw, account, ACCOUNT, reviewer.scope());
            return account;
        });
        UUID asked = acts.asked(clerk, benefit(family, clerk).orElseThrow(), inLaw, "老人中风卧床，不能到银行领取，由儿媳代领");
        on(12, 10);
        acts.approved(reviewer, asked);
    }

    private record Asked(UUID benefit, UUID payee) {}

    private Optional<Asked> toAMember(DemoHousehold family, Officer clerk) {
        return benefit(family, clerk)
                .flatMap(benefit -> as(clerk, () -> payees.candidates(benefit)).stream()
                        .filter(candidate -> candidate.basis() == PayeeBasis.MEMBER)
                        .map(PayeeCandidate::residentId)
                        .findFirst()
                        .map(member -> new Asked(benefit, member)));
    }

    private Optional<UUID> benefit(DemoHousehold family, Officer clerk) {
        return as(clerk, () -> entitlements.ofHousehold(family.id())).stream()
                .filter(benefit -> benefit.householdId() != null && !benefit.ended())
                .map(benefit -> benefit.entitlementId())
                .findFirst();
    }

    private void on(int day, int hour) {
        clock.moveTo(LocalDate.of(2026, 11, day).atTime(hour, 20));
    }

    private static <T> T as(Officer officer, Supplier<T> act) {
        return Acting.as(officer, act);
    }
}
