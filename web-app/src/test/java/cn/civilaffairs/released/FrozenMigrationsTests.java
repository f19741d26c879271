package cn.civilaffairs.released;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What was released is never edited: a bureau's database has run it. With a release its new migrations join the list. */
class FrozenMigrationsTests {

    @Test
    void leavesReleasedMigrationsAsTheyWere() throws Exception {
        Map<String, String> frozen = new ClassPathResource("released/checksums.txt")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0], (a, b) -> a, TreeMap::new));
        Map<String, String> present = new TreeMap<>();
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*/V*.sql");
        for (Resource file : files) {
            String path = file.getURL().getPath();
            present.put(path.substring(path.indexOf("db/migration/")), sha256(file));
        }

        assertThat(frozen).hasSizeGreaterThan(30);
        assertThat(present).containsAllEntriesOf(frozen);
        String lastReleased = version(frozen.keySet().stream()
                .max((a, b) -> version(a).compareTo(version(b)))
                .orElseThrow());
        assertThat(present.keySet())
                .as("nothing slips in below what was released")
                .allMatch(file -> frozen.containsKey(file) || version(file).compareTo(lastReleased) > 0);
    }

    private static String version(String file) {
        return file.replaceAll(".*/V(\\d+)__.*", "$1");
    }

    private static String sha256(Resource file) throws IOException, NoSuchAlgorithmException {
        String text = file.getContentAsString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
