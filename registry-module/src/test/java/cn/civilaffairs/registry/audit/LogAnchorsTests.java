package cn.civilaffairs.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import java.nio.file.Path;
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
        LogAnchors anchors = new LogAnchors(chain, file.toString(), business);
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
}
