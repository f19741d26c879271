package cn.civilaffairs.registry.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import cn.civilaffairs.registry.testing.DatabaseTest;
import java.nio.file.Path;
import java.util.HexFormat;
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

    /** Computed by another program: openssl mac -digest SM3 -macopt hexkey:000102…1f HMAC */
    @Test
    void makesTheCheckOfALogRowAsAnybodyElseWould() {
        byte[] key = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        String text = "v2|27:2026-11-22T08:30:00.123456Z|4:4711|36:01890a5d-ac96-774b-bcce-b302099a8057|8:clerk_03"
                + "|10:TOWN_CLERK|12:999001001000|6:5f3a21|8:10.1.2.3|14:CASE_CONFIRMED|4:case"
                + "|36:01890a5d-ac96-774b-bcce-b302099a8058|12:999001001201|4:DONE|-|8:1f2e3d4c|7:确认,30元a";
        assertThat(CryptoSuite.SM.hash(key, CryptoSuite.utf8(text)))
                .asHexString()
                .isEqualTo("5A1801B94AB05AA68B6B184CB5F4F30F67B016EC6AF15FACC61A67DD4396D818");
    }
}
