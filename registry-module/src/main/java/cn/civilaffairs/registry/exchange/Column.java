package cn.civilaffairs.registry.exchange;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.exchange.RawCell.Content;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column of a roster: its header, and how its cells are read. A cell is read or refused with the reason; what has been
 * lost or could mean two things is never guessed.
 *
 * @param <T> what a cell becomes
 * @param aliases other headers the column is known by
 * @param hint what the template says about it below its header name, such as the words it takes
 */
public record Column<T>(
        String header, boolean required, List<String> aliases, String hint, Function<Reading, T> reader) {

    private static final Pattern DATE = Pattern.compile(
            "([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[T ]?[0:]*)|([0-9]{4})([0-9]{2})([0-9]{2})");
    private static final Pattern AMBIGUOUS_DATE = Pattern.compile("[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}");
    private static final Pattern MONTH = Pattern.compile("([0-9]{4})[-/.年]?([0-9]{1,2})(?:月|[-/.]0?1)?");
    private static final Pattern AMOUNT =
            Pattern.compile("[0-9]+(?:\\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?");
    private static final Money HIGHEST_AMOUNT = Money.of(100_000_000);
    private static final int SAFE_DIGITS = 15;
    private static final String DATE_HINT = "如 2026-03-01";

    /** A cell being read, which the reader may also have something to say about. */
    public static final class Reading {

        private final RawCell cell;
        private @Nullable String warning;

        Reading(RawCell cell) {
            this.cell = cell;
        }

        /** Reads it all the same, and says this about it in the report (提醒). */
        public void warn(String words) {
            warning = words;
        }

        @Nullable
        String warning() {
            return warning;
        }

        /** The text without regard to full-width forms and blanks. */
        public String code() {
            return cell.halfWidth();
        }

        public String text() {
            return cell.text();
        }
    }

    /** Whether a number cell in it is a day counted from 1900. */
    boolean holdsDates() {
        return hint.equals(DATE_HINT);
    }

    public Column<T> require() {
        return new Column<>(header, true, aliases, hint, reader);
    }

    public Column<T> alias(String... others) {
        return new Column<>(header, required, List.of(others), hint, reader);
    }

    public Column<T> hint(String words) {
        return new Column<>(header, required, aliases, words, reader);
    }

    /** The same column with a further step, which may throw {@link CellProblem} or a rule's own refusal. */
    public <U> Column<U> then(Function<T, U> further) {
        return new Column<>(header, required, aliases, hint, reading -> further.apply(reader.apply(reading)));
    }

    @Nullable
    T read(RawCell cell, Consumer problems) {
        if (cell.isBlank()) {
            if (required) {
                problems.error("没有填写");
            }
            return null;
        }
        if (cell.content() == Content.FORMULA) {
            problems.error("是公式，请先“复制—选择性粘贴—数值”再导入");
            return null;
        }
        if (cell.content() == Content.ERROR) {
            problems.error("单元格中是错误值（如 #REF!），请改正");
            return null;
        }
        Reading reading = new Reading(cell);
        try {
            T value = reader.apply(reading);
            String warning = reading.warning();
            if (warning != null) {
                problems.warn(warning);
            }
            return value;
        } catch (CellProblem problem) {
            problems.error(problem.words());
            return null;
        } catch (RuleViolation refused) {
            problems.error(ViolationWords.of(refused));
            return null;
        }
    }

    /** Where what is wrong with a cell goes. */
    interface Consumer {

        void error(String words);

        void warn(String words);
    }

    /** Words, of at most so many characters. */
    public static Column<String> text(String header, int longest) {
        return column(header, "", reading -> {
            RawCell cell = reading.cell;
            String text = cell.content() == Content.NUMBER ? wholeDigits(cell) : cell.text();
            if (text.codePointCount(0, text.length()) > longest) {
                throw new CellProblem("最多 " + longest + " 个字");
            }
            return text;
        });
    }

    /** An identity or account number. In a number cell Excel keeps fifteen digits and drops leading zeros, so none is taken. */
    public static Column<String> number(String header) {
        return column(header, "文本格式", reading -> {
            if (reading.cell.content() == Content.NUMBER) {
                throw new CellProblem("是数字格式，号码可能已经丢失末几位，请将单元格设为“文本”后重新填写完整号码");
            }
            if (reading.cell.hidden() || reading.cell.text().indexOf(' ') >= 0) {
                reading.warn("号码中有空格或看不见的字符，已去掉");
            }
            return reading.code();
        });
    }

    public static Column<AreaCode> area(String header) {
        return column(header, "12 位代码", reading -> {
            String code = reading.cell.content() == Content.NUMBER ? wholeDigits(reading.cell) : reading.code();
            if (!AreaCode.isValid(code)) {
                throw new CellProblem("应为 12 位区划代码");
            }
            return AreaCode.of(code);
        });
    }

    public static Column<LocalDate> date(String header) {
        return column(header, DATE_HINT, reading -> {
            RawCell cell = reading.cell;
            String text = cell.content() == Content.NUMBER ? cell.text() : reading.code();
            Matcher date = DATE.matcher(text);
            if (date.matches()) {
                int first = date.group(1) == null ? 4 : 1;
                return day(date.group(first), date.group(first + 1), date.group(first + 2));
            }
            LocalDate excelDate = cell.date();
            if (cell.content() == Content.NUMBER && excelDate != null && excelDate.getYear() < 2200) {
                return excelDate;
            }
            if (AMBIGUOUS_DATE.matcher(text).matches()) {
                throw new CellProblem("日期有歧义，请写成 2026-03-01 的样子");
            }
            throw new CellProblem("不是日期，请写成 2026-03-01 的样子");
        });
    }

    public static Column<YearMonth> month(String header) {
        return column(header, "如 2026-03", reading -> {
            RawCell cell = reading.cell;
            LocalDate excelDate = cell.date();
            if (cell.content() == Content.NUMBER
                    && excelDate != null
                    && cell.text().length() <= 5) {
                return YearMonth.from(excelDate);
            }
            Matcher month = MONTH.matcher(cell.content() == Content.NUMBER ? cell.text() : reading.code());
            if (!month.matches()) {
                throw new CellProblem("不是月份，请写成 2026-03 的样子");
            }
            LocalDate first = day(month.group(1), month.group(2), "1");
            return YearMonth.from(first);
        });
    }

    private static LocalDate day(String year, String month, String day) {
        try {
            return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
        } catch (DateTimeException impossible) {
            throw new CellProblem("日期不存在");
        }
    }

    /** An amount in yuan above zero with at most two decimals. */
    public static Column<Money> amount(String header) {
        return column(header, "元，至多两位小数", reading -> {
            BigDecimal yuan = yuan(reading);
            if (yuan.signum() < 0) {
                throw new CellProblem("金额不能为负数");
            }
            if (yuan.signum() == 0) {
                throw new CellProblem("金额不能为 0");
            }
            if (yuan.compareTo(HIGHEST_AMOUNT.yuan()) > 0) {
                throw new CellProblem("金额过大，请核对单位是否为元");
            }
            if (yuan.stripTrailingZeros().scale() > 2) {
                throw new CellProblem("金额最多两位小数");
            }
            return new Money(yuan.stripTrailingZeros());
        });
    }

    private static BigDecimal yuan(Reading reading) {
        BigDecimal number = reading.cell.number();
        if (number != null) {
            // Excel stores 0.1 + 0.2 as 0.30000000000000004 and shows fifteen digits of it
            return number.round(new MathContext(SAFE_DIGITS));
        }
        String text = reading.code().replace("¥", "").replace("￥", "").replace("元", "");
        boolean negative = text.startsWith("-") || text.startsWith("−");
        String digits = negative ? text.substring(1) : text;
        if (!AMOUNT.matcher(digits).matches()) {
            throw new CellProblem("不是金额，请填阿拉伯数字");
        }
        BigDecimal yuan = new BigDecimal(digits.replace(",", ""));
        return negative ? yuan.negate() : yuan;
    }

    /**
     * One of a list; the constant's own name is taken too.
     *
     * @param words such as {@code "有=FULL 部分=PARTIAL 无=NONE"}
     */
    public static <E extends Enum<E>> Column<E> choice(String header, Class<E> type, String words) {
        return word(header, words).then(name -> Enum.valueOf(type, name));
    }

    /**
     * A word of a list, read as the code it stands for; the code itself is taken too.
     *
     * @param words such as {@code "未婚=10 已婚=20"}
     */
    public static Column<String> word(String header, String words) {
        Map<String, String> known = new LinkedHashMap<>();
        for (String pair : words.split(" ")) {
            int equals = pair.indexOf('=');
            known.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        String list = String.join("/", known.keySet());
        List.copyOf(known.values()).forEach(code -> known.putIfAbsent(code, code));
        return column(
                header,
                list,
                reading -> Optional.ofNullable(known.get(reading.code()))
                        .orElseThrow(() -> new CellProblem("不在可选范围内（" + list + "）")));
    }

    public static Column<Boolean> yesNo(String header) {
        return column(header, "是/否", reading -> switch (reading.code()) {
            case "是", "1", "Y", "y" -> true;
            case "否", "0", "N", "n" -> false;
            default -> throw new CellProblem("应填“是”或“否”");
        });
    }

    /** A column of the caller's own reading. */
    public static <T> Column<T> of(String header, Function<Reading, T> reader) {
        return column(header, "", reader);
    }

    private static <T> Column<T> column(String header, String hint, Function<Reading, T> reader) {
        return new Column<>(header, false, List.of(), hint, reader);
    }

    private static String wholeDigits(RawCell cell) {
        BigDecimal number = cell.number();
        if (number == null) {
            return cell.halfWidth();
        }
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() > 0) {
            return plain.toPlainString();
        }
        String digits = plain.toBigInteger().toString();
        if (digits.length() > SAFE_DIGITS) {
            throw new CellProblem("是数字格式，可能已经丢失末几位，请将单元格设为“文本”后重新填写");
        }
        return digits;
    }

    /** Headers are compared without blanks, stars, full-width forms and anything in brackets behind them. */
    static String plainHeader(String header) {
        StringBuilder plain = new StringBuilder();
        for (char c : RawCell.tidy(header).toCharArray()) {
            char half = c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c;
            if (half == '(') {
                break;
            }
            if (half != ' ' && half != '*') {
                plain.append(half);
            }
        }
        return plain.toString();
    }

    boolean isNamed(String typedHeader) {
        String plain = plainHeader(typedHeader);
        return plain.equals(plainHeader(header))
                || aliases.stream().anyMatch(alias -> plain.equals(plainHeader(alias)));
    }
}
