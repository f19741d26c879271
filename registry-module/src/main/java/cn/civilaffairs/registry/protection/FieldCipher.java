package cn.civilaffairs.registry.protection;

import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.protection.DataKeys.DataKey;
import cn.civilaffairs.registry.protection.DataKeys.Purpose;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Encrypts single values and finds them again by a blind index (security design §5.2). A ciphertext is bound to its
 * column and its row: pasted into another row it no longer opens.
 *
 * <p>Stored form: algorithm (1 byte), key number (2), nonce (12), ciphertext with tag.
 */
@Component
public class FieldCipher {

    private final DataKeys keys;
    private final IndexKey indexKey;

    FieldCipher(DataKeys keys, IndexKey indexKey) {
        this.keys = keys;
        this.indexKey = indexKey;
    }

    public byte[] encrypt(ProtectedField field, UUID row, String value) {
        return encryptBytes(field, row, CryptoSuite.utf8(value));
    }

    /** @throws IntegrityViolation if the value was altered or moved from another row */
    public String decrypt(ProtectedField field, UUID row, byte[] stored) {
        return new String(decryptBytes(field, row, stored), StandardCharsets.UTF_8);
    }

    public byte[] encryptBytes(ProtectedField field, UUID row, byte[] value) {
        DataKey key = keys.current(Purpose.FIELD);
        byte[] nonce = CryptoSuite.random(CryptoSuite.NONCE_LENGTH);
        byte[] sealed = key.suite().seal(key.suite().cipherKey(key.bytes()), nonce, bound(field, row), value);
        return ByteBuffer.allocate(3 + nonce.length + sealed.length)
                .put(key.suite().header())
                .putShort(key.id())
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IntegrityViolation if the value was altered or moved from another row */
    public byte[] decryptBytes(ProtectedField field, UUID row, byte[] stored) {
        if (stored.length < 3 + CryptoSuite.NONCE_LENGTH) {
            throw new IntegrityViolation();
        }
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        CryptoSuite suite = CryptoSuite.ofHeader(buffer.get());
        DataKey key = keys.byId(buffer.getShort());
        byte[] nonce = new byte[CryptoSuite.NONCE_LENGTH];
        buffer.get(nonce);
        byte[] sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        return suite.open(suite.cipherKey(key.bytes()), nonce, bound(field, row), sealed);
    }

    /**
     * The 32 bytes an exact value is found by.
     *
     * @param normalised the value in its one stored spelling; spellings that differ are different values
     * @throws RuleViolation {@code index.key-changing} while a rotation waits or works
     */
    public byte[] index(ProtectedField field, String normalised) {
        return index(indexKey.current(), field, normalised);
    }

    /**
     * As {@link #index}, for many values and on any thread until the running transaction ends.
     *
     * @throws RuleViolation {@code index.key-changing} while a rotation waits or works
     */
    public Function<String, byte[]> indexing(ProtectedField field) {
        DataKey key = indexKey.current();
        return normalised -> index(key, field, normalised);
    }

    static byte[] index(DataKey key, ProtectedField field, String normalised) {
        return key.suite().hash(key.bytes(), CryptoSuite.utf8(field.path() + "|" + normalised));
    }

    private static byte[] bound(ProtectedField field, UUID row) {
        return CryptoSuite.utf8(field.path() + "|" + row);
    }
}
