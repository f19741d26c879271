package cn.civilaffairs.kernel;

import java.util.regex.Pattern;

/**
 * Code of an administrative area (行政区划代码), always 12 digits: county 6, township 3, village 3, the missing parts zero
 * ({@code 999001003000} is a township).
 */
public record AreaCode(String value) implements Comparable<AreaCode> {

    private static final Pattern FORMAT = Pattern.compile("[0-9]{12}");

    public AreaCode {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not a 12-digit area code: " + value);
        }
    }

    public static AreaCode of(String value) {
        return new AreaCode(value);
    }

    public static boolean isValid(String value) {
        return FORMAT.matcher(value).matches();
    }

    /** The code without its trailing zero groups: what the codes of everything inside begin with. */
    public String prefix() {
        if (!value.endsWith("000")) {
            return value;
        }
        if (!value.startsWith("000", 6)) {
            return value.substring(0, 9);
        }
        return value.startsWith("00", 4) ? value.substring(0, 4) : value.substring(0, 6);
    }

    public AreaCode county() {
        return new AreaCode(value.substring(0, 6) + "000000");
    }

    public AreaCode township() {
        return new AreaCode(value.substring(0, 9) + "000");
    }

    public Level level() {
        if (!value.endsWith("000")) {
            return Level.VILLAGE;
        }
        return value.startsWith("000", 6) ? Level.COUNTY : Level.TOWNSHIP;
    }

    public boolean contains(AreaCode other) {
        return other.value.startsWith(prefix());
    }

    @Override
    public int compareTo(AreaCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    /** How far down the tree an area lies (级别). */
    public enum Level {
        /** 县 */
        COUNTY,
        /** 乡镇(街道) */
        TOWNSHIP,
        /** 村(社区) */
        VILLAGE
    }
}
