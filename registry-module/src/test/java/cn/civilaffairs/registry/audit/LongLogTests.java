package cn.civilaffairs.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.registry.protection.LogSeal;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;

/** A long log is read in one pass and little memory: a million records with {@code -Dreliability=full}. */
@DatabaseTest
class LongLogTests {

    private static final boolean FULL = "full".equals(System.getProperty("reliability"));
    private static final int TRANSACTIONS = FULL ? 20_000 : 100;
    private static final int RECORDS_EACH = 50;

    @Autowired
    private LogChain chain;

    @Autowired
    private LogSeal seal;

    @Test
    @Tag("AC-065")
    void passesUntouchedHoweverLong() throws SQLException, IOException {
        try (Connection superuser = TestDatabase.superuser()) {
            superuser.setAutoCommit(false);
            for (int i = 1; i <= TRANSACTIONS; i++) {
                write(superuser);
                superuser.commit();
                if (i % 10 == 0) {
                    chain.sealNow();
                }
            }
        }
        chain.sealNow();

        Instant before = Instant.now();
        LogChain.Verdict verdict = chain.verify(null);
        Duration took = Duration.between(before, Instant.now());
        System.out.printf("[AC-065] %s in %d ms%n", verdict.message(), took.toMillis());

        assertThat(verdict.exit()).as(verdict.message()).isZero();
        assertThat(took).isLessThan(Duration.ofSeconds(30));
        long records = Long.parseLong(verdict.message().replaceAll(".*共 (\\d+) 条.*", "$1"));
        assertThat(records).isGreaterThanOrEqualTo((long) TRANSACTIONS * RECORDS_EACH);
    }

    private void write(Connection superuser) throws SQLException, IOException {
        String at;
        String xid;
        try (Statement statement = superuser.createStatement();
                ResultSet row =
                        statement.executeQuery("select " + LogText.time("now()") + ", pg_current_xact_id()::text")) {
            row.next();
            at = row.getString(1);
            xid = row.getString(2);
        }
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < RECORDS_EACH; i++) {
            String detail = "第" + i + "条:查看了一份档案,没有改动";
            LogText text = new LogText(
                    at,
                    xid,
                    null,
                    "long_log",
                    "",
                    "",
                    null,
                    "10.0.0.1",
                    "SEEN",
                    "thing",
                    "1",
                    null,
                    "DONE",
                    null,
                    "r",
                    detail);
            rows.append("long_log\t\t\t10.0.0.1\tSEEN\tthing\t1\tDONE\tr\t%s\t\\\\x%s\t%d\t%d%n"
                    .formatted(
                            detail,
                            HexFormat.of().formatHex(seal.seal(text.canonical(LogText.VERSION))),
                            seal.keyId(),
                            LogText.VERSION));
        }
        superuser
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "copy registry.operation_log (actor_login, roles, scope, ip, action, object_type, object_id, result,"
                                + " request_id, detail, mac, key_id, canon_version) from stdin",
                        new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
