package cn.civilaffairs.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an officer reads when something is refused: every reason has words, and they are whole sentences. */
class RefusalWordsTests {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern RAISED = Pattern.compile(
            "(?:RuleViolation|RuleViolation\\.ifBlank)\\(\\s*(?:[\\w.()]+,\\s*)?\"([a-z-]+\\.[a-z-]+)\"");
    private static final Pattern OF_TWO_PEOPLE =
            Pattern.compile("TwoPeople\\(\\s*\"([a-z-]+\\.[a-z-]+)\",\\s*\"([a-z-]+\\.[a-z-]+)\"");

    @Test
    void areSentencesThatEnd() {
        Properties words = new Properties();
        files("src/main/resources/messages", ".properties").forEach(file -> load(words, file));
        Map<String, String> unfinished = new TreeMap<>();
        for (String key : raised()) {
            String said = words.getProperty(key, "");
            if (!said.matches("(?s).+[。？！]")) {
                unfinished.put(key, said);
            }
        }
        assertThat(unfinished).isEmpty();
    }

    private static List<String> raised() {
        List<String> keys = files("src/main/java", ".java")
                .map(RefusalWordsTests::read)
                .flatMap(source -> Stream.concat(
                        RAISED.matcher(source).results().map(found -> found.group(1)),
                        OF_TWO_PEOPLE
                                .matcher(source)
                                .results()
                                .flatMap(found -> Stream.of(found.group(1), found.group(2)))))
                .distinct()
                .toList();
        assertThat(keys)
                .hasSizeGreaterThan(250)
                .contains(
                        "run.signature-mismatch", "back-payment.reason-missing", "payee.decided", "payee.same-person");
        return keys;
    }

    private static Stream<Path> files(String within, String ending) {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve(within)).filter(Files::isDirectory).toList().stream()
                    .flatMap(RefusalWordsTests::under)
                    .filter(file -> file.toString().endsWith(ending));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Stream<Path> under(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void load(Properties words, Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            words.load(reader);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
