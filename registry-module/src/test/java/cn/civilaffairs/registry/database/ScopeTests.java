package cn.civilaffairs.registry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the database itself keeps from the application. */
@DatabaseTest
class ScopeTests {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ActingApart apart;

    @Autowired
    private TestCounties counties;

    private TestCounty county;

    @BeforeEach
    void twoHouseholdsInTwoTownships() {
        county = counties.create();
        Acting.as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> transaction.executeWithoutResult(status -> {
                    household(county.village(1, 1));
                    household(county.village(2, 1));
                }));
    }

    @Test
    @Tag("AC-095")
    void connectsAsARoleThatMayNeitherBypassPoliciesNorOwnTables() {
        assertThat(jdbc.sql("select current_user").query(String.class).single()).isEqualTo("civil_app");
        assertThat(jdbc.sql("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(jdbc.sql("select count(*) from pg_tables where tableowner = current_user")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void showsEachOfficerTheirOwnAreaOnly() {
        assertThat(countAs(Role.TOWN_CLERK, false)).isEqualTo(1);
        assertThat(countAs(Role.TOWN_CLERK, true)).isEqualTo(1);
        assertThat(countAs(Role.COUNTY_CASEWORKER, false)).isEqualTo(2);
    }

    @Test
    @Tag("AC-096")
    void showsNothingWhenNobodyActsOrOutsideATransaction() {
        assertThat(count()).isZero();
        Integer unattended = transaction.execute(status -> count());
        assertThat(unattended).isZero();
        assertThat(countAs(Role.COUNTY_CASEWORKER, false)).isEqualTo(2);
        assertThat(count()).isZero();
    }

    @Test
    @Tag("AC-097")
    void leavesNoScopeBehindOnAConnection() throws Exception {
        Officer clerk = county.officer(Role.TOWN_CLERK);
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        ExecutorService workers = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<Integer>>> counts = IntStream.range(0, 8)
                    .mapToObj(worker -> workers.submit(() -> IntStream.range(0, 100)
                            .mapToObj(turn -> turnOf(turn, clerk, caseworker))
                            .toList()))
                    .toList();
            for (Future<List<Integer>> count : counts) {
                assertThat(count.get()).allMatch(seen -> seen == 1);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    /** The county looks and its transaction is committed, rolled back, fails or runs out of time; then the clerk counts. */
    private int turnOf(int turn, Officer clerk, Officer caseworker) {
        try {
            Acting.as(
                    caseworker,
                    () -> transaction.executeWithoutResult(status -> {
                        assertThat(count()).isEqualTo(2);
                        if (turn % 4 == 1) {
                            status.setRollbackOnly();
                        } else if (turn % 4 == 2) {
                            jdbc.sql("select 1 / 0").query(Integer.class).single();
                        } else if (turn % 4 == 3) {
                            jdbc.sql("select set_config('statement_timeout', '5ms', true)")
                                    .query(String.class)
                                    .single();
                            jdbc.sql("select pg_sleep(10)").query().singleRow();
                        }
                    }));
        } catch (DataAccessException failed) {
            assertThat(failed.getMostSpecificCause().getMessage())
                    .contains(turn % 4 == 2 ? "division by zero" : "statement timeout");
        }
        return Objects.requireNonNull(Acting.<Integer>as(clerk, () -> transaction.execute(status -> count())));
    }

    /** A transaction that cannot be given its scope is over: the thread keeps nothing of it. */
    @Test
    @Tag("AC-097")
    void leavesNothingBehindWhereATransactionCannotBegin() throws SQLException {
        Officer clerk = county.officer(Role.TOWN_CLERK);
        superuser("revoke select on registry.limited_access_officer from civil_app");
        try {
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> Acting.as(clerk, () -> transaction.execute(status -> count())))
                    .withStackTraceContaining("permission denied");
            assertThat(TransactionSynchronizationManager.isSynchronizationActive())
                    .isFalse();
            assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
        } finally {
            superuser("grant select on registry.limited_access_officer to civil_app");
        }
        Integer seen = Acting.as(clerk, () -> transaction.execute(status -> count()));
        assertThat(seen).isEqualTo(1);
    }

    private static void superuser(String sql) throws SQLException {
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void refusesToActAsAnotherInATransactionSomebodyElseBegan() {
        Officer clerk = county.officer(Role.TOWN_CLERK);
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        Acting.as(
                caseworker,
                () -> transaction.executeWithoutResult(status -> {
                    assertThatIllegalStateException()
                            .isThrownBy(() -> Acting.as(clerk, this::count))
                            .withMessageContainingAll(caseworker.login(), clerk.login());
                    assertThat(Acting.<Integer>as(caseworker, this::count)).isEqualTo(2);
                    assertThat(apart.<Integer>as(clerk, this::count)).isEqualTo(1);
                    assertThat(count()).isEqualTo(2);
                    assertThat(Acting.officer()).isEqualTo(caseworker);
                }));
        transaction.executeWithoutResult(status -> assertThatIllegalStateException()
                .isThrownBy(() -> Acting.as(clerk, this::count))
                .withMessageContaining("nobody"));
    }

    @Test
    void refusesARowOutsideTheOfficersArea() {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> Acting.as(
                        county.officer(Role.TOWN_CLERK),
                        () -> transaction.executeWithoutResult(status -> household(county.village(2, 2)))))
                .havingRootCause()
                .withMessageContaining("row-level security");
    }

    @Test
    @Tag("AC-062")
    @Tag("AC-068")
    void deniesDeletingBusinessRowsAndTouchingTheLog() {
        for (String statement : List.of(
                "delete from registry.household",
                "delete from registry.payment_account",
                "update registry.operation_log set action = 'X'",
                "delete from registry.operation_log",
                "truncate registry.operation_log",
                "drop table registry.operation_log",
                "alter table registry.operation_log disable trigger all",
                "update registry.log_block set records = 0",
                "delete from registry.log_block",
                "select count(*) from registry.operation_log",
                "insert into registry.operation_log (id, actor_login, roles, scope, action, object_type, result, detail, mac,"
                        + " key_id, canon_version) values (1, '', '', '', '', '', 'DONE', '', '', 1, 1)",
                "insert into registry.operation_log (at, actor_login, roles, scope, action, object_type, result, detail, mac,"
                        + " key_id, canon_version) values ('2020-01-01', '', '', '', '', '', 'DONE', '', '', 1, 1)",
                "alter table registry.household disable row level security")) {
            assertThatExceptionOfType(DataAccessException.class)
                    .as(statement)
                    .isThrownBy(() -> jdbc.sql(statement).update())
                    .satisfies(
                            refused -> assertThat(refused.getMostSpecificCause().getMessage())
                                    .containsAnyOf("permission denied", "must be owner", "GENERATED ALWAYS"));
        }
    }

    @Test
    void putsEveryTableWithAnAreaBehindTheScope() {
        assertThat(jdbc.sql("""
                                select n.nspname || '.' || c.relname from pg_class c
                                join pg_namespace n on n.oid = c.relnamespace
                                join pg_attribute a on a.attrelid = c.oid and a.attname = 'area_code' and not a.attisdropped
                                where c.relkind = 'r' and n.nspname in ('registry', 'casework', 'disbursement', 'assistance')
                                  and not (c.relrowsecurity and c.relforcerowsecurity)
                                order by 1""").query(String.class).list())
                .containsExactly(
                        "registry.officer", "registry.operation_log", "registry.parameter", "registry.standard");
    }

    private int countAs(Role role, boolean elsewhere) {
        return Acting.as(elsewhere ? county.elsewhere(role) : county.officer(role), () -> {
            Integer seen = transaction.execute(status -> count());
            return seen == null ? -1 : seen;
        });
    }

    private int count() {
        return jdbc.sql("select count(*) from registry.household where area_code like :prefix")
                .param("prefix", county.code().prefix() + "%")
                .query(Integer.class)
                .single();
    }

    private void household(AreaCode village) {
        jdbc.sql("""
                        insert into registry.household (file_no, area_code, residence, opened_on)
                        values (:number, :area, 'RURAL', date '2026-01-01')""")
                .param("number", Ids.next().toString())
                .param("area", village.value())
                .update();
    }
}
