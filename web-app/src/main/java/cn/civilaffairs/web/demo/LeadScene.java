package cn.civilaffairs.web.demo;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadKind;
import cn.civilaffairs.casework.lead.LeadOutcome;
import cn.civilaffairs.casework.lead.NewLead;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leads of several kinds at every stage in townships 03 and 09, and a few payments that cross other red lines, so that the
 * run of November turns up hits of many kinds with families one can name.
 */
@Component
@Conditional(OnDemoServer.class)
class LeadScene {

    private static final LocalDate LATELY = LocalDate.of(2026, 11, 4);
    private static final LocalDate LONG_AGO = LocalDate.of(2026, 10, 12);

    private final LeadDesk leads;
    private final EntitlementDesk entitlements;
    private final AccountRegister accounts;
    private final BusinessClock clock;
    private final TransactionTemplate transaction;

    LeadScene(
            LeadDesk leads,
            EntitlementDesk entitlements,
            AccountRegister accounts,
            BusinessClock clock,
            TransactionTemplate transaction) {
        this.leads = leads;
        this.entitlements = entitlements;
        this.accounts = accounts;
        this.clock = clock;
        this.transaction = transaction;
    }

    void play(DemoPlan plan, Crew crew) {
        LeadFamilies families = LeadFamilies.of(plan);
        Stage third = new Stage(families.inThird(), crew);
        Stage ninth = new Stage(families.inNinth(), crew);

        ninth.file(3, LONG_AGO, LeadKind.COMPANY, "县市场监管局", "登记为个体工商户经营者");
        third.file(3, LONG_AGO, LeadKind.VEHICLE, "县公安局", "名下新登记小型轿车一辆");
        third.answered(
                2, LONG_AGO, LeadKind.PRISON, "县法院", "判处有期徒刑一年", LeadOutcome.TRUE_STOP, "10月15日到村核实，本人已收监。", true);
        third.answered(5, LONG_AGO, LeadKind.SCHOOL, "县教育局", "学籍已转出", LeadOutcome.UNTRUE, "入户核实，仍在原校就读。", false);
        ninth.answered(
                4,
                LONG_AGO,
                LeadKind.MEDICAL_EXPENSE,
                "县医保局",
                "住院自付 18,460 元",
                LeadOutcome.TRUE_NO_EFFECT,
                "已告知可申请临时救助。",
                false);
        third.file(0, LATELY, LeadKind.PENSION, "县人社局", "2026年11月起领取城乡居民养老金");
        third.file(4, LATELY, LeadKind.EMPLOYMENT, "县人社局", "2026年10月起参加职工养老保险");
        third.answered(1, LATELY, LeadKind.MOVED_OUT, "县公安局", "户口迁往外县", LeadOutcome.TRUE_STOP, "与本人电话核实，已迁出。", false);
        ninth.file(2, LATELY, LeadKind.REAL_ESTATE, "县自然资源局", "新登记住宅一套 96 平方米");
        ninth.answered(
                1,
                LATELY,
                LeadKind.EMPLOYMENT,
                "县人社局",
                "参加职工养老保险",
                LeadOutcome.UNVERIFIABLE,
                "人在外地，电话不通，邻居不清楚。",
                false);
        clock.moveTo(DemoPlan.OPEN.atDay(5).atTime(9, 0));
        Acting.as(crew.named("cc_1"), leads::escalateOverdue);

        overdueReview(families.inThird(), 8, crew);
        overdueReview(families.inNinth(), 5, crew);
        sharedAccount(families.inThird(), 6, 7, crew);
    }

    /** One township's families with those who look after them; a small county has fewer of them. */
    private final class Stage {

        private final List<DemoHousehold> families;
        private final Crew crew;

        Stage(List<DemoHousehold> families, Crew crew) {
            this.families = families;
            this.crew = crew;
        }

        void file(int which, LocalDate day, LeadKind kind, String source, String detail) {
            if (which < families.size()) {
                filed(families.get(which), day, kind, source, detail);
            }
        }

        private UUID filed(DemoHousehold family, LocalDate day, LeadKind kind, String source, String detail) {
            return on(
                    day,
                    crew.named("cc_1"),
                    () -> leads.open(new NewLead(
                            kind.name(),
                            family.head().id(),
                            family.village(),
                            day.minusDays(9),
                            source,
                            detail,
                            null,
                            Limit.workingDays(10),
                            null)));
        }

        void answered(
                int which,
                LocalDate day,
                LeadKind kind,
                String source,
                String detail,
                LeadOutcome outcome,
                String reply,
                boolean confirmed) {
            if (which >= families.size()) {
                return;
            }
            DemoHousehold family = families.get(which);
            UUID lead = filed(family, day, kind, source, detail);
            on(day.plusDays(3), crew.clerkOf(family.village()), () -> {
                leads.answer(lead, outcome, reply);
                return lead;
            });
            if (confirmed) {
                on(day.plusDays(4), crew.named("cc_2"), () -> {
                    leads.confirm(lead, leads.find(lead).version(), "同意，由乡镇办理减员。");
                    return lead;
                });
            }
        }
    }

    private void overdueReview(List<DemoHousehold> families, int which, Crew crew) {
        if (which < families.size()) {
            DemoHousehold family = families.get(which);
            on(DemoPlan.OPEN.atDay(5), crew.named("cc_1"), () -> {
                UUID entitlement = entitlements.ofHousehold(family.id()).get(0).entitlementId();
                entitlements.reviewed(
                        entitlement, ReviewClass.valueOf(family.reviewClass()), LocalDate.of(2026, 10, 28));
                return entitlement;
            });
        }
    }

    /** The second family's head has the first one's account entered as their own, a neighbour who draws the money for both. */
    private void sharedAccount(List<DemoHousehold> families, int one, int other, Crew crew) {
        if (other >= families.size()) {
            return;
        }
        DemoHousehold family = families.get(other);
        String number = Objects.requireNonNull(families.get(one).head().account());
        Officer clerk = crew.clerkOf(family.village());
        Officer reviewer = crew.reviewerOf(family.village());
        DemoPerson payee = family.head();
        UUID account = on(
                        LATELY,
                        clerk,
                        () -> accounts.enter(
                                payee.id(), payee.name().full(), "云溪农村商业银行", number, AccountKind.CARD, clerk.scope()))
                .id();
        on(LATELY.plusDays(1), reviewer, () -> {
            accounts.confirm(payee.id(), account, number, reviewer.scope());
            return account;
        });
    }

    private <T> T on(LocalDate day, Officer officer, Supplier<T> act) {
        clock.moveTo(day.atTime(10, 20));
        return Objects.requireNonNull(
                Acting.as(officer, () -> transaction.execute(status -> Objects.requireNonNull(act.get()))));
    }
}
