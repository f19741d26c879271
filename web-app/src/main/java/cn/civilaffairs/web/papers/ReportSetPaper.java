package cn.civilaffairs.web.papers;

import cn.civilaffairs.casework.PrintRegister;
import cn.civilaffairs.casework.PrintSubject;
import cn.civilaffairs.casework.Printout;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.ReportSetPrinter;
import cn.civilaffairs.disbursement.ReportVersion;
import cn.civilaffairs.web.Words;
import java.util.List;
import org.springframework.stereotype.Component;

/** Sets the month's reports in one go (整套报表), and the same again marked as a reprint. */
@Component
class ReportSetPaper implements ReportSetPrinter {

    private final ReportSetContents contents;
    private final PaperPrinter printer;
    private final PrintRegister register;
    private final Words words;

    ReportSetPaper(ReportSetContents contents, PaperPrinter printer, PrintRegister register, Words words) {
        this.contents = contents;
        this.printer = printer;
        this.register = register;
        this.words = words;
    }

    @Override
    public Printed set(PaymentRun run, ReportVersion version, String paperSize) {
        Paper paper = paper(paperSize);
        ReportSetContents.Content content = contents.of(run, version, paperSize);
        return printed(register.print(
                subject(run),
                paper.code(),
                paper.title(),
                copyNo -> printer.print(List.of(new PaperPrinter.Sheet(paper, content, 1)), true)));
    }

    @Override
    public Printed again(PaymentRun run, byte[] first, int copyNo) {
        Paper paper = paper("");
        return printed(
                register.print(subject(run), paper.code(), paper.title(), registered -> printer.again(first, copyNo)));
    }

    private static Printed printed(Printout printout) {
        return new Printed(printout.content(), printout.pages());
    }

    private static Paper paper(String size) {
        return Paper.standing("report-set", "整套报表" + size, "month/set");
    }

    private PrintSubject subject(PaymentRun run) {
        return new PrintSubject(
                PrintSubject.Kind.RUN,
                run.id(),
                run.county(),
                run.benefitMonth() + " " + words.of("Scheme", run.scheme()));
    }
}
