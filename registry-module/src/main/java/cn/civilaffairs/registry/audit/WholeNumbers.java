package cn.civilaffairs.registry.audit;

import java.util.regex.Pattern;

/**
 * Identity, account and phone numbers in a text somebody typed, such as a reason or an address (日志脱敏): the log is kept for
 * years and read by people who may see none of them (security design §4.1).
 */
final class WholeNumbers {

    /** 15 and 18 digits of a person, 16 to 19 of an account, 11 of a mobile phone; no part of a longer number or code. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![0-9A-Za-z-])(?:[0-9]{15,19}|[0-9]{17}[Xx]|1[3-9][0-9]{9})(?![0-9A-Za-z-])");

    private WholeNumbers() {}

    static String masked(String text) {
        return NUMBER.matcher(text)
                .replaceAll(number -> number.group().substring(0, number.group().length() == 11 ? 3 : 6) + "***");
    }
}
