package cn.civilaffairs.registry.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import cn.civilaffairs.registry.audit.LogChain;
import cn.civilaffairs.registry.testing.DatabaseTest;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.BeanCreationException;
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

    /** What audit-verify says and ends with when the product cannot even start. */
    @Test
    @Tag("AC-066")
    void isNeverSaidToBeVerifiedNorBrokenWithoutTheKey(@TempDir Path folder) {
        Path missing = folder.resolve("missing.key");
        Throwable noKey = catchThrowable(() -> MasterKey.read(missing));
        LogChain.Verdict verdict = LogChain.Verdict.unable(new BeanCreationException(
                "fieldCipher", "Unsatisfied dependency", new RuntimeException("wrapped", noKey)));
        assertThat(verdict.exit()).isEqualTo(3);
        assertThat(verdict.message()).startsWith("无法核验：找不到主密钥文件：" + missing);
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

    /** Both suites behind the one interface: bound to the row, and never twice the same for one value (ASVS 11.3.4). */
    @ParameterizedTest
    @EnumSource(CryptoSuite.class)
    @Tag("asvs-11.3.4")
    void sealsWithEitherSuiteUnderANonceOfItsOwn(CryptoSuite suite) {
        byte[] key = suite.cipherKey(CryptoSuite.random(32));
        byte[] plain = CryptoSuite.utf8("6228480000000000018");
        byte[] here = CryptoSuite.utf8("row 1");
        byte[] nonce = CryptoSuite.random(CryptoSuite.NONCE_LENGTH);
        byte[] sealed = suite.seal(key, nonce, here, plain);

        assertThat(suite.open(key, nonce, here, sealed)).isEqualTo(plain);
        assertThatExceptionOfType(IntegrityViolation.class)
                .isThrownBy(() -> suite.open(key, nonce, CryptoSuite.utf8("row 2"), sealed));
        assertThat(CryptoSuite.ofHeader(suite.header())).isEqualTo(suite);
        assertThat(suite.hash(key, plain)).hasSize(32).isNotEqualTo(suite.hash(CryptoSuite.random(32), plain));
        UUID row = UUID.randomUUID();
        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(i -> HexFormat.of()
                                .formatHex(cipher.encrypt(ProtectedField.ACCOUNT_NUMBER, row, "1"), 3, 15))
                        .distinct())
                .as("nonces")
                .hasSize(1_000);
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
