package cn.civilaffairs.reliability;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** How often something is tried: a little in every build, much with {@code -Dreliability=full}. */
final class Size {

    static final boolean FULL = "full".equals(System.getProperty("reliability"));

    private Size() {}

    static Trials of(int quick, int full) {
        return new Trials(FULL ? Integer.getInteger("reliability.trials", full) : quick);
    }

    /** So many, or as many as fit into {@code -Dreliability.minutes=}; at least one. */
    static final class Trials {

        private final int most;
        private final Instant until = Instant.now().plus(Duration.ofMinutes(Long.getLong("reliability.minutes", 600)));
        private int done;

        private Trials(int most) {
            this.most = most;
        }

        /** @param done how many have held */
        boolean goOn(int done) {
            this.done = done;
            return done < most && (done == 0 || Instant.now().isBefore(until));
        }

        int done() {
            return done;
        }
    }

    /** Chance that can be repeated: {@code -Dseed=} takes the number printed. */
    static Random chance(String what) {
        long seed = Long.getLong("seed", System.nanoTime() & 0xFFFFFF);
        say("%s: seed %d", what, seed);
        return new Random(seed);
    }

    static void say(String what, Object... figures) {
        System.out.println("[reliability] " + what.formatted(figures));
    }
}
