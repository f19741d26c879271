package cn.civilaffairs.web.papers;

import cn.civilaffairs.casework.PrintRegister;
import cn.civilaffairs.casework.PrintSubject;
import cn.civilaffairs.disbursement.BackPayment;
import cn.civilaffairs.disbursement.BackPaymentDesk;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.web.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The letter that says what is paid for months past, and why (补发告知书): every month, and one sum. */
@Component
public class BackPaymentLetter {

    static final Paper PAPER = new Paper("back-payment", "补发告知书", "recovery/back-payment", Milestone.RECEIVED);

    private final BackPaymentDesk desk;
    private final AreaRegister areas;
    private final PaperPrinter printer;
    private final PrintRegister register;
    private final Words words;
    private final Clock clock;

    BackPaymentLetter(
            BackPaymentDesk desk,
            AreaRegister areas,
            PaperPrinter printer,
            PrintRegister register,
            Words words,
            Clock clock) {
        this.desk = desk;
        this.areas = areas;
        this.printer = printer;
        this.register = register;
        this.words = words;
        this.clock = clock;
    }

    public byte[] print(UUID id) {
        BackPayment payment = desk.find(id);
        Facts facts = new Facts(
                id,
                payment.number(),
                payment.area(),
                areas.name(payment.area().county()) + "民政局",
                payment,
                words.of("Scheme", payment.scheme()),
                words.of(payment.ground()),
                LocalDate.now(clock),
                desk.months(id));
        PrintSubject subject = new PrintSubject(PrintSubject.Kind.ENTITLEMENT, id, payment.area(), payment.payeeName());
        return register.print(
                        subject,
                        PAPER.code(),
                        PAPER.title(),
                        copyNo -> printer.print(List.of(new PaperPrinter.Sheet(PAPER, facts, copyNo)), false))
                .content();
    }

    /**
     * What the letter says.
     *
     * @param payment null on a blank form, as is the day
     */
    public record Facts(
            UUID caseId,
            String caseNo,
            AreaCode area,
            String office,
            @Nullable BackPayment payment,
            String scheme,
            String ground,
            @Nullable LocalDate on,
            List<BackPayment.Month> months)
            implements PaperData {

        static Facts blank(AreaCode area, String office, String scheme) {
            return new Facts(new UUID(0, 0), "", area, office, null, scheme, "", null, List.of());
        }

        @Override
        public List<String> names() {
            return payment == null ? List.of() : List.of(payment.payeeName());
        }

        @Override
        public Set<Milestone> reached() {
            return Set.of(Milestone.RECEIVED);
        }
    }
}
