package cn.civilaffairs.web.audit;

import cn.civilaffairs.web.PageHelper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** The operation log in the bureau's words (日志用语): what was done and to what. A code nobody named is shown as it is. */
@PageHelper("logWords")
public class LogWords {

    private static final String ACTION = "action.";

    private final Properties words;

    LogWords() {
        try {
            words = PropertiesLoaderUtils.loadProperties(
                    new EncodedResource(new ClassPathResource("messages/log.properties"), "UTF-8"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public String action(String code) {
        return words.getProperty(ACTION + code, code);
    }

    public String object(String type) {
        return words.getProperty("object." + type.toLowerCase(Locale.ROOT), type);
    }

    /** The kinds of codes the rows of an action hold, each as messages are keyed by it. */
    List<String> kinds(String action) {
        String kinds = words.getProperty("codes." + action, words.getProperty("codes." + action.split("_")[0], ""));
        return kinds.isEmpty() ? List.of() : List.of(kinds.split(","));
    }

    /** The word of a code that means the same in every row. */
    Optional<String> detail(String code) {
        return Optional.ofNullable(
                words.getProperty("detail." + code, words.getProperty("object." + code.toLowerCase(Locale.ROOT))));
    }

    /** The code of an action given by its word or its code. */
    String code(String typed) {
        return words.stringPropertyNames().stream()
                .filter(key -> key.startsWith(ACTION) && words.getProperty(key).equals(typed))
                .findFirst()
                .map(key -> key.substring(ACTION.length()))
                .orElse(typed);
    }

    /** All words for actions, to choose from. */
    public List<String> actions() {
        return words.stringPropertyNames().stream()
                .filter(key -> key.startsWith(ACTION))
                .map(words::getProperty)
                .sorted()
                .toList();
    }

    boolean knows(String code) {
        return words.containsKey(ACTION + code);
    }
}
