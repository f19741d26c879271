package cn.civilaffairs.web.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The word lists the demo county is made of, under {@code demo/} on the classpath. */
final class DemoText {

    private DemoText() {}

    /** The lines of a list without comments and blank lines. */
    static List<String> lines(String name) {
        try (InputStream stream = Objects.requireNonNull(DemoText.class.getResourceAsStream("/demo/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
