package cn.civilaffairs.registry.resident;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a member is related to the head of the household (与户主关系), after GB/T 4761. */
public enum Relation {
    HEAD("02", "户主 本人"),
    SPOUSE("10", "配偶 夫 妻 丈夫 妻子"),
    SON("20", "子 儿子 独生子 长子 次子 三子 四子 五子 养子 继子 养子或继子 其他儿子"),
    SON_IN_LAW("28", "女婿"),
    DAUGHTER("30", "女 女儿 独生女 长女 次女 三女 四女 五女 养女 继女 养女或继女 其他女儿"),
    DAUGHTER_IN_LAW("38", "儿媳 儿媳妇 媳妇"),
    GRANDCHILD("40", "孙子女 孙子 孙女 外孙 外孙子 外孙女 孙子、孙女或外孙子、外孙女 曾孙子 曾孙女"),
    PARENT("50", "父母 父亲 母亲 父 母 继父 继母 养父 养母"),
    PARENT_IN_LAW("53", "公公 婆婆 岳父 岳母 公婆 岳父母"),
    GRANDPARENT("60", "祖父母 祖父 祖母 外祖父 外祖母 爷爷 奶奶 外公 外婆 祖父母或外祖父母"),
    SIBLING("70", "兄弟姐妹 兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 兄、弟、姐、妹"),
    OTHER_RELATIVE("80", "其他 其他亲属 侄子 侄女 外甥 外甥女 叔父 伯父 姑母 舅父 姨母"),
    NOT_RELATED("97", "非亲属");

    private static final Map<String, Relation> BY_WORD = Arrays.stream(values())
            .flatMap(relation -> Stream.concat(
                    Stream.of(Map.entry(relation.code, relation), Map.entry(relation.name(), relation)),
                    Arrays.stream(relation.words.split(" ")).map(word -> Map.entry(word, relation))))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Map<Character, Relation> BY_GROUP = Stream.of(
                    HEAD, SPOUSE, SON, DAUGHTER, GRANDCHILD, PARENT, GRANDPARENT, SIBLING, OTHER_RELATIVE)
            .collect(Collectors.toUnmodifiableMap(relation -> relation.code.charAt(0), Function.identity()));

    private final String code;
    private final String words;

    Relation(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /** The two-digit code of GB/T 4761. */
    public String code() {
        return code;
    }

    /** Accepts the words rosters use (长子, 妻) and any two-digit code of the standard. */
    public static Optional<Relation> of(String wordOrCode) {
        Relation exact = BY_WORD.get(wordOrCode);
        if (exact != null || !wordOrCode.matches("[0-9]{2}")) {
            return Optional.ofNullable(exact);
        }
        return Optional.ofNullable(BY_GROUP.get(wordOrCode.charAt(0)));
    }
}
