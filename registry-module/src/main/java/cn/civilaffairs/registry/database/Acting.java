package cn.civilaffairs.registry.database;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Officer;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

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

    /**
     * Does something as that officer.
     *
     * @throws IllegalStateException within a transaction that somebody else began: what it sees was settled by whoever acted
     *     then, and would be taken for what this officer sees. {@link ActingApart} begins one for them.
     */
    public static <T> T as(Officer officer, Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive() && !officer.equals(CURRENT.get())) {
            throw new IllegalStateException("A transaction under way sees what %s may see; %s acts in one of their own"
                    .formatted(current().map(Officer::login).orElse("nobody"), officer.login()));
        }
        return instead(officer, work);
    }

    /** Whatever transaction is under way; the work begins one of its own. */
    static <T> T instead(Officer officer, Supplier<T> work) {
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
