package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.RuleViolation;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a disability card (残疾证) certifies. Its number is the holder's identity number, then kind and grade: 20 characters,
 * a reissue adding B and a digit (benefits handbook §9).
 *
 * @param kind 1 视力 2 听力 3 言语 4 肢体 5 智力 6 精神 7 多重
 * @param grade 1 (most severe) to 4
 */
public record Disability(String number, int kind, int grade) {

    private static final Pattern FORMAT = Pattern.compile("[0-9]{17}[0-9X][1-7][1-4](?:B[0-9])?");

    /** @throws RuleViolation if the number is malformed or belongs to somebody else */
    public static Disability of(String typed, IdentityDocument holder) {
        String number = IdNumber.normalise(typed);
        if (!FORMAT.matcher(number).matches()) {
            throw new RuleViolation("disability.format");
        }
        Optional<IdNumber> id = holder.asIdNumber();
        if (id.isPresent() && !number.startsWith(id.get().value())) {
            throw new RuleViolation("disability.other-person");
        }
        return new Disability(number, number.charAt(18) - '0', number.charAt(19) - '0');
    }

    /** 重度: grades one and two. */
    public boolean isSevere() {
        return grade <= 2;
    }

    @Override
    public String toString() {
        return "Disability " + kind + "/" + grade;
    }
}
