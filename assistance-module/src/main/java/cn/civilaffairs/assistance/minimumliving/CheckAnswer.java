package cn.civilaffairs.assistance.minimumliving;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a department found (核对结果), with the words answer sheets use. */
public enum CheckAnswer {
    NOTHING_FOUND("无记录", "无"),
    CONSISTENT("与申报一致", "一致"),
    INCONSISTENT("与申报不一致", "不一致");

    private final List<String> words;

    CheckAnswer(String... words) {
        this.words = List.of(words);
    }

    public String word() {
        return words.get(0);
    }

    public static Optional<CheckAnswer> of(String wordOrCode) {
        String plain = wordOrCode.strip();
        return Arrays.stream(values())
                .filter(answer -> answer.words.contains(plain) || answer.name().equals(plain))
                .findFirst();
    }
}
