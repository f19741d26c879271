package cn.civilaffairs.registry.officer;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What somebody with the database and without the key does to accounts is found; what the administrators do is not. */
@DatabaseTest
class AppointmentsOnRecordTests {

    @Autowired
    private OfficerAccounts accounts;

    @Autowired
    private Delegations delegations;

    @Autowired
    private AppointmentsOnRecord onRecord;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private String login;
    private UUID id;

    @BeforeEach
    void anAccountMadeByTheAdministrators() {
        clock.set(LocalDate.of(2026, 11, 16));
        county = counties.create();
        login = "rec_" + county.code().prefix();
        id = Acting.as(
                county.officer(Role.SYS_ADMIN),
                () -> accounts.create(login, "有记录", "测试单位", county.township(1), "hash"));
        granted(Role.TOWN_CLERK);
    }

    private void granted(Role role) {
        Acting.as(county.officer(Role.SEC_ADMIN), () -> accounts.grant(id, role, LineOfBusiness.ASSISTANCE));
    }

    @Test
    void explainsWhatTheAdministratorsDid() {
        assertThat(found()).isEmpty();
        granted(Role.VILLAGE_ASSISTANT);
        Acting.as(county.officer(Role.SEC_ADMIN), () -> accounts.revoke(id, Role.VILLAGE_ASSISTANT));
        Acting.as(county.officer(Role.SYS_ADMIN), () -> {
            accounts.enable(id, false);
            accounts.enable(id, true);
        });
        assertThat(found()).isEmpty();
    }

    @Test
    void explainsAStandInForAsLongAsItWasGiven() throws SQLException {
        Acting.as(county.officer(Role.SEC_ADMIN), () -> accounts.revoke(id, Role.TOWN_CLERK));
        Officer clerk = county.officer(Role.TOWN_CLERK);
        Acting.as(clerk, () -> delegations.give(Role.TOWN_CLERK, login, LocalDate.of(2026, 11, 20), "外出培训"));
        assertThat(found()).isEmpty();

        superuser("update registry.officer_grant set valid_to = '2026-12-10' where officer_id = '" + id
                + "' and delegated_by is not null");
        assertThat(found()).containsExactly(login + " 没有授予 TOWN_CLERK/ASSISTANCE 的记录");
    }

    @Test
    void findsARoleWrittenIntoTheTable() throws SQLException {
        superuser("insert into registry.officer_grant (officer_id, role, line, valid_from) values ('" + id
                + "', 'TOWN_CLERK', 'FUNERAL', '2026-01-01')");
        assertThat(found()).containsExactly(login + " 没有授予 TOWN_CLERK/FUNERAL 的记录");
    }

    @Test
    void findsARoleTakenBackAndReopened() throws SQLException {
        Acting.as(county.officer(Role.SEC_ADMIN), () -> accounts.revoke(id, Role.TOWN_CLERK));
        assertThat(found()).isEmpty();
        superuser("update registry.officer_grant set valid_to = null where officer_id = '" + id + "'");
        assertThat(found()).containsExactly(login + " 没有授予 TOWN_CLERK/ASSISTANCE 的记录");
    }

    @Test
    void findsAnAccountReopenedOrMadePastTheApplication() throws SQLException {
        Acting.as(county.officer(Role.SYS_ADMIN), () -> accounts.enable(id, false));
        assertThat(found()).as("closed, and stays closed").isEmpty();
        superuser("update registry.officer set enabled = true where id = '" + id + "'");
        assertThat(found()).containsExactly(login + " 日志中已停用");

        superuser("insert into registry.officer (id, login, name, unit, area_code, password_hash)"
                + " select uuidv7(), login || '_x', name, unit, area_code, password_hash from registry.officer where id = '"
                + id + "'");
        assertThat(found()).contains(login + "_x 没有新建账号的记录");
    }

    @Test
    void findsAPasswordHashExchangedInTheTable() throws SQLException {
        Officer officer = officer();
        accounts.changePassword(officer, "hash of one's own");
        assertThat(found()).isEmpty();
        assertThat(onRecord.explain(officer)).isTrue();

        superuser("update registry.officer set password_hash = 'somebody else''s' where id = '" + id + "'");

        assertThat(found()).containsExactly(login + " 口令与日志记录不符");
        assertThat(onRecord.explain(officer)).isFalse();
        assertThat(alarm()).contains("登录被拒", "口令与日志记录不符");
    }

    @Test
    void findsWhoIsCalledADemonstrationsToBePassedOver() throws SQLException {
        superuser("update registry.officer set demo = true where id = '" + id + "'");
        assertThat(onRecord.explain(officer())).isTrue();
        superuser("insert into registry.officer_grant (officer_id, role, line, valid_from) values ('" + id
                + "', 'TOWN_CLERK', 'FUNERAL', '2026-01-01')");
        assertThat(onRecord.explain(officer())).isFalse();
        assertThat(alarm()).contains("TOWN_CLERK/FUNERAL");
    }

    /** Whoever has the database and not the key may write a row, but not its check. */
    @Test
    void believesNoRowWithoutItsCheck() throws SQLException {
        superuser("insert into registry.officer_grant (officer_id, role, line, valid_from) values ('" + id
                + "', 'TOWN_CLERK', 'FUNERAL', '2026-01-01')");
        superuser(
                "insert into registry.operation_log (actor_login, roles, scope, action, object_type, object_id, result,"
                        + " detail, mac, key_id, canon_version) select actor_login, roles, scope, action, object_type, object_id,"
                        + " result, 'TOWN_CLERK/FUNERAL', mac, key_id, canon_version from registry.operation_log"
                        + " where object_id = '" + id + "' and action = 'ROLE_GRANTED' limit 1");
        assertThat(onRecord.explain(officer())).isFalse();
    }

    @Test
    void saysInTheLogWhereAnOfficerServesWhoIsAppointed() throws SQLException {
        Acting.as(county.officer(Role.SEC_ADMIN), () -> accounts.revoke(id, Role.TOWN_CLERK));
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select action, area_code from registry.operation_log where object_id = '" + id + "'")) {
            while (rows.next()) {
                assertThat(rows.getString(2))
                        .as(rows.getString(1))
                        .isEqualTo(county.township(1).value());
            }
        }
    }

    private Officer officer() {
        return accounts.byLogin(login).orElseThrow().officer();
    }

    /** The alarm supervision sees, by who serves where. */
    private String alarm() throws SQLException {
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select max(detail) from registry.operation_log where object_id = '" + id
                                + "' and action = 'INVARIANT_BROKEN' and scope = '"
                                + county.code().value()
                                + "' and area_code = '" + county.township(1).value() + "'")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Of this account and those named after it; other tests write theirs straight into the table. */
    private List<String> found() {
        return onRecord.unexplained().stream()
                .filter(what -> what.startsWith(login))
                .toList();
    }

    private static void superuser(String sql) throws SQLException {
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
