package cn.civilaffairs.registry.protection;

import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.protection.DataKeys.DataKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The key blind indexes (盲索引) are made with, which a rotation may change under a running application. Every transaction asks
 * when it begins and keeps the answer: later the connection may be in the middle of a COPY and could not be asked.
 */
@Component
public class IndexKey {

    /** The question; its answer holds until the transaction ends. */
    public static final String QUESTION = "registry.index_key()";

    private final DataKeys keys;
    private final JdbcClient jdbc;

    IndexKey(DataKeys keys, JdbcClient jdbc) {
        this.keys = keys;
        this.jdbc = jdbc;
    }

    /** @param answer to {@link #QUESTION}, asked in the transaction that has just begun; null while the key is changed */
    public void begin(@Nullable Number answer) {
        Held held = new Held(known(answer));
        held.resume();
        TransactionSynchronizationManager.registerSynchronization(held);
    }

    private @Nullable DataKey known(@Nullable Number answer) {
        return answer == null ? null : keys.byId(answer.shortValue());
    }

    /** @throws RuleViolation {@code index.key-changing} while a rotation waits or works */
    DataKey current() {
        Held held = (Held) TransactionSynchronizationManager.getResource(Held.class);
        DataKey key = held == null
                ? known(jdbc.sql("select " + QUESTION)
                        .query(Integer.class)
                        .optional()
                        .orElse(null))
                : held.key;
        if (key == null) {
            throw new RuleViolation("index.key-changing");
        }
        return key;
    }

    /** What one transaction was told; laid aside while another runs within it. */
    private record Held(@Nullable DataKey key) implements TransactionSynchronization {

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(Held.class);
        }

        @Override
        public void resume() {
            suspend();
            TransactionSynchronizationManager.bindResource(Held.class, this);
        }

        @Override
        public void afterCompletion(int status) {
            suspend();
        }
    }
}
