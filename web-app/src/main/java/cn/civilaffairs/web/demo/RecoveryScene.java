package cn.civilaffairs.web.demo;

import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.Instalment;
import cn.civilaffairs.disbursement.Receipt;
import cn.civilaffairs.disbursement.Recovery;
import cn.civilaffairs.disbursement.RecoveryDesk;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.papers.DemandLetter;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Claims at every stage (追缴): single people of one township whose death was reported late or whose benefit had to end
 * earlier. The one being repaid in parts is the handbook's E55: three months paid after the month of death.
 */
@Component
@Conditional(OnDemoServer.class)
class RecoveryScene {

    private static final String TOWNSHIP = "999001013";
    private static final LocalDate FOUND = LocalDate.of(2026, 11, 2);

    private final EntitlementDesk entitlements;
    private final RecoveryDesk claims;
    private final ResidentRegister residents;
    private final DemandLetter letter;
    private final BusinessClock clock;
    private final TransactionTemplate transaction;

    RecoveryScene(
            EntitlementDesk entitlements,
            RecoveryDesk claims,
            ResidentRegister residents,
            DemandLetter letter,
            BusinessClock clock,
            TransactionTemplate transaction) {
        this.entitlements = entitlements;
        this.claims = claims;
        this.residents = residents;
        this.letter = letter;
        this.clock = clock;
        this.transaction = transaction;
    }

    void play(DemoPlan plan, Crew crew) {
        Iterator<DemoHousehold> singles = plan.households().stream()
                .filter(household -> household.village().value().startsWith(TOWNSHIP)
                        && household.members().size() == 1
                        && household.lastMonth() == null
                        && household.hold() == null
                        && household.firstMonth().isBefore(YearMonth.of(2026, 2)))
                .sorted(Comparator.comparingInt(DemoHousehold::number).reversed())
                .iterator();
        found(singles, crew);
        proposed(singles, crew);
        demandedAndOverdue(singles, crew);
        repaidInParts(singles, crew);
        settled(singles, crew);
        writtenOff(singles, crew);
        beforeCourt(singles, crew);
        confirmed(singles, crew);
        dropped(singles, crew);
    }

    private void found(Iterator<DemoHousehold> singles, Crew crew) {
        died(singles, crew, LocalDate.of(2026, 8, 10));
    }

    private void proposed(Iterator<DemoHousehold> singles, Crew crew) {
        UUID claim = ended(singles, crew, ExitCode.PENSION, YearMonth.of(2026, 8));
        propose(claim, crew, "8 月起领取职工养老金,10 月底比对发现", null, null);
    }

    private void confirmed(Iterator<DemoHousehold> singles, Crew crew) {
        UUID claim = died(singles, crew, LocalDate.of(2026, 9, 5));
        propose(claim, crew, "死亡迟报一个月", null, "亲属");
        confirm(claim, crew);
    }

    private void demandedAndOverdue(Iterator<DemoHousehold> singles, Crew crew) {
        UUID claim = ended(singles, crew, ExitCode.INCOME, YearMonth.of(2026, 7));
        propose(claim, crew, "8 月起外出务工,收入超过标准,未申报", null, null);
        confirm(claim, crew);
        demand(claim, crew, LocalDate.of(2026, 11, 12));
    }

    private void repaidInParts(Iterator<DemoHousehold> singles, Crew crew) {
        UUID claim = died(singles, crew, LocalDate.of(2026, 7, 10));
        propose(claim, crew, "7 月 10 日死亡,11 月才上报,多发 3 个月", null, "继承人");
        confirm(claim, crew);
        demand(claim, crew, LocalDate.of(2026, 12, 2));
        Money whole = whole(claim, crew);
        Money first = Money.ofFen(whole.fen() / 3 / 100 * 100);
        on(5, crew.named("cc_1"), () -> {
            claims.plan(
                    claim,
                    claims.find(claim).version(),
                    List.of(
                            new Instalment(LocalDate.of(2026, 11, 10), first),
                            new Instalment(LocalDate.of(2026, 12, 10), first),
                            new Instalment(LocalDate.of(2027, 1, 10), whole.minus(first.times(2)))));
            return claim;
        });
        receive(claim, crew, first, 9);
    }

    private void settled(Iterator<DemoHousehold> singles, Crew crew) {
        UUID claim = died(singles, crew, LocalDate.of(2026, 9, 20));
        propose(claim, crew, "死亡迟报,多发 1 个月", null, "继承人");
        confirm(claim, crew);
        demand(claim, crew, LocalDate.of(2026, 12, 2));
        receive(claim, crew, whole(claim, crew), 6);
    }

