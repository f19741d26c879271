package cn.civilaffairs.registry.policy;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time limit (时限) of a matter or of one of its steps. The procedure declares what holds where the sheet says nothing;
 * a row here overrides it for an area from a day on. Values are a count with its unit, {@code 10 WORKING_DAYS}.
 *
 * <ul>
 *   <li>{@code casework.limit.<matter>}: the whole procedure; {@code casework.limit-extended.<matter>}: if extended
 *   <li>{@code casework.limit.<matter>.<step>}: one step
 *   <li>{@code casework.posting.<matter>.<step>}: how long the result hangs out (公示)
 * </ul>
 */
public record LimitKey(String code) implements SheetKey {

    private static final Pattern CODE = Pattern.compile(
            "casework\\.(limit|limit-extended|posting)" + "\\.(?<matter>[a-z0-9-]+)(\\.(?<step>[a-z0-9-]+))?");
    private static final Pattern TYPED = Pattern.compile("([1-9][0-9]{0,2}) *(?:个)? *(工作日|天|日|WORKING_DAYS|DAYS)");
    private static final Pattern STORED = Pattern.compile("[1-9][0-9]{0,2} (WORKING_DAYS|DAYS)");

    public LimitKey {
        if (!isOne(code)) {
            throw new IllegalArgumentException("No such parameter: " + code);
        }
    }

    static boolean isOne(String code) {
        return CODE.matcher(code).matches();
    }

    public static LimitKey whole(String matter) {
        return new LimitKey("casework.limit." + matter);
    }

    public static LimitKey extended(String matter) {
        return new LimitKey("casework.limit-extended." + matter);
    }

    public static LimitKey ofStep(String matter, String step) {
        return new LimitKey("casework.limit." + matter + "." + step);
    }

    public static LimitKey ofPosting(String matter, String step) {
        return new LimitKey("casework.posting." + matter + "." + step);
    }

    public String matter() {
        return part("matter");
    }

    /** Empty for a limit of the whole procedure. */
    public String step() {
        return part("step");
    }

    private String part(String name) {
        Matcher matcher = CODE.matcher(code);
        String found = matcher.matches() ? matcher.group(name) : null;
        return found == null ? "" : found;
    }

    /** What the limit is of: {@code limit}, {@code limit-extended} or {@code posting}. */
    public String what() {
        return code.split("\\.")[1];
    }

    @Override
    public ParameterKey.Kind kind() {
        return ParameterKey.Kind.LIMIT;
    }

    @Override
    public List<String> choices() {
        return List.of();
    }

    @Override
    public boolean admits(String value) {
        return STORED.matcher(value).matches();
    }

    /** “10 个工作日” as an officer writes it becomes {@code 10 WORKING_DAYS}. */
    @Override
    public String plain(String typed) {
        Matcher matcher = TYPED.matcher(typed.strip());
        if (!matcher.matches()) {
            return typed.strip();
        }
        boolean working = matcher.group(2).equals("工作日") || matcher.group(2).equals("WORKING_DAYS");
        return matcher.group(1) + (working ? " WORKING_DAYS" : " DAYS");
    }
}
