package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Sex;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Identity, account and phone numbers that can belong to nobody: prefix 999001 is no county, 622848000 and 1990000 are
 * kept for demonstrations. Check digits are right and no identity or account number is given twice.
 */
final class DemoNumbers {

    private static final long ACCOUNTS = 1_000_000_000L;
    /** Prime to {@link #ACCOUNTS}, so that consecutive accounts look unlike each other and none comes twice. */
    private static final long STRIDE = 387_420_489L;

    /** Further than any county of the sizes offered gets. */
    private static final long SPARE_ACCOUNTS = 500_000_000L;

    /** As many people of one day and sex as no household of the plan has. */
    private static final int SERIALS_OF_ELDERS = 300;

    private static final long ACCOUNTS_OF_ELDERS = 800_000_000L;

    private final Map<String, Integer> serials = new HashMap<>();
    private int firstSerial;
    private long accounts;
    private int phones;

    /** Numbers for accounts opened after the county was planned. */
    static DemoNumbers spare() {
        DemoNumbers numbers = new DemoNumbers();
        numbers.accounts = SPARE_ACCOUNTS;
        return numbers;
    }

    /** Numbers for accounts opened after the months were played. */
    static DemoNumbers later() {
        DemoNumbers numbers = spare();
        numbers.accounts += SPARE_ACCOUNTS / 5;
        return numbers;
    }

    /** Numbers for people who belong to no household of the plan. */
    static DemoNumbers ofElders() {
        DemoNumbers numbers = new DemoNumbers();
        numbers.accounts = ACCOUNTS_OF_ELDERS;
        numbers.firstSerial = SERIALS_OF_ELDERS;
        return numbers;
    }

    /** @return a number with that sex and a birth date on that day, or the first day after it with a serial left */
    IdNumber identity(LocalDate birth, Sex sex) {
        LocalDate day = birth;
        while (true) {
            int count = serials.merge(day + sex.name(), 1, Integer::sum) - 1 + firstSerial;
            int serial = 2 * count + (sex == Sex.MALE ? 1 : 2);
            if (serial <= 999) {
                String first = "999001" + day.format(DateTimeFormatter.BASIC_ISO_DATE) + number(serial, 3);
                return IdNumber.of(first + IdNumber.checkCharacter(first));
            }
            day = day.plusDays(1);
        }
    }

    String account() {
        String first = "622848000" + number(accounts++ * STRIDE % ACCOUNTS, 9);
        return first + luhnDigit(first);
    }

    /** Ten thousand numbers exist; a larger county shares them. */
    String phone() {
        return "1990000" + number(phones++ * 7L % 10_000, 4);
    }

    static boolean passesLuhn(String account) {
        int last = account.length() - 1;
        return luhnDigit(account.substring(0, last)) == account.charAt(last);
    }

    private static char luhnDigit(String digits) {
        int sum = 0;
        for (int i = digits.length() - 1, place = 0; i >= 0; i--, place++) {
            int digit = digits.charAt(i) - '0';
            int doubled = place % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    private static String number(long value, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "d", value);
    }
}
