package cn.civilaffairs.web.papers;

import cn.civilaffairs.kernel.ChineseAmount;
import cn.civilaffairs.kernel.Money;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;

/** How dates and amounts stand on papers; templates call it {@code words}. */
public final class PaperWords {

    private static final String DIGITS = "〇一二三四五六七八九";

    PaperWords() {}

    /** 2026年11月16日 */
    public String date(LocalDate date) {
        return date.getYear() + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
    }

    /** 二〇二六年十一月十六日, as below a seal. */
    public String dateInWords(LocalDate date) {
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
    public String month(YearMonth month) {
        return month.getYear() + "年" + month.getMonthValue() + "月";
    }

    /** 1,530.00 */
    public String amount(Money amount) {
        return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(amount.yuan());
    }

    /** 壹仟伍佰叁拾元整 */
    public String capital(Money amount) {
        return ChineseAmount.of(amount);
    }

    private static String upToThirtyOne(int number) {
        int tens = number / 10;
        int ones = number % 10;
        return (tens > 1 ? DIGITS.charAt(tens) + "十" : tens == 1 ? "十" : "") + (ones > 0 ? DIGITS.charAt(ones) : "");
    }
}
