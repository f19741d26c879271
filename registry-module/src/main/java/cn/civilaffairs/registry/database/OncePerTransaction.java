package cn.civilaffairs.registry.database;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a transaction reads once and is asked for many times: the working calendar, the parameter sheet. Kept no longer than the
 * transaction, so another server's change is seen by the next; who changes it forgets it.
 *
 * @param <T> never null
 */
public final class OncePerTransaction<T> {

    /** @param key what exactly was read, for instance of which area */
    @SuppressWarnings("unchecked")
    public T get(Object key, Supplier<T> read) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return read.get();
        }
        Map<Object, Object> kept = (Map<Object, Object>) TransactionSynchronizationManager.getResource(this);
        if (kept == null) {
            kept = new HashMap<>();
            TransactionSynchronizationManager.bindResource(this, kept);
            TransactionSynchronizationManager.registerSynchronization(new Unbind(kept));
        }
        T found = (T) kept.get(key);
        if (found == null) {
            found = read.get();
            kept.put(key, found);
        }
        return found;
    }

    public void forget() {
        Map<?, ?> kept = (Map<?, ?>) TransactionSynchronizationManager.getResource(this);
        if (kept != null) {
            kept.clear();
        }
    }

    /** A transaction within another reads for itself. */
    private final class Unbind implements TransactionSynchronization {

        private final Map<Object, Object> kept;

        Unbind(Map<Object, Object> kept) {
            this.kept = kept;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(OncePerTransaction.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(OncePerTransaction.this, kept);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(OncePerTransaction.this);
        }
    }
}
