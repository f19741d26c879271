package cn.civilaffairs.registry.exchange;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.jspecify.annotations.Nullable;

/**
 * A cell as it stands in the file, with blanks, full-width and invisible characters already put right.
 *
 * @param text what it says; for a number cell its digits as stored
 * @param number the number of a number cell
 * @param date the day a number cell stands for if it is read as a date
 * @param hidden whether characters nobody sees were taken out of the text
 */
record RawCell(
        Content content,
        String text,
        @Nullable BigDecimal number,
        @Nullable LocalDate date,
        boolean hidden) {

    static final RawCell BLANK = new RawCell(Content.BLANK, "");

    private static final Pattern INVISIBLE = Pattern.compile("[\\u200B-\\u200F\\u2060\\uFEFF\\p{Cc}&&[^\\n\\t]]");
    private static final Pattern BLANKS = Pattern.compile("[\\u00A0\\u3000\\t\\r\\n ]+");

    private RawCell(Content content, String text) {
        this(content, text, null, null, false);
    }

    enum Content {
        BLANK,
        TEXT,
        NUMBER,
        FORMULA,
        ERROR
    }

    static RawCell of(@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return BLANK;
        }
        return switch (cell.getType()) {
            case STRING -> text(cell.asString());
            case NUMBER -> number(cell);
            case BOOLEAN -> text(cell.getRawValue().equals("1") ? "是" : "否");
            case FORMULA -> new RawCell(Content.FORMULA, "");
            default -> new RawCell(Content.ERROR, "");
        };
    }

    private static RawCell text(String value) {
        String plain = tidy(value);
        boolean hidden = !plain.equals(value) && INVISIBLE.matcher(value).find();
        return plain.isEmpty() ? BLANK : new RawCell(Content.TEXT, plain, null, null, hidden);
    }

    /** One blank between words, none around, nothing that cannot be seen. */
    static String tidy(String value) {
        return isTidy(value) ? value : tidied(value);
    }

    /** Nearly every cell is, and half of what a cell takes was asking three patterns so. */
    private static boolean isTidy(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = c > ' ' && c < 0x7F || c > 0x3000 && c != 0xFEFF;
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private static String tidied(String value) {
        return BLANKS.matcher(INVISIBLE.matcher(value).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }

    private static RawCell number(Cell cell) {
        String raw = cell.getRawValue();
        if (raw == null || raw.isBlank()) {
            return BLANK;
        }
        BigDecimal number = new BigDecimal(raw.strip());
        LocalDate date = null;
        try {
            date = cell.asDate().toLocalDate();
        } catch (ExcelReaderException | DateTimeException | ArithmeticException noDate) {
            date = null;
        }
        return new RawCell(Content.NUMBER, number.toPlainString(), number, date, false);
    }

    boolean isBlank() {
        return content == Content.BLANK;
    }

    /** Full-width letters, digits and signs made half-width, blanks taken out: for codes, numbers and words of a list. */
    String halfWidth() {
        StringBuilder plain = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            if (c >= '\uFF01' && c <= '\uFF5E') {
                plain.append((char) (c - 0xFEE0));
            } else if (c != ' ') {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
