package cn.civilaffairs.web.papers;

import cn.civilaffairs.kernel.ChineseAmount;
import cn.civilaffairs.kernel.Money;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How dates and amounts stand on papers; templates call it {@code words}. */
public final class PaperWords {

    private static final String DIGITS = "〇一二三四五六七八九";

    PaperWords() {}

    /** 2026年11月16日 */
    public String date(@Nullable LocalDate date) {
        return date == null ? "　　　年　月　日" : plain(date);
    }

    private static String plain(LocalDate date) {
        return date.getYear() + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
    }

    /** 二〇二六年十一月十六日, as below a seal. */
    public String dateInWords(@Nullable LocalDate date) {
        if (date == null) {
            return date(null);
        }
        StringBuilder words = new StringBuilder();
        for (char digit : Integer.toString(date.getYear()).toCharArray()) {
            words.append(DIGITS.charAt(digit - '0'));
        }
        return words.append('年')
                .append(upToThirtyOne(date.getMonthValue()))
                .append('月')
                .append(upToThirtyOne(date.getDayOfMonth()))
                .append('日')
                .toString();
    }

    /** 2026年12月 */
    public String month(@Nullable YearMonth month) {
        return month == null ? "　　　年　月" : month.getYear() + "年" + month.getMonthValue() + "月";
    }

    /** 1,530.00 */
    public String amount(@Nullable Money amount) {
        return amount == null
                ? "　　　　"
                : new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(amount.yuan());
    }

    /** 壹仟伍佰叁拾元整 */
    public String capital(@Nullable Money amount) {
        return amount == null ? "　　　　　　　　" : ChineseAmount.of(amount);
    }

    /** 3 人 */
    public String persons(@Nullable Integer persons) {
        return persons == null ? "　　人" : persons + " 人";
    }

    /** A word, or room to write one. */
    public String orRoom(@Nullable String word) {
        return word == null || word.isBlank() ? "　　　　　　" : word;
    }

    private static String upToThirtyOne(int number) {
        int tens = number / 10;
        int ones = number % 10;
        return (tens > 1 ? DIGITS.charAt(tens) + "十" : tens == 1 ? "十" : "") + (ones > 0 ? DIGITS.charAt(ones) : "");
    }
}
