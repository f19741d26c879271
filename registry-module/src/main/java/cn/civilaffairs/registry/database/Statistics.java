package cn.civilaffairs.registry.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells the planner of PostgreSQL what a bulk write has changed. Until it knows the rows of a run just written it expects
 * one, and joins ten thousand lines to ten thousand results line by line: minutes instead of a blink.
 */
@Component
public class Statistics {

    /** A table that grows by less than this part is not counted anew: counting costs as much as writing some thousand rows. */
    private static final int ONE_IN = 5;

    private final JdbcClient jdbc;
    private final Map<String, Long> writtenSince = new ConcurrentHashMap<>();

    Statistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Counts anew, seeing what this transaction has written.
     *
     * @param tables names written in our code, never input, on which the application may MAINTAIN
     */
    public void refresh(String... tables) {
        jdbc.sql("analyze " + String.join(", ", tables)).update();
    }

    /**
     * Counts anew once so much has been written that the planner would be misled; so that work in chunks may call it after each.
     *
     * @param rows written into each of the tables
     * @param tables names written in our code, never input; the first tells how much there is
     */
    public void grown(long rows, String... tables) {
        long written = writtenSince.merge(tables[0], rows, Long::sum);
        long known = jdbc.sql("select reltuples::bigint from pg_class where oid = ?::regclass")
                .param(tables[0])
                .query(Long.class)
                .single();
        if (written * ONE_IN >= known) {
            writtenSince.remove(tables[0]);
            refresh(tables);
        }
    }
}
