package cn.civilaffairs.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.protection.LogSeal;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** An altered log is found, block and record; each test mends what it broke. */
@DatabaseTest
class LogChainTests {

    @Autowired
    private OperationLog log;

    @Autowired
    private LogChain chain;

    @Autowired
    private LogSeal seal;

    @Autowired
    private LogReader reader;

    @Autowired
    private TestCounties counties;

    private Officer officer;
    private final String object = UUID.randomUUID().toString();

    @BeforeEach
    void aSealedLog() {
        officer = counties.create().officer(Role.TOWN_CLERK);
        Acting.as(
                officer,
                () -> IntStream.range(0, 5)
                        .forEach(i -> log.done("TESTED", "thing", object, officer.area(), "第" + i + "次")));
        chain.sealNow();
    }

    @Test
    void passesAnUntouchedLogAndKnowsItsEarlierHeads() {
        LogChain.Verdict verdict = chain.verify(null);
        assertThat(verdict.message()).startsWith("日志核验通过");
        assertThat(verdict.exit()).isZero();

        Acting.as(officer, () -> log.done("TESTED", "thing", object, officer.area(), "又一次"));
        chain.sealNow();
        assertThat(chain.verify(verdict.head()).exit()).isZero();
        assertThat(chain.verify("1:00").exit()).isEqualTo(2);
    }

    @Test
    @Tag("AC-063")
    void findsAnAlteredRecord() throws SQLException {
        altered(
                "update registry.operation_log set detail = '没有的事' where object_id = '" + object
                        + "' and detail = '第3次'",
                "内容与校验码不符",
                "update registry.operation_log set detail = '第3次' where object_id = '" + object
                        + "' and detail = '没有的事'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"at = at + interval '1 microsecond'", "ip = '10.9.9.9'", "request_id = 'x'", "session_hash = 'x'"
            })
    void findsAnotherTimeOrSourceToo(String harm) throws SQLException {
        String row = " where object_id = '" + object + "' and detail = '第2次'";
        altered(
                "create table public.kept as select * from registry.operation_log" + row
                        + "; update registry.operation_log set " + harm + row,
                "内容与校验码不符",
                "update registry.operation_log l set at = k.at, ip = k.ip, request_id = k.request_id, session_hash = k.session_hash"
                        + " from public.kept k where l.id = k.id; drop table public.kept");
    }

    /** Rows of the first releases are checked as they were written, and nobody passes a new row off as one of them. */
    @Test
    void verifiesRowsOfTheFirstReleasesUnderTheirVersion() throws SQLException {
        LogText old = new LogText(
                "",
                "",
                null,
                "old_hand",
                "",
                "",
                null,
                null,
                "TESTED",
                "thing",
                object,
                null,
                "DONE",
                null,
                null,
                "从前");
        try (Connection superuser = TestDatabase.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute(
                    "insert into registry.operation_log (actor_login, roles, scope, ip, action, object_type, object_id,"
                            + " result, detail, mac, key_id, canon_version) values ('old_hand', '', '', '10.0.0.1', 'TESTED', 'thing', '"
                            + object + "', 'DONE', '从前', '\\x" + HexFormat.of().formatHex(seal.seal(old.canonical(1)))
                            + "', "
                            + seal.keyId() + ", 1)");
        }
        chain.sealNow();
        assertThat(chain.verify(null).exit()).isZero();
        altered(
                "update registry.operation_log set canon_version = 1 where object_id = '" + object
                        + "' and detail = '第1次'",
                "内容与校验码不符",
                "update registry.operation_log set canon_version = 2 where object_id = '" + object
                        + "' and detail = '第1次'");
    }

    @Test
    @Tag("AC-064")
    void findsARemovedRecord() throws SQLException {
        altered(
                "create table public.kept as select * from registry.operation_log where object_id = '" + object
                        + "' and detail = '第4次'; delete from registry.operation_log where object_id = '" + object
                        + "' and detail = '第4次'",
                "日志缺失",
                "insert into registry.operation_log overriding system value select * from public.kept;"
                        + " drop table public.kept");
    }

    @Test
    void findsARecordSlippedInBehind() throws SQLException {
        altered(
                "insert into registry.operation_log (actor_login, roles, scope, action, object_type, result, detail, mac,"
                        + " key_id, canon_version, xid) select actor_login, roles, scope, action, object_type, result,"
                        + " detail || '!', mac, key_id, canon_version, xid from registry.operation_log where object_id = '"
                        + object + "' and detail = '第1次'",
                "日志核验不通过",
                "delete from registry.operation_log where detail = '第1次!'");
    }

    @Test
    void showsTheAuditorWhoDidWhatToWhom() {
        assertThat(reader.find(
                        officer.login(),
                        object,
                        "TESTED",
                        LocalDate.of(2020, 1, 1),
                        LocalDate.of(2100, 1, 1),
                        Long.MAX_VALUE,
                        3))
                .hasSize(3)
                .first()
                .satisfies(entry -> {
                    assertThat(entry.detail()).isEqualTo("第4次");
                    assertThat(entry.name()).isEqualTo(officer.name());
                });
    }

    private void altered(String harm, String finding, String mend) throws SQLException {
        try (Connection superuser = TestDatabase.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute(harm);
            try {
                LogChain.Verdict verdict = chain.verify(null);
                assertThat(verdict.exit()).isEqualTo(2);
                assertThat(verdict.message()).contains(finding);
            } finally {
                statement.execute(mend);
            }
        }
        assertThat(chain.verify(null).exit()).isZero();
    }
}
