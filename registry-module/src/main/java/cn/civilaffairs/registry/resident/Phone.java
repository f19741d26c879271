package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.RuleViolation;
import java.util.regex.Pattern;

/** Telephone numbers in the spelling they are stored and found by: digits only. */
public final class Phone {

    private static final Pattern FORMAT = Pattern.compile("1[3-9][0-9]{9}|0[0-9]{9,11}");

    private Phone() {}

    /** @throws RuleViolation if it is neither a mobile number nor a line with its area code */
    public static String of(String typed) {
        String number = IdNumber.normalise(typed).replace("-", "");
        if (number.startsWith("+86")) {
            number = number.substring(3);
        }
        if (!FORMAT.matcher(number).matches()) {
            throw new RuleViolation("phone.format");
        }
        return number;
    }
}
