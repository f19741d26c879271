package cn.civilaffairs.registry.policy;

import java.util.List;
import java.util.Optional;

/** What may stand on the parameter sheet: one of the keys all counties share, or a limit some matter declares. */
public sealed interface SheetKey permits ParameterKey, LimitKey {

    /** @throws IllegalArgumentException if nothing of that code can stand on the sheet */
    static SheetKey of(String code) {
        return LimitKey.isOne(code) ? new LimitKey(code) : ParameterKey.of(code);
    }

    /** Empty for a key that stood on older sheets and means nothing any more. */
    static Optional<SheetKey> find(String code) {
        return LimitKey.isOne(code)
                ? Optional.of(new LimitKey(code))
                : ParameterKey.find(code).map(key -> key);
    }

    String code();

    ParameterKey.Kind kind();

    /** The values to choose from; empty unless a choice or a list of choices. */
    List<String> choices();

    /** Whether a value makes sense; the database stores text. */
    boolean admits(String value);

    /** What somebody typed, as it is stored. */
    default String plain(String typed) {
        return typed.strip();
    }
}
