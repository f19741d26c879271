package cn.civilaffairs.registry.guardian;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Why somebody else receives a person's money (监护或代领原因). The first three are guardianships of the Civil Code (民法典
 * articles 19 to 28); the others are entrustments, whose deed states its term (article 165).
 */
public enum GuardianReason {
    /** 未成年人 */
    MINOR,
    /** 无民事行为能力 */
    NO_CAPACITY,
    /** 限制民事行为能力 */
    LIMITED_CAPACITY,
    /** 失能委托: of sound mind, but unable to go and collect */
    UNABLE_TO_COLLECT,
    /** 其他委托 */
    ENTRUSTED;

    /** Years of age from which a person is an adult (民法典 article 17). */
    public static final int ADULT = 18;

    public boolean isEntrustment() {
        return this == UNABLE_TO_COLLECT || this == ENTRUSTED;
    }

    /** The last day it can be in force for a person born on a day; a minor's guardian is one until the day before 18. */
    public Optional<LocalDate> lastDay(LocalDate wardBorn) {
        return this == MINOR ? Optional.of(wardBorn.plusYears(ADULT).minusDays(1)) : Optional.empty();
    }
}
