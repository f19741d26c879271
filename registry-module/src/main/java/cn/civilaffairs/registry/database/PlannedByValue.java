package cn.civilaffairs.registry.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reading whose best way depends on how much of the county is asked for. A statement asked for the sixth time is planned for any
 * values, and a range of areas is then taken for a hair's breadth of them: to an officer of the county it reads all there is
 * through an index meant for a village (decision 0049).
 */
@Component
public class PlannedByValue {

    private final JdbcClient jdbc;
    private final OncePerTransaction<String> said = new OncePerTransaction<>();

    PlannedByValue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the end of the running transaction every statement is planned for what it is asked with. */
    public void fromNowOn() {
        said.get(
                PlannedByValue.class,
                () -> jdbc.sql("select set_config('plan_cache_mode', 'force_custom_plan', true)")
                        .query(String.class)
                        .single());
    }
}
