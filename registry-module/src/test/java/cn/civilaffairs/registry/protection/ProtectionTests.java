package cn.civilaffairs.registry.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import cn.civilaffairs.registry.testing.DatabaseTest;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the keys refuse. */
@DatabaseTest
class ProtectionTests {

    @Autowired
    private FieldCipher cipher;

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Tag("AC-072")
    void refusesToStartWithAnotherMasterKey() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new DataKeys(jdbc, MasterKey.random()))
                .withMessageContaining("主密钥与此数据库不符");
    }

    @Test
    @Tag("AC-066")
    void refusesToStartWithoutTheKeysFile(@TempDir Path folder) {
        assertThatIllegalStateException()
                .isThrownBy(() -> MasterKey.read(folder.resolve("missing.key")))
                .withMessageContaining("找不到主密钥文件");
    }

    @Test
    @Tag("AC-071")
    void opensNoValueInAnotherRowOrColumn() {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        byte[] stored = cipher.encrypt(ProtectedField.ACCOUNT_NUMBER, one, "6228480000000000018");

        assertThat(cipher.decrypt(ProtectedField.ACCOUNT_NUMBER, one, stored)).isEqualTo("6228480000000000018");
        assertThatExceptionOfType(IntegrityViolation.class)
                .isThrownBy(() -> cipher.decrypt(ProtectedField.ACCOUNT_NUMBER, other, stored));
        assertThatExceptionOfType(IntegrityViolation.class)
                .isThrownBy(() -> cipher.decrypt(ProtectedField.RESIDENT_PHONE, one, stored));
        stored[stored.length - 1] ^= 1;
        assertThatExceptionOfType(IntegrityViolation.class)
                .isThrownBy(() -> cipher.decrypt(ProtectedField.ACCOUNT_NUMBER, one, stored));
    }
}
