package cn.civilaffairs.web.papers;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The two fonts of papers, 宋 for text and 黑 for headings. Parsing them takes seconds, so they are parsed with the first
 * paper and kept; each document embeds the glyphs it uses.
 */
@Component
class PaperFonts {

    private @Nullable TrueTypeFont song;
    private @Nullable TrueTypeFont hei;

    /** Puts the fonts into one document. Fonts of one document must not be given to another, their parsed files may. */
    synchronized Embedded embedInto(PDDocument document) throws IOException {
        return new Embedded(PDType0Font.load(document, song(), true), PDType0Font.load(document, hei(), true));
    }

    /** The fonts of one document, however many papers are set into it. */
    record Embedded(PDType0Font song, PDType0Font hei) {

        void putInto(PdfRendererBuilder builder) {
            builder.useFont(new PDFontSupplier(song), "song", 400, FontStyle.NORMAL, true);
            builder.useFont(new PDFontSupplier(hei), "hei", 400, FontStyle.NORMAL, true);
        }
    }

    /** The characters of a text that cannot be printed, each once; white space never counts. */
    synchronized List<String> missing(String text) {
        CmapLookup glyphs;
        try {
            glyphs = song().getUnicodeCmapLookup();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return text.codePoints()
                .filter(character -> !Character.isWhitespace(character) && glyphs.getGlyphId(character) == 0)
                .distinct()
                .mapToObj(Character::toString)
                .toList();
    }

    private TrueTypeFont song() throws IOException {
        if (song == null) {
            song = parse("noto-serif-sc-regular.ttf");
        }
        return song;
    }

    private TrueTypeFont hei() throws IOException {
        if (hei == null) {
            hei = parse("noto-sans-sc-bold.ttf");
        }
        return hei;
    }

    private static TrueTypeFont parse(String file) throws IOException {
        try (InputStream in = PaperFonts.class.getResourceAsStream("/papers/fonts/" + file)) {
            if (in == null) {
                throw new IllegalStateException("Font " + file + " is not in the application");
            }
            return new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(in));
        }
    }
}
