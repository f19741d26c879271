package cn.civilaffairs.eldercare.oldage;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadKind;
import cn.civilaffairs.casework.lead.NewLead;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.disbursement.review.ReviewAnswer;
import cn.civilaffairs.disbursement.review.ReviewDesk;
import cn.civilaffairs.disbursement.review.ReviewProgramme;
import cn.civilaffairs.disbursement.review.ReviewTask;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.WholeView;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import cn.civilaffairs.registry.resident.DeathRecorded;
import cn.civilaffairs.registry.resident.ResidentRegister;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Whoever receives the old-age allowance is seen or heard once a year (生存认证, benefits handbook §4 EL-GL, "alive check yearly"):
 * at home, at the counter, by video or telephone. Who was not seen in time, or could not be found, is not paid from the month
 * after on until they are; the months held are made up for then, or up to a death that is recorded, unless the parameter sheet
 * says otherwise. A death that is told is a lead at once.
 */
@Component
class LifeChecks implements ReviewProgramme {

    private static final String SOURCE = "生存认证";

    private final EntitlementDesk entitlements;
    private final OldAgePolicy policy;
    private final Parameters parameters;
    private final ResidentRegister residents;
    private final LeadDesk leads;
    private final WholeView wholeView;
    private final Clock clock;

    LifeChecks(
            EntitlementDesk entitlements,
            OldAgePolicy policy,
            Parameters parameters,
            ResidentRegister residents,
            LeadDesk leads,
            WholeView wholeView,
            Clock clock) {
        this.entitlements = entitlements;
        this.policy = policy;
        this.parameters = parameters;
        this.residents = residents;
        this.leads = leads;
        this.wholeView = wholeView;
        this.clock = clock;
    }

    @Override
    public String scheme() {
        return OldAgeAllowance.CODE;
    }

    @Override
    public List<ReviewAnswer> answers() {
        return List.of(ReviewAnswer.ALIVE, ReviewAnswer.UNREACHABLE, ReviewAnswer.DIED);
    }

    @Override
    public String usualNote() {
        return "本人健在。";
    }

    /** People granted before checks were kept here are seen a year after they were granted. */
    @Override
    public void prepare(AreaCode county, LocalDate today) {
        if (policy.isSet(county, today)) {
            entitlements.planReviews(
                    scheme(), ReviewClass.A, policy.checkMonths(county, today), today.plusDays(ReviewDesk.DAYS_AHEAD));
        }
    }

    @Override
    public void recorded(ReviewTask task) {
        LocalDate died = task.diedOn();
        if (died == null) {
            return;
        }
        leads.open(new NewLead(
                LeadKind.DEATH.name(),
                task.benefit().residentId(),
                task.benefit().area(),
                died,
                SOURCE + " " + task.dueOn(),
                "据报 %s 去世：%s。请核实是否属实".formatted(died, task.note()),
                task.id(),
                Limit.workingDays(parameters.integer(
                        ParameterKey.LEAD_DEATH_DAYS.code(), task.benefit().area(), LocalDate.now(clock))),
                LineOfBusiness.ELDER_CARE));
        residents.reportDeath(task.benefit().residentId(), died, SOURCE, task.id(), Acting.scope());
    }

    @Override
    public void confirmed(ReviewTask task, ReviewAnswer answer) {
        if (answer == ReviewAnswer.ALIVE) {
            letGo(
                    task.benefit().entitlementId(),
                    task.benefit().area(),
                    "%s通过 %s".formatted(SOURCE, LocalDate.now(clock)));
        } else if (answer == ReviewAnswer.UNREACHABLE) {
            hold(
                    task,
                    SOURCE + "：" + Objects.requireNonNull(task.note()),
                    YearMonth.now(clock).plusMonths(1));
        }
    }

    /**
     * Whoever died was alive until then: the months held for nothing but the missed check are due up to the month of death (handbook
     * §1.10, "pay the month of death, stop next month"; E39), and made up for as those of somebody seen late.
     */
    @EventListener
    void on(DeathRecorded recorded) {
        wholeView.during(() -> entitlements.ofResident(recorded.residentId()).stream()
                .filter(benefit -> benefit.scheme().equals(scheme())
                        && benefit.residentId().equals(recorded.residentId()))
                .forEach(benefit -> letGo(
                        benefit.entitlementId(), recorded.area(), "死亡日期 %s 已登记，此前在世".formatted(recorded.diedOn()))));
    }

    private void letGo(UUID entitlement, AreaCode area, String note) {
        entitlements.letGo(
                entitlement,
                note,
                true,
                parameters.isOn(ParameterKey.OLD_AGE_CHECK_ARREARS.code(), area, LocalDate.now(clock)));
    }

    @Override
    public boolean holdsOverdue(AreaCode county, LocalDate today) {
        return policy.isSet(county, today)
                && parameters
                        .text(ParameterKey.OLD_AGE_CHECK_OVERDUE.code(), county, today)
                        .equals("HOLD");
    }

    /** From the month after the one it was due in, or this month if that is over. */
    @Override
    public void overdue(ReviewTask task) {
        YearMonth after = YearMonth.from(task.dueOn()).plusMonths(1);
        YearMonth now = YearMonth.now(clock);
        hold(task, "应于 %s 前生存认证，逾期未认证".formatted(task.dueOn()), after.isBefore(now) ? now : after);
    }

    /** It waits for the benefit's next check that passes, whichever that is. */
    private void hold(ReviewTask task, String note, YearMonth from) {
        boolean stands = entitlements.holds(task.benefit().entitlementId()).stream()
                .anyMatch(hold -> hold.open() && hold.reason() == HoldReason.LIFE_UNPROVEN);
        if (!stands) {
            entitlements.hold(
                    task.benefit().entitlementId(),
                    HoldReason.LIFE_UNPROVEN,
                    note,
                    from,
                    task.benefit().entitlementId());
        }
    }
}
