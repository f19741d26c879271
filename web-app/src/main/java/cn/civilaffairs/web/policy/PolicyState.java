package cn.civilaffairs.web.policy;

import java.time.LocalDate;

/** Where a dated row stands today; the words are in the dictionary of states as {@code POLICY_…}. */
enum PolicyState {
    PROPOSED,
    COMING,
    IN_FORCE,
    PAST;

    /** @param superseded whether an approved later row of the same key is in force already */
    static PolicyState of(boolean approved, LocalDate effectiveFrom, boolean superseded, LocalDate today) {
        if (!approved) {
            return PROPOSED;
        }
        if (effectiveFrom.isAfter(today)) {
            return COMING;
        }
        return superseded ? PAST : IN_FORCE;
    }

    String code() {
        return "POLICY_" + name();
    }
}
