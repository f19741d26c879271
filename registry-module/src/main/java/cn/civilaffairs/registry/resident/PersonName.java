package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.RuleViolation;
import java.util.regex.Pattern;

/** People's names as they are stored: one kind of middle dot, no invisible characters, at most fifty characters. */
public final class PersonName {

    private static final int LONGEST = 50;
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}\\u00A0\\u3000]");
    private static final Pattern MIDDLE_DOTS = Pattern.compile("[\\u2022\\u2027\\u2219\\u22C5\\u30FB\\uFF65\\u00B7.．]");
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{M}](?:[\\p{L}\\p{M}·〇○ ]*[\\p{L}\\p{M}〇○])?");
    private static final Pattern HAN_SPACES = Pattern.compile("(?<=\\p{IsHan})\\s+(?=\\p{IsHan})");

    private PersonName() {}

    /** @throws RuleViolation if it cannot be a person's name */
    public static String of(String typed) {
        String plain = MIDDLE_DOTS
                .matcher(INVISIBLE.matcher(typed).replaceAll(" ").strip())
                .replaceAll("·");
        String name = HAN_SPACES.matcher(plain).replaceAll("");
        if (name.isEmpty()) {
            throw new RuleViolation("name.missing");
        }
        if (name.codePointCount(0, name.length()) > LONGEST) {
            throw new RuleViolation("name.too-long", LONGEST);
        }
        if (!ALLOWED.matcher(name).matches()) {
            throw new RuleViolation("name.characters");
        }
        return name;
    }
}
