package cn.civilaffairs.web.papers;

import cn.civilaffairs.casework.PrintRegister;
import cn.civilaffairs.casework.PrintSubject;
import cn.civilaffairs.casework.Printout;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.ReportSetPrinter;
import cn.civilaffairs.disbursement.ReportVersion;
import cn.civilaffairs.web.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.stereotype.Component;

/** Sets the month's reports in one go (整套报表), and the same again marked as a reprint. */
@Component
class ReportSetPaper implements ReportSetPrinter {

    private static final float MARK_SIZE = 9;
    private static final float MARGIN = 30;

    private final ReportSetContents contents;
    private final PaperPrinter printer;
    private final PaperFonts fonts;
    private final PrintRegister register;
    private final Words words;
    private final Clock clock;

    ReportSetPaper(
            ReportSetContents contents,
            PaperPrinter printer,
            PaperFonts fonts,
            PrintRegister register,
            Words words,
            Clock clock) {
        this.contents = contents;
        this.printer = printer;
        this.fonts = fonts;
        this.register = register;
        this.words = words;
        this.clock = clock;
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
        return printed(register.print(subject(run), paper.code(), paper.title(), registered -> marked(first, copyNo)));
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

    /** Writes the mark over every page of the stored file; what is below it is that file. */
    private Printout marked(byte[] first, int copyNo) {
        try (PDDocument document = Loader.loadPDF(first);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDType0Font font = fonts.embedInto(document).hei();
            String mark = "补打 第 " + copyNo + " 份 " + LocalDate.now(clock);
            float width = font.getStringWidth(mark) / 1000 * MARK_SIZE;
            for (PDPage page : document.getPages()) {
                try (PDPageContentStream over =
                        new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
                    float x = page.getMediaBox().getWidth() - MARGIN - width;
                    float y = page.getMediaBox().getHeight() - MARGIN;
                    over.addRect(x - 4, y - 4, width + 8, MARK_SIZE + 7);
                    over.stroke();
                    over.beginText();
                    over.setFont(font, MARK_SIZE);
                    over.newLineAtOffset(x, y);
                    over.showText(mark);
                    over.endText();
                }
            }
            document.save(out);
            return new Printout(out.toByteArray(), document.getNumberOfPages());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
