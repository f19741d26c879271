package cn.civilaffairs.registry.protection;

import cn.civilaffairs.registry.protection.DataKeys.DataKey;
import cn.civilaffairs.registry.protection.DataKeys.Purpose;
import java.security.MessageDigest;
import org.springframework.stereotype.Component;

/** The keyed check (校验码) over the canonical text of an operation log row. */
@Component
public class LogSeal {

    private final DataKeys keys;

    LogSeal(DataKeys keys) {
        this.keys = keys;
    }

    public byte[] seal(String canonicalText) {
        DataKey key = keys.current(Purpose.LOG);
        return key.suite().hash(key.bytes(), CryptoSuite.utf8(canonicalText));
    }

    /** Whether a stored check belongs to a text; the key is the one it was made with. */
    public boolean fits(String canonicalText, byte[] mac, short keyId) {
        DataKey key = keys.byId(keyId);
        return MessageDigest.isEqual(key.suite().hash(key.bytes(), CryptoSuite.utf8(canonicalText)), mac);
    }

    /** The keyed hash a block of the log is closed with. */
    public byte[] hash(byte[] content) {
        DataKey key = keys.current(Purpose.LOG);
        return key.suite().hash(key.bytes(), content);
    }

    public short keyId() {
        return keys.current(Purpose.LOG).id();
    }
}
