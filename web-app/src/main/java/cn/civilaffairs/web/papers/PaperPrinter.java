package cn.civilaffairs.web.papers;

import cn.civilaffairs.casework.Printout;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Sets papers: template to XHTML, XHTML to PDF with embedded fonts. Its template engine is its own, so that a paper never
 * sees the pages' layout nor a page a paper's.
 */
@Component
class PaperPrinter {

    /** Stands for a character no font has; the foot of the paper says which. */
    static final String PLACEHOLDER = "〓";

    private static final float MARK_SIZE = 9;
    private static final float MARGIN = 30;

    static {
        // The setter tells every step of its work on standard error unless told not to.
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    }

    private final PaperFonts fonts;
    private final Clock clock;
    private final SpringTemplateEngine engine;

    PaperPrinter(PaperFonts fonts, Clock clock, MessageSource messages) {
        this.fonts = fonts;
        this.clock = clock;
        this.engine = engine(messages);
    }

    private static SpringTemplateEngine engine(MessageSource messages) {
        ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
        templates.setPrefix("papers/");
        templates.setSuffix(".html");
        templates.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(templates);
        engine.setTemplateEngineMessageSource(messages);
        return engine;
    }

    /** One paper to be set; from the second copy on it says that it is a reprint (补打). */
    record Sheet(Paper paper, PaperContent content, int copyNo) {}

    /** @throws CharactersMissing if a character on it is in none of the fonts */
    byte[] print(Paper paper, PaperContent content, int copyNo) {
        return print(List.of(new Sheet(paper, content, copyNo)), false).content();
    }

    /**
     * Sets papers one after the other into one file; each counts its own pages.
     *
     * @param placeholders prints {@value #PLACEHOLDER} for characters the fonts lack and says below which they are, instead
     *     of refusing
     * @throws CharactersMissing if a character on them is in none of the fonts
     */
    Printout print(List<Sheet> sheets, boolean placeholders) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PaperFonts.Embedded embedded = fonts.embedInto(document);
            for (Sheet sheet : sheets) {
                set(page(sheet, placeholders), document, embedded);
            }
            document.save(out);
            return new Printout(out.toByteArray(), document.getNumberOfPages());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Writes the mark over every page of the stored file; what is below it is that file. */
    Printout again(byte[] first, int copyNo) {
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

    /** What of a paper cannot be printed, without printing it. */
    List<MissingCharacter> missing(Paper paper, PaperContent content) {
        return missing(html(new Sheet(paper, content, 1), List.of()), content);
    }

    private String page(Sheet sheet, boolean placeholders) {
        String page = html(sheet, List.of());
        List<MissingCharacter> missing = missing(page, sheet.content());
        if (missing.isEmpty()) {
            return page;
        }
        if (!placeholders) {
            throw new CharactersMissing(missing);
        }
        String withNote = html(sheet, missing);
        for (MissingCharacter character : missing) {
            withNote = withNote.replace(character.character(), PLACEHOLDER);
        }
        return withNote;
    }

    private List<MissingCharacter> missing(String page, PaperContent content) {
        String body = page.substring(page.indexOf("<body")).replaceAll("<[^>]*>", "");
        return fonts.missing(HtmlUtils.htmlUnescape(body)).stream()
                .map(character -> new MissingCharacter(
                        character,
                        content.names().stream()
                                .filter(name -> name.contains(character))
                                .distinct()
                                .toList()))
                .toList();
    }

    private String html(Sheet sheet, List<MissingCharacter> missing) {
        Map<String, Object> model = new HashMap<>();
        model.put("title", sheet.paper().title());
        model.put("paper", sheet.paper());
        model.put("data", sheet.content());
        model.put("words", new PaperWords());
        model.put("copyNo", sheet.copyNo());
        model.put("printedAt", LocalDateTime.now(clock));
        model.put(
                "missingNote",
                missing.stream()
                        .map(character ->
                                "“" + PLACEHOLDER + "”为" + character.codePoint() + "（" + placeheld(character) + "）")
                        .collect(Collectors.joining("；")));
        return engine.process(sheet.paper().template(), new Context(Locale.CHINA, model));
    }

    private static String placeheld(MissingCharacter character) {
        return character.whose().replace(character.character(), PLACEHOLDER);
    }

    private static void set(String page, PDDocument document, PaperFonts.Embedded fonts) throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.usePDDocument(document);
        fonts.putInto(builder);
        builder.withHtmlContent(page, null);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
        }
    }
}
