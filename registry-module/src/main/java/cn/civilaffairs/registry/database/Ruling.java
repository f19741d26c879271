package cn.civilaffairs.registry.database;

import cn.civilaffairs.kernel.StaleVersion;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the second of two people decided (决定), as every table of things proposed keeps it: {@code state}, {@code decided_by},
 * {@code decided_at}, {@code decision_note}.
 *
 * @param state the state decided upon
 */
public record Ruling(Enum<?> state, @Nullable String note, UUID by, OffsetDateTime at) {

    /**
     * Writes it into the row that waits for it.
     *
     * @param open the state of a row nobody has decided
     * @throws StaleVersion if somebody decided or changed the row meanwhile
     */
    public void write(JdbcClient jdbc, String table, Enum<?> open, UUID id, int version) {
        StaleVersion.unless(jdbc.sql("""
                        update %s set state = ?, decided_by = ?, decided_at = ?, decision_note = ?, version = version + 1
                        where id = ? and version = ? and state = ?""".formatted(table))
                        .params(Arrays.asList(state.name(), by, at, note, id, version, open.name()))
                        .update()
                == 1);
    }
}
