package cn.civilaffairs.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a sign-in and a start page ask of the log they look up, however long it is and however often somebody signed in. */
@DatabaseTest
class RowsOfAnAccountTests {

    private static final Pattern PAGES = Pattern.compile("Buffers: shared hit=(\\d+)");
    private static final int FEW_PAGES = 60;

    private final UUID officer = UUID.randomUUID();

    @Test
    void areLookedUpAndNeverReadWithTheWholeLog() throws SQLException {
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false); // none of it stays: the rows have no check
            statement.execute(
                    "insert into registry.operation_log (actor_login, roles, scope, action, object_type, object_id,"
                            + " result, detail, mac, key_id, canon_version)"
                            + " select 'somebody', '', '', case when i % 4000 = 0 then 'PASSWORD_CHANGED' else 'SIGNED_IN' end, 'officer',"
                            + " case when i % 2 = 0 then '" + officer
                            + "' else 'other-' || i % 300 end, 'DONE', '', '\\x00', 1, 2"
                            + " from generate_series(1, 30000) i");
            statement.execute("analyze registry.operation_log");
            // a statement kept for every account, as a connection keeps what it is asked again and again
            statement.execute("set local plan_cache_mode = force_generic_plan");
            statement.execute("prepare rows_of_an_account (text[]) as " + LogReader.APPOINTMENTS
                    + LogReader.OF_SOME.replace(":accounts", "$1") + " order by l.id");

            String atSignIn = plan(statement, "execute rows_of_an_account (array['" + officer + "', 'somebody'])");
            String onTheStartPage = "select * from registry.account_news('" + officer + "', 'somebody')";
            plan(statement, onTheStartPage); // what the first of a connection reads of the catalogue is not counted

            assertThat(atSignIn).contains("operation_log_account").doesNotContain("Seq Scan");
            assertThat(pages(atSignIn)).isLessThan(FEW_PAGES);
            assertThat(plan(statement, LogReader.APPOINTMENTS + " order by l.id"))
                    .as("every account's, once a day")
                    .contains("operation_log_account")
                    .doesNotContain("Seq Scan");
            assertThat(pages(plan(statement, onTheStartPage))).isLessThan(FEW_PAGES);
            statement.execute("deallocate rows_of_an_account");
            connection.rollback();
        }
    }

    private static String plan(Statement statement, String asked) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = statement.executeQuery("explain (analyze, buffers) " + asked)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    /** Of the whole statement: its first line that counts any. */
    private static int pages(String plan) {
        Matcher pages = PAGES.matcher(plan);
        assertThat(pages.find()).as(plan).isTrue();
        return Integer.parseInt(pages.group(1));
    }
}
