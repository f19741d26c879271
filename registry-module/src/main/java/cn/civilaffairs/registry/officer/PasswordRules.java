package cn.civilaffairs.registry.officer;

import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * What a password must be like (密码规则): at least ten characters of three kinds, neither the login name nor one everybody
 * tries first. GB/T 22239 asks for kinds and for renewal every ninety days, OWASP ASVS 6.2.5 and 6.2.10 ask for neither; the
 * national standard binds here, and the second factor is there for what renewal weakens (security design §1.1).
 */
public final class PasswordRules {

    /** After so many days a new one must be chosen. */
    public static final int VALID_DAYS = 90;

    private static final int MINIMUM = 10;
    private static final int MAXIMUM = 128;
    private static final int KINDS = 3;

    /** What guessing programs try first, letters only and digits as written; a password built on one is refused. */
    private static final List<String> COMMON = List.of(
            "password",
            "passw0rd",
            "p@ssw0rd",
            "p@ssword",
            "qwerty",
            "1qaz2wsx",
            "1q2w3e4r",
            "qazwsx",
            "asdfgh",
            "zxcvbn",
            "letmein",
            "welcome",
            "iloveyou",
            "woaini",
            "abc123",
            "abcd1234",
            "a123456",
            "aa123456",
            "admin",
            "root123",
            "administrator",
            "123456",
            "654321",
            "111111",
            "000000",
            "888888",
            "666666",
            "112233",
            "123123",
            "5201314",
            "minzheng",
            "mzj2026",
            "dibao",
            "zhongguo",
            "china",
            "changeme",
            "huanying",
            "mima123",
            "test123",
            "guest123");

    private PasswordRules() {}

    /** Whether nobody should choose it. */
    public static boolean isPoor(String password, String login) {
        String lower = password.toLowerCase(Locale.ROOT);
        int length = password.codePointCount(0, password.length());
        return length < MINIMUM
                || length > MAXIMUM
                || kinds(password) < KINDS
                || lower.contains(login.toLowerCase(Locale.ROOT))
                || COMMON.stream().anyMatch(lower::contains);
    }

    private static long kinds(String password) {
        return Stream.<IntPredicate>of(
                        Character::isUpperCase,
                        Character::isLowerCase,
                        Character::isDigit,
                        c -> !Character.isLetterOrDigit(c) || Character.isIdeographic(c))
                .filter(kind -> password.codePoints().anyMatch(kind))
                .count();
    }
}
