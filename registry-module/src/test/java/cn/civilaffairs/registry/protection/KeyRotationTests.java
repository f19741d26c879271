package cn.civilaffairs.registry.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.files.StoredFiles;
import cn.civilaffairs.registry.officer.SecondFactor;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A rotation stopped half-way loses nothing and is completed by the next. */
@DatabaseTest
class KeyRotationTests {

    @Autowired
    private KeyRotation rotation;

    @Autowired
    private StoredFiles files;

    @Autowired
    private SecondFactor factor;

    @Autowired
    private TestCounties counties;

    @Test
    @Tag("AC-074")
    void goesOnWhereItWasKilledAndLeavesEveryValueReadableUnderTheNewKey() throws SQLException {
        Officer officer = counties.create().officer(Role.FINANCE_SIGNER);
        UUID file = Acting.as(
                officer,
                () -> files.store(officer.area(), "a.txt", "text/plain", "回单".getBytes(StandardCharsets.UTF_8)));
        String secret = factor.prepare(officer);
        int before = keyOf(file);

        assertThatIllegalStateException()
                .isThrownBy(() -> rotation.rotate(column -> {
                    if (column.startsWith("RESIDENT_DISABILITY")) {
                        throw new IllegalStateException("killed");
                    }
                }));
        assertThat(rotation.outstanding()).isPositive();
        assertThat(keyOf(file)).isEqualTo(before);
        int keys = keys();

        rotation.rotate(column -> {});

        assertThat(keys()).as("no third key for one rotation").isEqualTo(keys);
        assertThat(rotation.outstanding()).isZero();
        assertThat(keyOf(file)).isGreaterThan(before);
        assertThat(Acting.as(officer, () -> files.read(file, officer.scope()).content()))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("回单");
        assertThat(factor.prepare(officer)).isEqualTo(secret);
    }

    private static int keyOf(UUID file) throws SQLException {
        return number(
                "select get_byte(content_enc, 1) * 256 + get_byte(content_enc, 2) from registry.stored_file where id = '"
                        + file + "'");
    }

    private static int keys() throws SQLException {
        return number("select count(*) from registry.crypto_key");
    }

    private static int number(String sql) throws SQLException {
        try (Connection connection = TestDatabase.superuser();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
