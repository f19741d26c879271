package cn.civilaffairs.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.casework.procedure.CaseAct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the product writes into its log has a word the auditor understands. */
class LogWordsTests {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** The first argument of a call that writes a row: one literal, or one of two. */
    private static final Pattern CALL =
            Pattern.compile("\\b(?:log|operations)\\s*\\.\\s*(?:done|denied|seen)\\(([^,]*),", Pattern.DOTALL);

    private static final Pattern CODE = Pattern.compile("\"([A-Z]+(?:_[A-Z]+)*)\"");
    private static final Pattern OF_A_CLAIM = Pattern.compile("\\bacted\\(claim, \"([A-Z_]+)\"");

    @Test
    void nameEveryActionThereIs() throws IOException {
        LogWords words = new LogWords();
        Set<String> actions = new TreeSet<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path sources : modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(file -> collect(file, actions));
                }
            }
        }
        for (CaseAct act : CaseAct.values()) {
            actions.add("CASE_" + act);
        }
        assertThat(actions).hasSizeGreaterThan(200);
        assertThat(actions)
                .as("each needs a line action.CODE= in messages/log.properties")
                .allMatch(words::knows);
        assertThat(words.code("查看完整号码")).isEqualTo("REVEALED");
        assertThat(words.code("REVEALED")).isEqualTo("REVEALED");
        assertThat(words.actions()).as("a word means one action").doesNotHaveDuplicates();
    }

    private static void collect(Path file, Set<String> actions) {
        String source;
        try {
            source = Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Matcher call = CALL.matcher(source);
        while (call.find()) {
            Matcher code = CODE.matcher(call.group(1));
            while (code.find()) {
                actions.add(code.group(1));
            }
        }
        Matcher claim = OF_A_CLAIM.matcher(source);
        while (claim.find()) {
            actions.add("RECOVERY_" + claim.group(1));
        }
    }
}
