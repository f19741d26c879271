package cn.civilaffairs.registry.audit;

import cn.civilaffairs.registry.routine.Routine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Notes the head of the sealed log outside the database once a day (封存号外部留存): a line {@code date,number:hash} at the end of
 * {@code civil.anchor-file}, or of {@code audit-anchors.csv} in the data folder where none is named. Whoever rewrites the whole
 * chain would have to rewrite that file too, and the copies the auditor keeps of it.
 */
@Component
public class LogAnchors implements Routine {

    private static final Logger LOG = LoggerFactory.getLogger(LogAnchors.class);

    private final LogChain chain;
    private final String file;
    private final Clock clock;

    LogAnchors(
            LogChain chain,
            @Value("${civil.anchor-file:}") String named,
            @Value("${civil.connection:own}") String connection,
            @Value("${civil.data-dir:data}") String folder,
            Clock clock) {
        this.chain = chain;
        // a test's database has no folder of its own
        this.file = named.isBlank() && connection.equals("own") ? folder + "/audit-anchors.csv" : named;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "anchor of the operation log";
    }

    @Override
    public void run() {
        if (file.isBlank()) {
            return;
        }
        String today = LocalDate.now(clock).toString();
        List<String> noted = read(Path.of(file));
        if (noted.stream().noneMatch(line -> line.startsWith(today + ","))) {
            chain.head().ifPresent(head -> {
                append(Path.of(file), today + "," + head);
                LOG.info("Operation log anchored: {},{}", today, head);
            });
        }
    }

    /** The lines noted so far; none if there is no file yet. */
    public static List<String> read(Path file) {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                            .filter(line -> !line.isBlank())
                            .toList()
                    : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void append(Path file, String line) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.writeString(
                    file,
                    line + System.lineSeparator(),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
