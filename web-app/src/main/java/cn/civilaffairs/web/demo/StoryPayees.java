package cn.civilaffairs.web.demo;

import cn.civilaffairs.disbursement.PayeeDesk;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.guardian.GuardianReason;
import cn.civilaffairs.registry.guardian.GuardianRegister;
import cn.civilaffairs.registry.guardian.GuardianTie;
import cn.civilaffairs.registry.guardian.NewGuardian;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Somebody collects for somebody else: entered and confirmed, asked for and approved, each by two people. */
@Component
class StoryPayees {

    private final GuardianRegister guardians;
    private final PayeeDesk payees;

    StoryPayees(GuardianRegister guardians, PayeeDesk payees) {
        this.guardians = guardians;
        this.payees = payees;
    }

    /** A person entrusted to collect for a year, entered by the clerk and not confirmed yet. */
    UUID entered(Officer clerk, UUID ward, Story.Person collector, GuardianTie tie, LocalDate from) {
        return Acting.as(
                clerk,
                () -> guardians.enter(new NewGuardian(
                        ward,
                        StoryStage.number(collector).value(),
                        collector.name(),
                        GuardianReason.UNABLE_TO_COLLECT,
                        tie,
                        from,
                        from.plusYears(1).minusDays(1),
                        "委托代领协议（村委会见证）",
                        DemoPaper.of("委托代领协议"))));
    }

    void confirmed(Officer reviewer, UUID guardianship) {
        Acting.as(
                reviewer,
                () -> guardians.confirm(
                        guardianship, guardians.find(guardianship).version()));
    }

    UUID asked(Officer clerk, UUID benefit, UUID payee, String why) {
        return Acting.as(clerk, () -> payees.propose(benefit, payee, why, DemoPaper.of("领款人变更申请")));
    }

    void approved(Officer reviewer, UUID change) {
        Acting.as(reviewer, () -> payees.approve(change, payees.find(change).version()));
    }
}
