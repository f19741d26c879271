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
