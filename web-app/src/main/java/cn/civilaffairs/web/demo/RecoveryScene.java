package cn.civilaffairs.web.demo;

import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.Instalment;
import cn.civilaffairs.disbursement.Receipt;
import cn.civilaffairs.disbursement.Recovery;
import cn.civilaffairs.disbursement.RecoveryDesk;
import cn.civilaffairs.disbursement.RefundDesk;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.papers.DemandLetter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Claims at every stage (追缴): single people whose death or whose new income became known only after further months had
 * been paid, see {@link LateNews}. The first is the handbook's E55: three months paid after the month of death, being repaid
 * in parts.
 */
@Component
@Conditional(OnDemoServer.class)
class RecoveryScene {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final EntitlementDesk entitlements;
    private final RecoveryDesk claims;
    private final RefundDesk refunds;
    private final ResidentRegister residents;
    private final DemandLetter letter;
    private final BusinessClock clock;
    private final TransactionTemplate transaction;

    RecoveryScene(
            EntitlementDesk entitlements,
            RecoveryDesk claims,
            RefundDesk refunds,
            ResidentRegister residents,
            DemandLetter letter,
            BusinessClock clock,
            TransactionTemplate transaction) {
        this.entitlements = entitlements;
        this.claims = claims;
        this.refunds = refunds;
        this.residents = residents;
        this.letter = letter;
        this.clock = clock;
        this.transaction = transaction;
    }

    void play(DemoPlan plan, Crew crew) {
        LateNews news = LateNews.of(plan.households());
        news.deaths().forEach(household -> enterDeath(household, crew));
        each(
                news.deaths(),
                crew,
                List.of(this::repaidInParts, this::found, this::confirmed, this::settled, this::writtenOff));
        each(news.others(), crew, List.of(this::demandedAndOverdue, this::proposed, this::beforeCourt, this::dropped));
    }

    /** A small county has fewer of them than there are stages. */
    private void each(List<DemoHousehold> households, Crew crew, List<BiConsumer<Claim, Crew>> stages) {
        for (int i = 0; i < Math.min(households.size(), stages.size()); i++) {
            stages.get(i).accept(claimOf(households.get(i), crew), crew);
        }
    }

    /** A claim and the day it was found. */
    private record Claim(UUID id, LocalDate foundOn) {}

    private void enterDeath(DemoHousehold household, Crew crew) {
        Officer clerk = crew.clerkOf(household.village());
        UUID person = household.head().id();
        on(DemoPlan.LAST_CLOSED.atDay(10), clerk, () -> {
            int version = residents.get(person, clerk.scope()).version();
            residents.recordDeath(person, LateNews.diedOn(household), "村级上报", version, clerk.scope());
            return person;
        });
    }

    private Claim claimOf(DemoHousehold household, Crew crew) {
        return on(DemoPlan.LAST_CLOSED.atDay(10), crew.named("cc_1"), () -> {
            UUID entitlement = entitlements.ofHousehold(household.id()).stream()
                    .filter(benefit -> benefit.householdId() != null)
                    .findFirst()
                    .orElseThrow()
                    .entitlementId();
            Recovery claim = claims.openOf(entitlement).orElseThrow();
            return new Claim(claim.id(), claim.foundAt().atZone(ZONE).toLocalDate());
        });
    }

    private void found(Claim claim, Crew crew) {}

    private void proposed(Claim claim, Crew crew) {
        propose(claim, crew, "领取职工养老金后未申报，数据比对发现", false, null);
    }

    private void confirmed(Claim claim, Crew crew) {
        propose(claim, crew, "死亡迟报", false, "继承人");
        confirm(claim, crew);
    }

    private void demandedAndOverdue(Claim claim, Crew crew) {
        propose(claim, crew, "外出务工收入超过标准，未申报", false, null);
        confirm(claim, crew);
        demand(claim, crew);
    }

    private void repaidInParts(Claim claim, Crew crew) {
        propose(claim, crew, "死亡后三个月才上报，多发三个月", false, "继承人");
        confirm(claim, crew);
        demand(claim, crew);
        Money whole = on(claim, 4, crew, "cc_1", () -> claims.find(claim.id()).outstanding());
        Money part = Money.ofFen(whole.fen() / 3 / 100 * 100);
        on(claim, 5, crew, "cc_1", () -> {
            claims.plan(
                    claim.id(),
                    claims.find(claim.id()).version(),
                    List.of(
                            new Instalment(claim.foundOn().plusDays(30), part),
                            new Instalment(claim.foundOn().plusDays(90), part),
                            new Instalment(DemoPlan.OPEN.plusMonths(1).atDay(10), whole.minus(part.times(2)))));
            return claim;
        });
        receive(claim, crew, part, 28);
        receive(claim, crew, part, 75);
    }

