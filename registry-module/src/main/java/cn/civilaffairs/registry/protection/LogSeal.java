package cn.civilaffairs.registry.protection;

import cn.civilaffairs.registry.protection.DataKeys.DataKey;
import cn.civilaffairs.registry.protection.DataKeys.Purpose;
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

    public short keyId() {
        return keys.current(Purpose.LOG).id();
    }
}
