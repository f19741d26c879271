package cn.civilaffairs.registry.testing;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.RuleViolation;

/** What the rules forbid. */
public final class Refusals {

    private Refusals() {}

    /** @param key of the words the officer reads */
    public static void refused(String key, Runnable act) {
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(act::run)
                .extracting(RuleViolation::messageKey)
                .isEqualTo(key);
    }
}
