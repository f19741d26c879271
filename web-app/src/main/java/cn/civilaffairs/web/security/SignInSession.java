package cn.civilaffairs.web.security;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a session remembers of its sign-in. Measured on the machine's clock: the demo county's day may jump, sessions do
 * not.
 */
final class SignInSession {

    /** However busy, nobody stays signed in longer (security design AC-017). */
    static final Duration LONGEST = Duration.ofHours(10);

    /** Signing needs a second factor no older than this. */
    static final Duration FRESH = Duration.ofMinutes(5);

    /** A clock that is corrected goes back by seconds; one that was set back by more would keep a mark young for days. */
    private static final Duration SET_BACK = Duration.ofMinutes(-1);

    private static final String BEGAN = "sign-in.began";
    private static final String FACTOR = "sign-in.factor";
    private static final String WRONG_PASSWORDS = "sign-in.wrong-passwords";

    /** Replaced in tests, which do not wait ten hours. */
    static InstantSource machine = InstantSource.system();

    private SignInSession() {}

    static void begin(HttpSession session) {
        session.setAttribute(BEGAN, machine.instant());
        session.removeAttribute(FACTOR);
    }

    static boolean tooLong(HttpSession session) {
        return olderThan(session, BEGAN, LONGEST);
    }

    static void factorPassed(HttpSession session) {
        session.setAttribute(FACTOR, machine.instant());
    }

    static boolean hasFactor(HttpSession session) {
        return session.getAttribute(FACTOR) != null;
    }

    static boolean hasFreshFactor(HttpSession session) {
        return hasFactor(session) && !olderThan(session, FACTOR, FRESH);
    }

    private static boolean olderThan(HttpSession session, String mark, Duration age) {
        Instant then = (@Nullable Instant) session.getAttribute(mark);
        if (then == null) {
            return false;
        }
        Duration passed = Duration.between(then, machine.instant());
        return passed.compareTo(age) > 0 || passed.compareTo(SET_BACK) < 0;
    }

    /** @return how often the current password was typed wrongly in this session, this time included */
    static int wrongPassword(HttpSession session) {
        int times = session.getAttribute(WRONG_PASSWORDS) instanceof Integer before ? before + 1 : 1;
        session.setAttribute(WRONG_PASSWORDS, times);
        return times;
    }
}
