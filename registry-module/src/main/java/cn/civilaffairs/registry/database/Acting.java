package cn.civilaffairs.registry.database;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Officer;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is acting on this thread. A web request acts as the officer signed in, a background job as the officer who started
 * it; a thread on which nobody acts sees no rows.
 */
public final class Acting {

    private static final ThreadLocal<@Nullable Officer> CURRENT = new ThreadLocal<>();

    private Acting() {}

    /** @throws IllegalStateException if nobody acts on this thread */
    public static Officer officer() {
        return current().orElseThrow(() -> new IllegalStateException("Nobody is acting on this thread"));
    }

    public static Optional<Officer> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** What the acting officer may see; nothing if nobody acts. */
    public static AreaScope scope() {
        return current().map(Officer::scope).orElse(AreaScope.NONE);
    }

    public static <T> T as(Officer officer, Supplier<T> work) {
        Officer before = CURRENT.get();
        CURRENT.set(officer);
        try {
            return work.get();
        } finally {
            restore(before);
        }
    }

    public static void as(Officer officer, Runnable work) {
        as(officer, () -> {
            work.run();
            return true;
        });
    }

    private static void restore(@Nullable Officer before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }
}
