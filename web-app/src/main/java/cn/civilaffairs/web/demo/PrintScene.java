package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseRoster;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.Correction;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.papers.PaperShelf;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A print register that is not empty, a reprint in it, and somebody whose name no font can print (打印中心). */
@Component
@Conditional(OnDemoServer.class)
class PrintScene {

    private static final AreaCode PRINTS = AreaCode.of("999001006000");
    private static final String RARELY_NAMED = "999001012";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 13);
    private static final List<String> PAPERS = List.of("confirmation", "acceptance", "commitment");
    private static final int CASES = 3;

    private final CaseRoster cases;
    private final PaperShelf shelf;
    private final ResidentRegister residents;
    private final BusinessClock clock;
    private final TransactionTemplate transaction;

    PrintScene(
            CaseRoster cases,
            PaperShelf shelf,
            ResidentRegister residents,
            BusinessClock clock,
            TransactionTemplate transaction) {
        this.cases = cases;
        this.shelf = shelf;
        this.residents = residents;
        this.clock = clock;
        this.transaction = transaction;
    }

    void play(DemoPlan plan, Crew crew) {
        clock.moveTo(DAY.atTime(16, 0));
        Officer clerk = crew.clerkOf(PRINTS);
        Acting.as(clerk, () -> transaction.executeWithoutResult(status -> print()));
        plan.inCare(DemoPlan.LAST_CLOSED).stream()
                .filter(household -> household.village().value().startsWith(RARELY_NAMED))
                .flatMap(household -> household.members().stream().skip(1))
                .filter(member -> member.account() == null && member.left() == null && member.joined() == null)
                .findFirst()
                .ifPresent(member -> rename(member.id(), crew.clerkOf(AreaCode.of(RARELY_NAMED + "000"))));
    }

    private void print() {
        YearMonth month = YearMonth.from(DAY);
        List<CaseFile> files = cases.ofMonth(MinimumLivingAllowance.CODE, null, PRINTS, month, CASES);
        for (int i = 0; files.isEmpty() && i < CASES; i++) {
            month = month.minusMonths(1);
            files = cases.ofMonth(MinimumLivingAllowance.CODE, null, PRINTS, month, CASES);
        }
        for (CaseFile file : files) {
            shelf.of(file.id()).offers().stream()
                    .filter(PaperShelf.Offer::available)
                    .map(offer -> offer.paper().code())
                    .filter(PAPERS::contains)
                    .forEach(code -> shelf.print(file.id(), code, false));
        }
        if (!files.isEmpty()) {
            shelf.print(files.get(0).id(), "commitment", false);
        }
    }

    /** U+20BB7, a common way to write 吉 that few fonts have. */
    private void rename(UUID person, Officer clerk) {
        Acting.as(
                clerk,
                () -> transaction.executeWithoutResult(status -> {
                    Resident now = residents.get(person, clerk.scope());
                    String surname = now.name().substring(0, 1);
                    residents.correct(
                            person,
                            new Correction(
                                    now.area(),
                                    now.registeredArea(),
                                    surname + "\uD842\uDFB7",
                                    now.ethnicity(),
                                    null,
                                    null,
                                    now.health(),
                                    now.labour(),
                                    now.employment(),
                                    now.schooling(),
                                    now.marital(),
                                    now.remark()),
                            now.version(),
                            clerk.scope());
                }));
    }
}
