package cn.civilaffairs.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What lies in the directory of temporary files and could be of an import or an export. */
public final class LeftFiles {

    private static final int TRIES = 100;

    private LeftFiles() {}

    public static Set<String> now() throws IOException {
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        try (Stream<Path> files = Files.list(directory);
                Stream<Path> poi = Files.exists(directory.resolve("poifiles"))
                        ? Files.list(directory.resolve("poifiles"))
                        : Stream.empty()) {
            return new TreeSet<>(Stream.concat(files.filter(Files::isRegularFile), poi)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("(?i).*(export|upload|import|encrypted|xlsx).*"))
                    .toList());
        }
    }

    /** Another process may be writing there for a moment. */
    public static void assertNothingNew(Set<String> before) throws IOException, InterruptedException {
        for (int i = 0; i < TRIES && !before.containsAll(now()); i++) {
            Thread.sleep(50);
        }
        assertThat(now()).isSubsetOf(before);
    }
}
