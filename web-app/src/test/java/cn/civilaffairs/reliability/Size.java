package cn.civilaffairs.reliability;

import java.util.Random;

/** How often something is tried: a little in every build, much with {@code -Dreliability=full}. */
final class Size {

    static final boolean FULL = "full".equals(System.getProperty("reliability"));

    private Size() {}

    static int of(int quick, int full) {
        return FULL ? Integer.getInteger("reliability.trials", full) : quick;
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
