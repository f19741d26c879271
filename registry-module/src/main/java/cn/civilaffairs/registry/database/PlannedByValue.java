package cn.civilaffairs.registry.database;

import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
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
    private final JdbcClient each;
    private final OncePerTransaction<String> said = new OncePerTransaction<>();

    PlannedByValue(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.each = JdbcClient.create(new NeverPrepared(dataSource));
    }

    /**
     * Asks statements each of which is planned for its values, and nothing else of the transaction is: what a page asks beside
     * by a key keeps its plan.
     */
    public JdbcClient each() {
        return each;
    }

    /**
     * Until the end of the running transaction, which goes through a county piece by piece: every statement is planned for its
     * values and looks its rows up. For two thousand of a million people the planner would rather read everybody, and it would
     * do so for every piece.
     */
    public void pieceByPiece() {
        said.get(
                PlannedByValue.class,
                () -> jdbc.sql("select set_config('plan_cache_mode', 'force_custom_plan', true)"
                                + " || set_config('enable_seqscan', 'off', true)"
                                + " || set_config('enable_mergejoin', 'off', true)")
                        .query(String.class)
                        .single());
    }

    /** A statement without a name on the server is planned when its values are there. */
    private static final class NeverPrepared extends JdbcTemplate {

        NeverPrepared(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        protected void applyStatementSettings(Statement statement) throws SQLException {
            super.applyStatementSettings(statement);
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
    }
}
