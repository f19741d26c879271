package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A month broken down by band and township (分档统计表), from figures frozen with its run.
 *
 * @param rows the whole area first where there is more than one township
 */
public record BandReport(
        String scheme, YearMonth month, RunState state, String title, List<Band> bands, List<Row> rows) {

    /** How a figure of a band is named among the frozen ones. */
    static final Pattern CELL = Pattern.compile("B_([0-9A-Z]+)_(PERSONS|PAID|AMOUNT|ARREARS)");

    /** The words of a frozen figure of a band; empty for another figure. */
    public static Optional<String> header(String cell) {
        Matcher matcher = CELL.matcher(cell);
        return matcher.matches()
                ? Optional.of("分档 " + matcher.group(1)
                        + switch (matcher.group(2)) {
                            case "PERSONS" -> " 在册人数";
                            case "PAID" -> " 实发人数";
                            case "AMOUNT" -> " 应发金额";
                            default -> " 其中补发";
                        })
                : Optional.empty();
    }

    /** A band and what it is called. */
    public record Band(String code, String label) {}

    /** A township, by band. */
    public record Row(AreaCode area, String name, Map<String, Figures> byBand) {

        public Figures of(String band) {
            return byBand.getOrDefault(band, Figures.NONE);
        }

        public Figures sum() {
            return byBand.values().stream().reduce(Figures.NONE, Figures::plus);
        }
    }

    /**
     * Figures of a band.
     *
     * @param persons on the roster of the month, whether paid or held
     * @param paid paid for the month
     * @param amount yuan of the month's run
     * @param arrears what of it is for earlier months
     */
    public record Figures(int persons, int paid, Money amount, Money arrears) {

        static final Figures NONE = new Figures(0, 0, Money.ZERO, Money.ZERO);

        Figures plus(Figures other) {
            return new Figures(
                    persons + other.persons, paid + other.paid, amount.plus(other.amount), arrears.plus(other.arrears));
        }
    }
}
