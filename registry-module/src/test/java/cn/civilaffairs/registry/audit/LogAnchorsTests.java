package cn.civilaffairs.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** The heads noted outside the database: one a day, each still a block of the chain. */
@DatabaseTest
class LogAnchorsTests {

    @Autowired
    private LogChain chain;

    @Autowired
    private OperationLog log;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private Clock business;

    @Test
    @Tag("AC-064")
    void notesOneHeadADayAndVerifiesAgainstAllOfThem(@TempDir Path folder) {
        Path file = folder.resolve("anchors.csv");
        LogAnchors anchors = new LogAnchors(chain, file.toString(), "given", "", business);
        Officer officer = counties.create().officer(Role.TOWN_CLERK);
        for (int day = 16; day <= 17; day++) {
            clock.set(LocalDate.of(2026, 11, day));
            Acting.as(officer, () -> log.done("TESTED", "thing", "x", officer.area(), "一次"));
            chain.sealNow();
            anchors.run();
            anchors.run();
        }
        List<String> noted = LogAnchors.read(file);
        assertThat(noted).hasSize(2);
        assertThat(noted.get(0)).startsWith("2026-11-16,").isNotEqualTo(noted.get(1));
        List<String> heads = noted.stream()
                .map(line -> line.substring(line.indexOf(',') + 1))
                .toList();
        assertThat(chain.verifyAgainst(heads).exit()).isZero();
        assertThat(chain.verifyAgainst(List.of(heads.get(0), "2:00")).exit()).isEqualTo(2);
    }

    /** Whoever owns the database takes the newest records and the block they were sealed in; what is left fits together. */
    @Test
    @Tag("AC-064")
    void findsTheEndTakenAwayTogetherWithItsBlock(@TempDir Path folder) throws SQLException {
        Officer officer = counties.create().officer(Role.TOWN_CLERK);
        chain.sealNow();
        Acting.as(officer, () -> log.done("TESTED", "thing", "x", officer.area(), "最后一次"));
        chain.sealNow();
        Path file = folder.resolve("anchors.csv");
        new LogAnchors(chain, file.toString(), "given", "", business).run();
        List<String> heads = LogAnchors.read(file).stream()
                .map(line -> line.substring(line.indexOf(',') + 1))
                .toList();
        String last = heads.get(0).substring(0, heads.get(0).indexOf(':'));
        try (Connection superuser = TestDatabase.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute(
                    "create table public.kept_block as select * from registry.log_block where number = " + last);
            statement.execute("create table public.kept_rows as select l.* from registry.operation_log l"
                    + " join public.kept_block b on l.xid >= b.from_xid and l.xid < b.to_xid");
            statement.execute("delete from registry.operation_log l using public.kept_rows k where l.id = k.id");
            statement.execute("delete from registry.log_block where number = " + last);
            try {
                assertThat(chain.verify(null).exit())
                        .as("the chain alone knows nothing of it")
                        .isZero();
                LogChain.Verdict verdict = chain.verifyAgainst(heads);
                assertThat(verdict.exit()).isEqualTo(2);
                assertThat(verdict.message()).contains("与外部留存的封存号不符");
            } finally {
                statement.execute("insert into registry.log_block select * from public.kept_block");
                statement.execute(
                        "insert into registry.operation_log overriding system value select * from public.kept_rows");
                statement.execute("drop table public.kept_block, public.kept_rows");
            }
        }
        assertThat(chain.verifyAgainst(heads).exit()).isZero();
    }
}
