package cn.civilaffairs.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.regex.Pattern;

/**
 * A citizen identification number (公民身份号码, GB 11643): 18 characters with a real birth date and a right check
 * character. The area prefix is not judged, since it outlives districts. Printing one shows its first six digits only;
 * {@link #value()} is for storing and for the few who may see it whole.
 */
public record IdNumber(String value) {

    private static final Pattern FORMAT = Pattern.compile("[0-9]{17}[0-9X]");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";
    private static final LocalDate EARLIEST = LocalDate.of(1890, 1, 1);

    public IdNumber {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not a citizen identification number");
        }
    }

    /** Accepts surrounding blanks, full-width digits and a lower-case x. */
    public static IdNumber of(String typed) {
        return new IdNumber(normalise(typed));
    }

    /** The number as it is stored: half-width, no blanks or invisible characters, capital X. It may still be wrong. */
    public static String normalise(String typed) {
        StringBuilder plain = new StringBuilder(typed.length());
        for (char c : typed.toCharArray()) {
            if (c >= '\uFF01' && c <= '\uFF5E') {
                plain.append((char) (c - 0xFEE0));
            } else if (!Character.isWhitespace(c) && c != '\u00A0' && c != '\u3000' && !isInvisible(c)) {
                plain.append(c);
            }
        }
        return plain.toString().toUpperCase(java.util.Locale.ROOT);
    }

    private static boolean isInvisible(char c) {
        return c >= '\u200B' && c <= '\u200F' || c == '\uFEFF' || c == '\u2060';
    }

    /** @param value in stored form, see {@link #normalise} */
    public static boolean isValid(String value) {
        return FORMAT.matcher(value).matches() && value.charAt(17) == checkCharacter(value) && hasRealBirthDate(value);
    }

    private static boolean hasRealBirthDate(String value) {
        try {
            return !birthDate(value).isBefore(EARLIEST);
        } catch (DateTimeException impossible) {
            return false;
        }
    }

    /** The check character belonging to the first 17 digits. */
    public static char checkCharacter(String firstSeventeen) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += Character.digit(firstSeventeen.charAt(i), 10) * WEIGHTS[i];
        }
        return CHECK_CHARACTERS.charAt(sum % 11);
    }

    public LocalDate birthDate() {
        return birthDate(value);
    }

    private static LocalDate birthDate(String value) {
        return LocalDate.of(
                Integer.parseInt(value.substring(6, 10)),
                Integer.parseInt(value.substring(10, 12)),
                Integer.parseInt(value.substring(12, 14)));
    }

    public Sex sex() {
        return Character.digit(value.charAt(16), 10) % 2 == 1 ? Sex.MALE : Sex.FEMALE;
    }

    public int ageOn(LocalDate date) {
        return Period.between(birthDate(), date).getYears();
    }

    /** What lists and pages show: the first six digits and twelve stars (security design §3.5). */
    public String masked() {
        return value.substring(0, 6) + "************";
    }

    @Override
    public String toString() {
        return masked();
    }
}
