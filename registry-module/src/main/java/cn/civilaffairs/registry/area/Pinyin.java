package cn.civilaffairs.registry.area;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Spells Chinese names in plain letters, so that they are found by typing 拼音 or its initials. A surname is read as a
 * surname (单 is shan, not dan), which is right for people and wrong for places; hence the two methods.
 *
 * <p>One character costs a third of a millisecond to spell and comes back thousands of times, so each is spelled once.
 */
public final class Pinyin {

    private static final Transliterator SURNAMES = Transliterator.getInstance("Han-Latin/Names; Latin-ASCII");
    private static final Transliterator WORDS = Transliterator.getInstance("Han-Latin; Latin-ASCII");

    /** Surnames the transliteration knows only by their everyday reading. */
    private static final Map<String, String> CORRECTED_SURNAMES = Map.of("曾", "zeng", "朴", "piao", "缪", "miao");

    private static final Set<String> DOUBLE_SURNAMES = Set.of(
            "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政",
            "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马",
            "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐", "段干", "百里", "呼延", "东郭", "南门", "羊舌",
            "微生", "公户", "公玉", "公仪", "梁丘", "公仲", "公上", "公门", "公山", "公坚", "左丘", "公伯", "西门", "公祖", "第五", "公乘", "贯丘", "公皙",
            "南荣", "东里", "东宫", "仲长", "子书", "子桑", "即墨", "达奚", "褚师", "单于");

    private static final Map<String, Spelling> SPELLED_SURNAMES = new ConcurrentHashMap<>();
    private static final Map<String, Spelling> SPELLED_WORDS = new ConcurrentHashMap<>();

    private Pinyin() {}

    /** A person's name: {@code wangxiaoming} and {@code wxm}. */
    public static Spelling ofPerson(String name) {
        return spell(name, surnameLength(name));
    }

    /** A place or a thing: every character in its everyday reading. */
    public static Spelling ofPlace(String name) {
        return spell(name, 0);
    }

    /**
     * What was typed, in the letters spellings are kept in: lower case, ü as u. Keyboards write ü as v, a letter pinyin has
     * no other use for.
     */
    public static String typed(String letters) {
        return letters.toLowerCase(Locale.ROOT).replace('v', 'u').replace('ü', 'u');
    }

    private static int surnameLength(String name) {
        if (name.isEmpty() || !Character.isIdeographic(name.codePointAt(0)) || name.indexOf('·') >= 0) {
            return 0;
        }
        return name.length() > 2 && DOUBLE_SURNAMES.contains(name.substring(0, 2))
                ? 2
                : Character.charCount(name.codePointAt(0));
    }

    private static Spelling spell(String name, int surname) {
        StringBuilder full = new StringBuilder();
        StringBuilder initials = new StringBuilder();
        if (surname > 0) {
            Spelling spelling = SPELLED_SURNAMES.computeIfAbsent(name.substring(0, surname), Pinyin::surname);
            full.append(spelling.full());
            initials.append(spelling.initials());
        }
        name.substring(surname).codePoints().forEach(character -> {
            Spelling spelling = SPELLED_WORDS.computeIfAbsent(
                    Character.toString(character), word -> plain(WORDS.transliterate(word)));
            full.append(spelling.full());
            initials.append(spelling.initials());
        });
        return new Spelling(full.toString(), initials.toString());
    }

    private static Spelling surname(String name) {
        String corrected = CORRECTED_SURNAMES.get(name);
        return plain(corrected == null ? SURNAMES.transliterate(name) : corrected);
    }

    private static Spelling plain(String syllables) {
        StringBuilder full = new StringBuilder();
        StringBuilder initials = new StringBuilder();
        for (String syllable : syllables.split("[^A-Za-z0-9]+")) {
            String plain = typed(syllable);
            if (!plain.isEmpty()) {
                full.append(plain);
                initials.append(plain.charAt(0));
            }
        }
        return new Spelling(full.toString(), initials.toString());
    }

    /** @param full the syllables run together @param initials the first letter of each */
    public record Spelling(String full, String initials) {}
}
