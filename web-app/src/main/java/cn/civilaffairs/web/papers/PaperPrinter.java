package cn.civilaffairs.web.papers;

import cn.civilaffairs.kernel.RuleViolation;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
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

    /**
     * @param copyNo from the second on, the paper says that it is a reprint (补打)
     * @throws RuleViolation if a character on it is in none of the fonts
     */
    byte[] print(Paper paper, PaperData data, int copyNo) {
        String page = engine.process(
                paper.template(),
                new Context(
                        Locale.CHINA,
                        Map.of(
                                "title",
                                paper.title(),
                                "paper",
                                paper,
                                "data",
                                data,
                                "words",
                                new PaperWords(),
                                "copyNo",
                                copyNo,
                                "printedAt",
                                LocalDateTime.now(clock))));
        requireGlyphs(page);
        return pdf(page);
    }

    private void requireGlyphs(String page) {
        String body = page.substring(page.indexOf("<body")).replaceAll("<[^>]*>", "");
        List<String> missing = fonts.missing(HtmlUtils.htmlUnescape(body));
        if (!missing.isEmpty()) {
            throw new RuleViolation("paper.character-missing", String.join("、", missing));
        }
    }

    private byte[] pdf(String page) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.usePDDocument(document);
            fonts.putInto(builder, document);
            builder.withHtmlContent(page, null);
            builder.toStream(out);
            builder.run();
            return out.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
