package cn.civilaffairs.web.papers;

import java.util.List;

/**
 * A character no font of papers has (字库缺字).
 *
 * @param names whose it is; empty if it stands in the text
 */
public record MissingCharacter(String character, List<String> names) {

    /** {@code U+20BB7} */
    public String codePoint() {
        return "U+%04X".formatted(character.codePointAt(0));
    }

    public String whose() {
        return names.isEmpty() ? "正文" : String.join("、", names);
    }
}
