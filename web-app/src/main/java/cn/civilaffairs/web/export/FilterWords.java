package cn.civilaffairs.web.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What narrows a list down, in the words its workbook bears (筛选条件); what is not given goes unsaid. */
public final class FilterWords {

    private final List<String> words = new ArrayList<>();

    public FilterWords say(String word, boolean given) {
        if (given) {
            words.add(word);
        }
        return this;
    }

    public FilterWords say(String label, @Nullable String text) {
        return say(label, text, Function.identity());
    }

    public <T> FilterWords say(String label, @Nullable T value, Function<? super T, String> word) {
        if (value != null && !value.toString().isBlank()) {
            words.add(label + "：" + word.apply(value).strip());
        }
        return this;
    }

    public List<String> list() {
        return words;
    }
}
