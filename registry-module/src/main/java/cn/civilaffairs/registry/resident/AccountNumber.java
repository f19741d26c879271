package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.RuleViolation;
import java.util.regex.Pattern;

/** Account numbers in the spelling they are stored and found by: digits only. */
public final class AccountNumber {

    private static final Pattern CARD = Pattern.compile("[0-9]{16,19}");
    private static final Pattern PASSBOOK = Pattern.compile("[0-9]{8,30}");

    private AccountNumber() {}

    /** @throws RuleViolation if it has the wrong length or other characters than digits; the check digit is not judged */
    public static String of(String typed, AccountKind kind) {
        String number = IdNumber.normalise(typed).replace("-", "");
        Pattern format = kind == AccountKind.CARD ? CARD : PASSBOOK;
        if (!format.matcher(number).matches()) {
            throw new RuleViolation(kind == AccountKind.CARD ? "account.card-format" : "account.passbook-format");
        }
        return number;
    }

    /** The check every bank card passes (ISO/IEC 7812-1, Luhn). */
    public static boolean passesLuhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int weighted = i % 2 == 1 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
