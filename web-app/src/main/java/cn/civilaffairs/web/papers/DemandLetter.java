package cn.civilaffairs.web.papers;

import cn.civilaffairs.casework.PrintRegister;
import cn.civilaffairs.casework.PrintSubject;
import cn.civilaffairs.disbursement.LedgerMonth;
import cn.civilaffairs.disbursement.Recovery;
import cn.civilaffairs.disbursement.RecoveryDesk;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.web.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The letter that claims money back (追缴通知书): every month with what was due and what was paid, and one sum. */
@Component
public class DemandLetter {

    static final Paper PAPER = new Paper("recovery-demand", "追缴通知书", "recovery/demand", Milestone.RECEIVED);

    private final RecoveryDesk desk;
    private final AreaRegister areas;
    private final PaperPrinter printer;
    private final Words words;
    private final Clock clock;

    private final PrintRegister register;

    DemandLetter(
            RecoveryDesk desk,
            AreaRegister areas,
            PaperPrinter printer,
            PrintRegister register,
            Words words,
            Clock clock) {
        this.register = register;
        this.desk = desk;
        this.areas = areas;
        this.printer = printer;
        this.words = words;
        this.clock = clock;
    }

    /** @param dueOn the day this letter sets, or null for the one the claim carries */
    public byte[] print(UUID claimId, @Nullable LocalDate dueOn, int copyNo) {
        Recovery claim = desk.find(claimId);
        Facts facts = new Facts(
                claimId,
                claim.number(),
                claim.area(),
                areas.name(claim.area().county()) + "民政局",
                claim,
                words.of("Scheme", claim.scheme()),
                Objects.requireNonNullElse(claim.dueOn() == null ? dueOn : claim.dueOn(), LocalDate.now(clock)),
                LocalDate.now(clock),
                desk.months(claim));
        PrintSubject subject =
                new PrintSubject(PrintSubject.Kind.ENTITLEMENT, claimId, claim.area(), claim.debtorName());
        return register.print(
                        subject,
                        PAPER.code(),
                        PAPER.title(),
                        registered -> printer.print(List.of(new PaperPrinter.Sheet(PAPER, facts, copyNo)), false))
                .content();
    }

    /**
     * What the letter says.
     *
     * @param claim null on a blank form, as are the days
     */
    public record Facts(
            UUID caseId,
            String caseNo,
            AreaCode area,
            String office,
            @Nullable Recovery claim,
            String scheme,
            @Nullable LocalDate dueOn,
            @Nullable LocalDate on,
            List<LedgerMonth> months)
            implements PaperData {

        static Facts blank(AreaCode area, String office, String scheme) {
            return new Facts(new UUID(0, 0), "", area, office, null, scheme, null, null, List.of());
        }

        @Override
        public List<String> names() {
            return claim == null ? List.of() : List.of(claim.debtorName(), addressee());
        }

        @Override
        public Set<Milestone> reached() {
            return Set.of(Milestone.RECEIVED);
        }

        /** Who the letter goes to: whoever repays in the debtor's place, otherwise the debtor. */
        public String addressee() {
            if (claim == null) {
                return "";
            }
            return claim.repaidBy() == null ? claim.debtorName() : claim.repaidBy();
        }
    }
}
