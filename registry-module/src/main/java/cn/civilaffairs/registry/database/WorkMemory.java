package cn.civilaffairs.registry.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Room for the sorts and hash tables of a statement over a whole county. The server grants every query 4 MB because hundreds
 * may run at once; of the work that goes over everybody only one or two statements do, and on disk they take twice as long.
 */
@Component
public class WorkMemory {

    private static final String ROOM = "64MB";

    private final JdbcClient jdbc;

    WorkMemory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the end of the running transaction. */
    public void grant() {
        jdbc.sql("select set_config('work_mem', ?, true)")
                .param(ROOM)
                .query(String.class)
                .single();
    }
}
