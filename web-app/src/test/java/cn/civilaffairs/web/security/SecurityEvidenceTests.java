package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/security-evidence.md} says for each acceptance check which tests prove it. It is written from the tags on the
 * tests themselves; a page that no longer says what they say fails the build ({@code -Devidence=write} writes it anew).
 */
class SecurityEvidenceTests {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path PAGE = ROOT.resolve("docs/security-evidence.md");
    private static final Path CHECKS = Path.of("src/test/resources/acceptance-checks.txt");
    private static final Pattern METHOD =
            Pattern.compile("((?:@[\\w.]+(?:\\([^)]*\\))?\\s+)+)(?:public )?(?:void|[A-Z]\\S*) (\\w+)\\(");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(AC-\\d{3}|asvs-[0-9.]+)\"\\)");

    @Test
    void thePageSaysWhatTheTestsSay() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("evidence"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/security-evidence.md; write it anew with -Dtest=SecurityEvidenceTests -Devidence=write")
                .isEqualTo(page);
    }

    @Test
    void everyTagBelongsToACheck() throws IOException {
        List<String> known = checks().stream().map(Check::id).toList();
        assertThat(tests().keySet().stream().filter(tag -> tag.startsWith("AC-")))
                .isSubsetOf(known);
        assertThat(known).hasSize(99).doesNotHaveDuplicates();
    }

    private static String page() throws IOException {
        Map<String, List<String>> tests = tests();
        StringBuilder rows = new StringBuilder();
        int proven = 0;
        for (Check check : checks()) {
            List<String> by = tests.getOrDefault(check.id, List.of());
            String result;
            if (!by.isEmpty()) {
                proven++;
                result = (by.stream().allMatch(test -> test.contains("Drill."))
                                ? "passed by the command in docs/reliability.md"
                                : "passes in every build")
                        + (check.why.isEmpty() ? "" : "; " + check.why);
            } else {
                result = "**not verified**: " + (check.why.isEmpty() ? "no test yet" : check.why);
            }
            rows.append("| %s | %s | %s | %s | %s |%n"
                    .formatted(check.id, check.what, check.standard, String.join("<br>", by), result)
                    .replace("\r", ""));
        }
        return """
                # Security evidence

                Which test proves which acceptance check. Written from the tags on the tests (`SecurityEvidenceTests`); the build fails
                when this page and the tests differ, and it fails when one of the tests does, so a check with a test passed in the build
                that this page belongs to. The standard's item is given where one applies: ASVS is OWASP ASVS 5.0, 等保 is GB/T 22239
                level 3, 密评 is GB/T 39786. Nobody has certified anything here.

                %d of %d checks are proven by tests.

                | check | what must hold | standard | tests | result |
                |---|---|---|---|---|
                %s
                ## Chosen items of ASVS level 3

                Beside level 2 the product is built to fourteen items of level 3: those about money, insiders and as little data
                as possible.

                | item | what must hold | proven by |
                |---|---|---|
                %s""".formatted(proven, checks().size(), rows, chosen(tests));
    }

    /** Items of level 3 by the checks that name them as their standard and the tests tagged with them. */
    private static String chosen(Map<String, List<String>> tests) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (String line : Files.readAllLines(CHECKS)) {
            if (line.startsWith("ASVS ")) {
                String[] parts = line.split("\\|", -1);
                String item = parts[0].strip();
                List<String> by = new ArrayList<>();
                for (Check check : checks()) {
                    if (check.standard.equals(item)) {
                        by.add(check.id);
                    }
                }
                by.addAll(tests.getOrDefault("asvs-" + item.substring(5), List.of()));
                String why = parts[2].strip();
                assertThat(by.isEmpty())
                        .as(item + " is proven, or says why not")
                        .isEqualTo(!why.isEmpty());
                rows.append("| %s | %s | %s |%n"
                        .formatted(
                                item,
                                parts[1].strip(),
                                by.isEmpty() ? "**not verified**: " + why : String.join("<br>", by))
                        .replace("\r", ""));
            }
        }
        return rows.toString();
    }

    private static List<Check> checks() throws IOException {
        List<Check> checks = new ArrayList<>();
        for (String line : Files.readAllLines(CHECKS)) {
            if (line.startsWith("AC-")) {
                String[] parts = line.split("\\|", -1);
                checks.add(new Check(parts[0].strip(), parts[1].strip(), parts[2].strip(), parts[3].strip()));
            }
        }
        return checks;
    }

    /** Names of tagged tests by check, over all modules. */
    private static Map<String, List<String>> tests() throws IOException {
        Map<String, List<String>> tests = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path sources : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.toString().matches(".*(Tests|Drill)\\.java"))
                            .sorted()
                            .forEach(file -> collect(file, tests));
                }
            }
        }
        return tests;
    }

    private static void collect(Path file, Map<String, List<String>> tests) {
        try {
            String name = file.getFileName().toString().replace(".java", "");
            Matcher method = METHOD.matcher(Files.readString(file));
            while (method.find()) {
                Matcher tag = TAG.matcher(method.group(1));
                while (tag.find()) {
                    tests.computeIfAbsent(tag.group(1), check -> new ArrayList<>())
                            .add("`" + name + "." + method.group(2) + "`");
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private record Check(String id, String what, String standard, String why) {}
}
