package cn.civilaffairs.web.export;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every list can be taken away as a workbook, but for those on a short list that says why not. */
@WebTest
class EveryListTests {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path EXEMPT = Path.of("src/test/resources/lists-without-export.txt");
    private static final Pattern ROWS = Pattern.compile("<(tr|tbody)[^>]*th:each=");
    private static final Pattern EXPORT = Pattern.compile("export :: link|\\.xlsx");

    @Autowired
    private Visits visits;

    @Autowired
    private TestCounties counties;

    private TestCounty county;

    @BeforeEach
    void aCounty() {
        county = counties.create();
    }

    @Test
    void goesOutAsAWorkbookUnlessThereIsAReasonAgainst() throws IOException {
        Map<String, String> exempt = exempt();
        List<String> without;
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            without = files.filter(file -> file.toString().endsWith(".html"))
                    .filter(file -> ROWS.matcher(read(file)).find()
                            && !EXPORT.matcher(read(file)).find())
                    .map(file -> TEMPLATES.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
        assertThat(without).as("lists without an export, exactly those excused").hasSameElementsAs(exempt.keySet());
        assertThat(exempt.values()).as("reasons").noneMatch(String::isBlank);
    }

    /** Lists that need nothing but the officer to be asked for; a village's and a month's are tested with theirs. */
    static Stream<String> lists() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/authorization-matrix.txt")).stream()
                .filter(line -> line.matches("GET\\s+[^{]*/list[.]xlsx\\s.*"))
                .filter(line -> !line.contains("/working-lists/") && !line.contains("/reports/checks/"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void comesAsAWorkbookEvenWhenItIsEmpty(String row) {
        String[] words = row.split("\\s+");
        assertThat(visits.get(reader(words[1], words[words.length - 1]), words[1]))
                .hasStatusOk()
                .hasHeader("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    }

    private Officer reader(String list, String role) {
        if (role.equals("SIGNED_IN")) {
            return county.officer(Role.SYS_ADMIN);
        }
        return list.startsWith("/funeral")
                ? county.officer(Role.valueOf(role), LineOfBusiness.FUNERAL)
                : county.officer(Role.valueOf(role));
    }

    private static Map<String, String> exempt() throws IOException {
        return Files.readAllLines(EXEMPT).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Arrays.asList(line.split("\\s+", 2)))
                .collect(Collectors.toMap(
                        line -> line.get(0), line -> line.size() < 2 ? "" : line.get(1), (a, b) -> a, TreeMap::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