    private void writtenOff(Iterator<DemoHousehold> singles, Crew crew) {
        UUID claim = died(singles, crew, LocalDate.of(2026, 9, 28));
        propose(claim, crew, "死亡迟报,多发 1 个月", null, null);
        confirm(claim, crew);
        demand(claim, crew, LocalDate.of(2026, 11, 9));
        on(10, crew.named("cc_1"), () -> {
            claims.proposeWriteOff(claim, claims.find(claim).version(), "无继承人、无遗产,村委会出具证明");
            return claim;
        });
        on(11, crew.named("ca_1"), () -> {
            claims.approveWriteOff(claim, claims.find(claim).version());
            return claim;
        });
    }

    private void beforeCourt(Iterator<DemoHousehold> singles, Crew crew) {
        UUID claim = ended(singles, crew, ExitCode.FRAUD, YearMonth.of(2026, 4));
        on(3, crew.named("cc_1"), () -> {
            claims.propose(
                    claim,
                    claims.find(claim).version(),
                    "隐瞒经营收入,伪造收入证明",
                    true,
                    claims.find(claim).highestFine(),
                    null);
            return claim;
        });
        confirm(claim, crew);
        demand(claim, crew, LocalDate.of(2026, 11, 6));
        on(12, crew.named("cc_1"), () -> {
            claims.toCourt(claim, claims.find(claim).version(), "云溪县人民法院(2026)云行初第 21 号", LocalDate.of(2026, 11, 12));
            return claim;
        });
    }

    private void dropped(Iterator<DemoHousehold> singles, Crew crew) {
        UUID claim = ended(singles, crew, ExitCode.VOLUNTARY, YearMonth.of(2026, 9));
        propose(claim, crew, "自愿退出日期登记早了一个月", null, null);
        on(6, crew.named("ca_1"), () -> {
            claims.drop(claim, claims.find(claim).version(), "10 月仍符合条件,退出自 11 月起,不予追缴");
            return claim;
        });
    }

    private UUID died(Iterator<DemoHousehold> singles, Crew crew, LocalDate day) {
        DemoHousehold household = singles.next();
        Officer clerk = crew.clerkOf(household.village());
        return on(2, clerk, () -> {
            UUID person = household.head().id();
            int version = residents.get(person, clerk.scope()).version();
            residents.recordDeath(person, day, "村级上报", version, clerk.scope());
            return claimOf(household);
        });
    }

    private UUID ended(Iterator<DemoHousehold> singles, Crew crew, ExitCode code, YearMonth last) {
        DemoHousehold household = singles.next();
        return on(2, crew.named("ca_1"), () -> {
            entitlements.end(entitlementOf(household), code, last, FOUND);
            return claimOf(household);
        });
    }

    private UUID entitlementOf(DemoHousehold household) {
        return entitlements.ofHousehold(household.id()).get(0).entitlementId();
    }

    private UUID claimOf(DemoHousehold household) {
        return claims.openOf(entitlementOf(household)).map(Recovery::id).orElseThrow();
    }

    private void propose(UUID claim, Crew crew, String ground, @Nullable Money fine, @Nullable String repaidBy) {
        on(3, crew.named("cc_1"), () -> {
            claims.propose(claim, claims.find(claim).version(), ground, false, fine, repaidBy);
            return claim;
        });
    }

    private void confirm(UUID claim, Crew crew) {
        on(4, crew.named("ca_1"), () -> {
            claims.confirm(claim, claims.find(claim).version());
            return claim;
        });
    }

    private void demand(UUID claim, Crew crew, LocalDate dueOn) {
        on(5, crew.named("cc_1"), () -> claims.letter(claim, dueOn, copyNo -> letter.print(claim, dueOn, copyNo)));
    }

    private Money whole(UUID claim, Crew crew) {
        return on(5, crew.named("cc_1"), () -> claims.find(claim).outstanding());
    }

    private void receive(UUID claim, Crew crew, Money amount, int day) {
        String reference = "NS202611%02d%s".formatted(day, claim.toString().substring(30));
        on(day, crew.named("fm_1"), () -> {
            claims.receive(claim, amount, LocalDate.of(2026, 11, day), Receipt.Method.TRANSFER, reference);
            return claim;
        });
        on(day, crew.named("fc_1"), () -> {
            claims.receipts(claim).stream()
                    .filter(Receipt::waiting)
                    .forEach(receipt -> claims.confirmReceipt(claim, receipt.id()));
            return claim;
        });
    }

    private <T> T on(int day, Officer officer, Supplier<T> act) {
        clock.moveTo(LocalDate.of(2026, 11, day).atTime(10, 0));
        return Acting.as(officer, () -> transaction.execute(status -> act.get()));
    }
}
