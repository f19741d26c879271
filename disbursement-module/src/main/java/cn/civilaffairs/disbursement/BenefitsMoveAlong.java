package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.relocation.AmountChange;
import cn.civilaffairs.registry.relocation.MovesAlong;
import cn.civilaffairs.registry.relocation.Moving;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The benefits of a household that moves: paid by the township left up to a month, by the other one from the next, each month
 * once. What holds them back, what is still to be paid and what is claimed goes along; lines of months paid stay where they
 * were paid.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class BenefitsMoveAlong implements MovesAlong {

    private final MovedBenefits benefits;
    private final Schemes schemes;
    private final RunParameters parameters;
    private final Clock clock;

    BenefitsMoveAlong(MovedBenefits benefits, Schemes schemes, RunParameters parameters, Clock clock) {
        this.clock = clock;
        this.benefits = benefits;
        this.schemes = schemes;
        this.parameters = parameters;
    }

    @Override
    public List<RuleViolation> obstacles(Moving moving) {
        AreaScope scope = Acting.scope();
        List<RuleViolation> found = new ArrayList<>();
        payeesOutside(moving).stream()
                .filter(payee -> !payee.registered())
                .findFirst()
                .ifPresent(payee -> found.add(new RuleViolation("relocation.payee-outside", payee.name())));
        benefits.paymentFailed(moving.household().id(), scope)
                .ifPresent(month -> found.add(new RuleViolation("relocation.payment-failed", month.toString())));
        if (benefits.stopPending(moving.household().id(), scope)) {
            found.add(new RuleViolation("relocation.stop-pending"));
        }
        return found;
    }

    /** Whoever the register says receives for somebody goes on doing so: what it says of the ward goes along with the ward. */
    @Override
    public List<RuleViolation> remarks(Moving moving) {
        return payeesOutside(moving).stream()
                .filter(MovedBenefits.PayeeOutside::registered)
                .map(payee -> new RuleViolation("relocation.payee-goes-along", payee.name(), payee.holder()))
                .toList();
    }

    private List<MovedBenefits.PayeeOutside> payeesOutside(Moving moving) {
        return benefits.payeesOutside(moving.household().id(), LocalDate.now(clock), Acting.scope());
    }

    /** Not a month a run stands for already, nor one whose cut-off had passed when the move was accepted. */
    @Override
    public YearMonth earliest(Moving moving, YearMonth wished) {
        AreaCode county = moving.to().county();
        YearMonth month = wished;
        for (String scheme : benefits.schemes(moving.household().id(), wished, Acting.scope())) {
            Optional<MovedBenefits.LatestRun> latest = benefits.latestRun(scheme, county);
            if (latest.isPresent() && !month.isAfter(latest.get().month())) {
                month = latest.get().month().plusMonths(1);
            }
            while (parameters.cutOff(schemes.named(scheme), county, month).isBefore(moving.acceptedOn())) {
                month = month.plusMonths(1);
            }
        }
        return month;
    }

    @Override
    public Optional<RuleViolation> notYet(Moving moving, YearMonth reached) {
        YearMonth before = moving.month().minusMonths(1);
        for (String scheme : benefits.schemes(moving.household().id(), moving.month(), Acting.scope())) {
            Optional<MovedBenefits.LatestRun> latest =
                    benefits.latestRun(scheme, moving.to().county());
            if (latest.isPresent() && !latest.get().state().signed()) {
                return Optional.of(new RuleViolation(
                        "relocation.run-open", latest.get().month().toString()));
            }
            boolean paidUpTo =
                    latest.map(run -> !run.month().isBefore(before)).orElseGet(() -> !reached.isBefore(moving.month()));
            if (!paidUpTo) {
                return Optional.of(new RuleViolation(
                        "relocation.month-before-open",
                        before.toString(),
                        moving.month().toString()));
            }
        }
        return Optional.empty();
    }

    @Override
    public void follow(Moving moving, List<AmountChange> agreed) {
        benefits.move(
                moving.household().id(),
                moving.move(),
                moving.to(),
                moving.residence(),
                moving.month(),
                Acting.scope());
    }
}
