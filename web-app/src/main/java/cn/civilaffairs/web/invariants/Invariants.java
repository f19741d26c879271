package cn.civilaffairs.web.invariants;

import cn.civilaffairs.kernel.Unscoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Runs {@code db/invariants.sql} over what the acting officer may see. A checker apart from the code it checks: plain SQL,
 * none of the desks.
 */
@Component
@Unscoped("looks at whatever the row policies let the acting officer see")
public class Invariants {

    private static final int SHOWN = 5;

    private final JdbcClient jdbc;

    Invariants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every invariant with what breaks it; nothing breaks a sound one. */
    @Transactional(readOnly = true)
    public List<Finding> check() {
        return statements().stream()
                .map(invariant -> new Finding(
                        invariant.title,
                        jdbc.sql("select * from (" + invariant.sql + ") breach limit " + SHOWN)
                                .query(String.class)
                                .list()))
                .toList();
    }

    private static List<Statement> statements() {
        try {
            String file = new ClassPathResource("db/invariants.sql").getContentAsString(StandardCharsets.UTF_8);
            List<Statement> statements = new ArrayList<>();
            for (String part : file.split("(?m)^-- (?=I\\d)")) {
                int end = part.indexOf('\n');
                if (part.startsWith("I") && end > 0) {
                    statements.add(new Statement(
                            part.substring(0, end).strip(),
                            part.substring(end).strip().replaceFirst(";$", "")));
                }
            }
            return statements;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private record Statement(String title, String sql) {}

    /** One invariant, and the first few records that break it. */
    public record Finding(String title, List<String> breaches) {

        public Finding {
            breaches = Arrays.asList(breaches.toArray(String[]::new));
        }

        public boolean sound() {
            return breaches.isEmpty();
        }
    }
}
