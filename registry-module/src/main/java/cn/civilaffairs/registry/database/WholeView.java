package cn.civilaffairs.registry.database;

import cn.civilaffairs.kernel.Unscoped;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Looks past lines of business and limited access for a moment: for what the product itself does for everybody, such as
 * holding the money of the dead back whichever desk pays it, or raising every household's amount. What was seen that way is
 * acted on, never shown. The area stays the officer's own.
 */
@Component
@Unscoped("widens what the transaction sees to all lines, never to other areas")
public class WholeView {

    private static final ThreadLocal<Boolean> OPEN = ThreadLocal.withInitial(() -> false);

    private final JdbcClient jdbc;

    WholeView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether work of this kind is under way on this thread; transactions that begin meanwhile see everything too. */
    static boolean isOpen() {
        return OPEN.get();
    }

    public void during(Runnable work) {
        during(() -> {
            work.run();
            return true;
        });
    }

    public <T> T during(Supplier<T> work) {
        if (isOpen()) {
            return work.get();
        }
        OPEN.set(true);
        Sight before = TransactionSynchronizationManager.isActualTransactionActive() ? see(Sight.WHOLE) : null;
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            OPEN.remove();
            if (before != null) {
                restore(before, done);
            }
        }
    }

    /** A failed transaction takes no statement any more, and its settings end with it. */
    private void restore(Sight before, boolean done) {
        try {
            see(before);
        } catch (DataAccessException aborted) {
            if (done) {
                throw aborted;
            }
        }
    }

    /** @return what was seen before */
    private Sight see(Sight sight) {
        Sight before = jdbc.sql("select current_setting('app.codes', true), current_setting('app.open', true)")
                .query((row, number) -> new Sight(row.getString(1), row.getString(2)))
                .single();
        jdbc.sql("select set_config('app.codes', :codes, true), set_config('app.open', :limits, true)")
                .param("codes", sight.codes())
                .param("limits", sight.limits())
                .query((row, number) -> row.getString(1))
                .single();
        return before;
    }

    /** What of lines and of limited access a transaction sees. */
    private record Sight(@Nullable String codes, @Nullable String limits) {

        static final Sight WHOLE = new Sight(BusinessLines.ALL, BusinessLines.ALL);
    }
}
