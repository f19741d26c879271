package cn.civilaffairs.registry.database;

import java.security.SecureRandom;
import java.util.UUID;

/** Identifiers that sort by the time they were made (UUID version 7), so that indexes grow at their end. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static UUID next() {
        long time = System.currentTimeMillis();
        long high = (time << 16) | 0x7000 | RANDOM.nextInt(0x1000);
        long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
