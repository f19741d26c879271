package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Sex;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The document a person is identified by (证件). Citizens and holders of residence permits (numbers beginning 81, 82, 83)
 * carry a number of GB 11643 that also tells sex and birth date; the other kinds do not.
 */
public record IdentityDocument(IdType type, String number) {

    private static final LocalDate OLDEST = LocalDate.of(1890, 1, 1);
    private static final Pattern FOREIGN = Pattern.compile("[A-Z]{3}[0-9]{12}|9[0-9]{16}[0-9X]");
    private static final Pattern TEMPORARY = Pattern.compile("T[0-9A-Z]{4,19}");

    /** @throws RuleViolation saying what is wrong with the number, never what it is */
    public IdentityDocument {
        number = IdNumber.normalise(number);
        switch (type) {
            case CITIZEN -> requireCitizenNumber(number);
            case RESIDENCE_PERMIT -> {
                if (!number.matches("8[123].*")) {
                    throw new RuleViolation("id.residence-permit-prefix");
                }
                requireCitizenNumber(number);
            }
            case FOREIGN -> {
                if (!FOREIGN.matcher(number).matches()) {
                    throw new RuleViolation("id.foreign-format");
                }
            }
            case TEMPORARY -> {
                if (!TEMPORARY.matcher(number).matches()) {
                    throw new RuleViolation("id.temporary-format");
                }
            }
        }
    }

    public static IdentityDocument citizen(IdNumber number) {
        return new IdentityDocument(IdType.CITIZEN, number.value());
    }

    /**
     * A number of 15 digits, as issued until 1999, in today's 18: the century 19 and the check character are put in.
     *
     * @throws RuleViolation if the result is no valid number
     */
    public static IdentityDocument ofFormerNumber(String fifteenDigits) {
        String former = IdNumber.normalise(fifteenDigits);
        String seventeen = former.substring(0, 6) + "19" + former.substring(6);
        return new IdentityDocument(IdType.CITIZEN, seventeen + IdNumber.checkCharacter(seventeen));
    }

    private static void requireCitizenNumber(String number) {
        if (number.length() != 18) {
            throw new RuleViolation("id.length", number.length());
        }
        if (!number.matches("[0-9]{17}[0-9X]")) {
            throw new RuleViolation("id.characters");
        }
        if (IdNumber.isValid(number)) {
            return;
        }
        if (number.charAt(17) != IdNumber.checkCharacter(number)) {
            throw new RuleViolation("id.check-character");
        }
        throw new RuleViolation("id.birth-date", OLDEST.getYear());
    }

    /** The number as GB 11643, if this kind of document carries one. */
    public Optional<IdNumber> asIdNumber() {
        return switch (type) {
            case CITIZEN, RESIDENCE_PERMIT -> Optional.of(new IdNumber(number));
            case FOREIGN, TEMPORARY -> Optional.empty();
        };
    }

    public Optional<Sex> sex() {
        return asIdNumber().map(IdNumber::sex);
    }

    public Optional<LocalDate> birthDate() {
        return asIdNumber().map(IdNumber::birthDate);
    }

    /** What is kept in the clear to show the number masked. */
    String prefix() {
        return number.substring(0, Math.min(6, number.length() - 4 < 0 ? 0 : number.length() - 4));
    }

    @Override
    public String toString() {
        return Masks.idNumber(prefix());
    }
}
