package cn.civilaffairs.web.security;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each officer may do something within a time (访问频度). Nobody reads two hundred family files in ten minutes;
 * somebody copying them does. Counted on this machine alone: with several, each grants as much.
 */
final class Pace {

    private final int allowed;
    private final Duration window;
    private final Map<UUID, Deque<Instant>> times = new ConcurrentHashMap<>();

    /** @param allowed 0 for as often as one likes */
    Pace(int allowed, Duration window) {
        this.allowed = allowed;
        this.window = window;
    }

    /** Counts once more, unless it is too often already. @return how long to wait, zero if it was counted */
    Duration count(UUID officer, Instant now) {
        if (allowed == 0) {
            return Duration.ZERO;
        }
        Deque<Instant> done = times.computeIfAbsent(officer, one -> new ArrayDeque<>());
        synchronized (done) {
            Duration wait = wait(done, now);
            if (wait.isZero()) {
                done.addLast(now);
            }
            return wait;
        }
    }

    /** How long to wait before the next time; zero if it may be done. */
    Duration wait(UUID officer, Instant now) {
        Deque<Instant> done = times.get(officer);
        if (allowed == 0 || done == null) {
            return Duration.ZERO;
        }
        synchronized (done) {
            return wait(done, now);
        }
    }

    private Duration wait(Deque<Instant> done, Instant now) {
        while (!done.isEmpty() && !done.peekFirst().plus(window).isAfter(now)) {
            done.removeFirst();
        }
        return done.size() < allowed
                ? Duration.ZERO
                : Duration.between(now, done.getFirst().plus(window));
    }
}