    private void settled(Claim claim, Crew crew) {
        propose(claim, crew, "死亡迟报", false, "继承人");
        confirm(claim, crew);
        demand(claim, crew);
        receive(
                claim,
                crew,
                on(claim, 4, crew, "cc_1", () -> claims.find(claim.id()).outstanding()),
                12);
    }

    private void writtenOff(Claim claim, Crew crew) {
        propose(claim, crew, "死亡迟报", false, null);
        confirm(claim, crew);
        demand(claim, crew);
        on(claim, 40, crew, "cc_1", () -> {
            claims.proposeWriteOff(claim.id(), claims.find(claim.id()).version(), "无继承人、无遗产，村委会出具证明");
            return claim;
        });
        on(claim, 41, crew, "ca_1", () -> {
            claims.approveWriteOff(claim.id(), claims.find(claim.id()).version());
            return claim;
        });
    }

    private void beforeCourt(Claim claim, Crew crew) {
        propose(claim, crew, "隐瞒经营收入，伪造收入证明", true, null);
        confirm(claim, crew);
        demand(claim, crew);
        on(claim, 40, crew, "cc_1", () -> {
            claims.toCourt(
                    claim.id(),
                    claims.find(claim.id()).version(),
                    "云溪县人民法院（2026）行字第 21 号",
                    claim.foundOn().plusDays(40));
            return claim;
        });
    }

    private void dropped(Claim claim, Crew crew) {
        propose(claim, crew, "退出月份登记早了", false, null);
        on(claim, 6, crew, "ca_1", () -> {
            claims.drop(claim.id(), claims.find(claim.id()).version(), "查明当月仍符合条件，不予追缴");
            return claim;
        });
        // the family did not wait for the decision and paid all the same: it is to be given back
        receive(claim, crew, Money.of(100), 8);
        on(
                claim,
                10,
                crew,
                "cc_1",
                () -> refunds.payees(claim.id()).stream()
                        .findFirst()
                        .map(payee -> refunds.propose(claim.id(), payee.residentId(), "已决定不予追缴，家庭在决定以前自行归还")));
    }

    private void propose(Claim claim, Crew crew, String ground, boolean fraud, @Nullable String repaidBy) {
        on(claim, 2, crew, "cc_1", () -> {
            Recovery found = claims.find(claim.id());
            claims.propose(claim.id(), found.version(), ground, fraud, fraud ? found.highestFine() : null, repaidBy);
            return claim;
        });
    }

    private void confirm(Claim claim, Crew crew) {
        on(claim, 3, crew, "ca_1", () -> {
            claims.confirm(claim.id(), claims.find(claim.id()).version());
            return claim;
        });
    }

    private void demand(Claim claim, Crew crew) {
        LocalDate dueOn = claim.foundOn().plusDays(34);
        on(
                claim,
                4,
                crew,
                "cc_1",
                () -> claims.letter(claim.id(), dueOn, copyNo -> letter.print(claim.id(), dueOn, copyNo)));
    }

    private void receive(Claim claim, Crew crew, Money amount, int days) {
        LocalDate day = claim.foundOn().plusDays(days);
        String reference = "NS%s%s"
                .formatted(
                        day.toString().replace("-", ""), claim.id().toString().substring(31));
        on(claim, days, crew, "fm_1", () -> {
            claims.receive(claim.id(), amount, day, Receipt.Method.TRANSFER, reference);
            return claim;
        });
        on(claim, days + 1, crew, "fc_1", () -> {
            claims.receipts(claim.id()).stream()
                    .filter(Receipt::waiting)
                    .forEach(receipt -> claims.confirmReceipt(claim.id(), receipt.id()));
            return claim;
        });
    }

    private <T> T on(Claim claim, int days, Crew crew, String login, Supplier<T> act) {
        return on(claim.foundOn().plusDays(days), crew.named(login), act);
    }

    private <T> T on(LocalDate day, Officer officer, Supplier<T> act) {
        clock.moveTo(day.atTime(10, 0));
        return Acting.as(officer, () -> transaction.execute(status -> act.get()));
    }
}
