package cn.civilaffairs.registry.files;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
class StoredFilesTests {

    @Autowired
    private StoredFiles files;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    @Tag("asvs-5.2.4")
    void takesADaysWorthOfFilesFromOneOfficerAndNotOneMoreUntilTheNextDay() {
        clock.set(LocalDate.of(2026, 11, 16));
        TestCounty county = counties.create();
        Officer clerk = county.officer(Role.TOWN_CLERK);
        alreadyStored(clerk, county, StoredFiles.FILES_A_DAY - 1, 1);

        assertThat(stored(clerk, county)).as("the last of the day").isNotNull();
        refused("file.too-many", () -> stored(clerk, county));
        assertThat(stored(county.officer(Role.TOWN_CLERK, 2), county))
                .as("a colleague")
                .isNotNull();

        clock.set(LocalDate.of(2026, 11, 18));
        assertThat(stored(clerk, county)).as("the day after").isNotNull();
    }

    @Test
    @Tag("asvs-5.2.4")
    void takesNoFileThatFillsWhatADayHolds() {
        clock.set(LocalDate.of(2026, 11, 16));
        TestCounty county = counties.create();
        Officer clerk = county.officer(Role.TOWN_CLERK);
        alreadyStored(clerk, county, 1, StoredFiles.BYTES_A_DAY - 2);

        refused("file.too-many", () -> stored(clerk, county));
    }

    private void alreadyStored(Officer officer, TestCounty county, int files, long bytesEach) {
        Acting.as(
                officer,
                () -> transaction.executeWithoutResult(status -> jdbc.sql("""
                                insert into registry.stored_file (area_code, name, media_type, size, sha256, stored_by, stored_at,
                                    removed_at)
                                select :area, 'x', 'x/y', :size, 'x', :officer, timestamptz '2026-11-16 08:00+08', now()
                                from generate_series(1, :files)""")
                        .param("area", county.village(1, 1).value())
                        .param("officer", officer.id())
                        .param("files", files)
                        .param("size", bytesEach)
                        .update()));
    }

    private UUID stored(Officer officer, TestCounty county) {
        return Acting.as(officer, () -> files.store(county.village(1, 1), "x.txt", "text/plain", new byte[] {1, 2, 3}));
    }
}
