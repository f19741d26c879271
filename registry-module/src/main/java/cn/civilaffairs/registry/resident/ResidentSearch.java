package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.registry.area.Pinyin;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one search box (综合查询): a name or any one or two characters of it, pinyin or its initials, a whole identity, phone or
 * account number, a file number, a birth date. Never a part of a number: answering that would give away, question by
 * question, the digits that masking hides (security design §5.2).
 */
@Service
@Transactional(readOnly = true)
public class ResidentSearch {

    /** More lines than this nobody reads; the answer says that there are more. */
    public static final int MOST = 100;

    private static final Pattern LETTERS = Pattern.compile("[A-Za-züÜ]+");
    private static final Pattern DATE = Pattern.compile(
            "([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|((?:18|19|20)[0-9]{2})([0-9]{2})([0-9]{2})");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{6,30}[X]?");
    private static final Pattern SHORTEST_FILE_NUMBER = Pattern.compile("(?=.*[0-9]).{2,40}");

    private final ResidentTerms terms;
    private final FieldCipher cipher;

    ResidentSearch(ResidentTerms terms, FieldCipher cipher) {
        this.terms = terms;
        this.cipher = cipher;
    }

    public Result find(String typed, AreaScope scope) {
        String words = typed.strip();
        String plain = IdNumber.normalise(words);
        if (plain.isEmpty()) {
            return new Result(List.of(), false, false);
        }
        Map<UUID, FoundResident> found = new LinkedHashMap<>();
        if (SHORTEST_FILE_NUMBER.matcher(plain).matches()) {
            add(found, terms.byFileNo(words, scope));
        }
        if (DIGITS.matcher(plain).matches()) {
            add(found, terms.byIdNumber(cipher.index(ProtectedField.RESIDENT_ID_NUMBER, plain), scope, MOST + 1));
            add(found, terms.byPhone(cipher.index(ProtectedField.RESIDENT_PHONE, plain), scope, MOST + 1));
            add(found, terms.byAccount(cipher.index(ProtectedField.ACCOUNT_NUMBER, plain), scope, MOST + 1));
        }
        birthDate(plain).ifPresent(date -> add(found, terms.byBirthDate(date, scope, MOST + 1)));
        boolean isName = false;
        if (LETTERS.matcher(words).matches()) {
            isName = true;
            String letters = Pinyin.typed(words);
            add(found, terms.byTerm("I" + letters, scope, MOST + 1));
            if (found.size() <= MOST) {
                add(found, terms.byPrefix("P" + letters, scope, MOST + 1));
            }
            if (found.size() <= MOST) {
                add(found, terms.byPrefix("I" + letters, scope, MOST + 1));
            }
        } else if (words.codePoints().anyMatch(Character::isIdeographic)) {
            isName = true;
            add(found, byName(words.replaceAll("\\s+", ""), scope));
        }
        boolean nothingToTry = found.isEmpty() && !isName && plain.matches("[0-9]+X?");
        List<FoundResident> lines = new ArrayList<>(found.values());
        boolean more = lines.size() > MOST;
        List<FoundResident> shown = lines.stream()
                .limit(MOST)
                .sorted(Comparator.comparing(FoundResident::area)
                        .thenComparing(FoundResident::name)
                        .thenComparing(FoundResident::birthDate))
                .toList();
        return new Result(shown, more, nothingToTry);
    }

    private List<FoundResident> byName(String name, AreaScope scope) {
        int[] characters = name.codePoints().toArray();
        if (characters.length <= 2) {
            return terms.byTerm("N" + name, scope, MOST + 1);
        }
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < characters.length; i++) {
            pairs.add("N" + new String(characters, i, 2));
        }
        return terms.byTerms(pairs, name, scope, MOST + 1);
    }

    private static Optional<LocalDate> birthDate(String typed) {
        Matcher date = DATE.matcher(typed);
        if (!date.matches()) {
            return Optional.empty();
        }
        int first = date.group(1) == null ? 4 : 1;
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(date.group(first)),
                    Integer.parseInt(date.group(first + 1)),
                    Integer.parseInt(date.group(first + 2))));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private static void add(Map<UUID, FoundResident> found, List<FoundResident> more) {
        for (FoundResident resident : more) {
            found.putIfAbsent(resident.id(), resident);
        }
    }

    /**
     * @param more whether there are more than are shown
     * @param onlyWholeNumbers nothing was found for digits, which are looked up as whole numbers only
     */
    public record Result(List<FoundResident> lines, boolean more, boolean onlyWholeNumbers) {}
}
