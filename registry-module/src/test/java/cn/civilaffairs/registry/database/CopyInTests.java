package cn.civilaffairs.registry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
class CopyInTests {

    @Autowired
    private DataSource dataSource;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestCounties counties;

    private TestCounty county;

    @BeforeEach
    void createCounty() {
        county = counties.create();
    }

    @Test
    void fillsATableBehindARowPolicy() {
        UUID id = copyHousehold(county.village(1, 1), "一组\t12号\\后院\n");

        assertThat(Acting.<String>as(
                        county.officer(Role.TOWN_CLERK),
                        () -> transaction.execute(
                                status -> jdbc.sql("select address from registry.household where id = ?")
                                        .param(id)
                                        .query(String.class)
                                        .single())))
                .isEqualTo("一组\t12号\\后院\n");
    }

    @Test
    void refusesRowsOutsideTheOfficersArea() {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> copyHousehold(county.village(2, 1), null))
                .havingRootCause()
                .withMessageContaining("row-level security");
    }

    private UUID copyHousehold(AreaCode village, @Nullable String address) {
        UUID id = Ids.next();
        Acting.as(
                county.officer(Role.TOWN_CLERK),
                () -> transaction.executeWithoutResult(status -> {
                    try (CopyIn copy = CopyIn.into(
                            dataSource,
                            "registry.household",
                            "id",
                            "file_no",
                            "area_code",
                            "residence",
                            "address",
                            "opened_on")) {
                        copy.value(id)
                                .value(id)
                                .value(village)
                                .value("RURAL")
                                .value(address)
                                .value(LocalDate.of(2026, 1, 1))
                                .endRow();
                    }
                }));
        return id;
    }
}
