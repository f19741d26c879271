package cn.civilaffairs.registry.database;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.protection.IndexKey;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionStatus;

/**
 * Tells the database, at the beginning of every transaction, which areas, which lines of business and which cases under
 * limited access the acting officer may see, and asks which key values are found by. The setting lasts
 * for that transaction only: a session setting would be inherited by the next borrower of the connection.
 */
@Component
class ScopeOfTransactions implements TransactionExecutionListener {

    private final ObjectProvider<DataSource> dataSource;
    private final ObjectProvider<BusinessLines> lines;
    private final ObjectProvider<Clock> clock;
    private final ObjectProvider<IndexKey> indexKey;
    private final ObjectProvider<PlatformTransactionManager> manager;

    ScopeOfTransactions(
            ObjectProvider<DataSource> dataSource,
            ObjectProvider<BusinessLines> lines,
            ObjectProvider<Clock> clock,
            ObjectProvider<IndexKey> indexKey,
            ObjectProvider<PlatformTransactionManager> manager) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.lines = lines;
        this.indexKey = indexKey;
        this.manager = manager;
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure != null) {
            return;
        }
        try {
            setScope();
        } catch (RuntimeException | Error failed) {
            giveUp(transaction, failed);
            throw failed;
        }
    }

    /**
     * To Spring a transaction whose listener fails has begun, and nobody ends it: the thread would keep its connection, broken
     * as it may be, and every later request on that thread would join it.
     */
    private void giveUp(TransactionExecution transaction, Throwable failed) {
        try {
            manager.getObject().rollback((TransactionStatus) transaction);
        } catch (RuntimeException lost) {
            failed.addSuppressed(lost);
        }
    }

    private void setScope() {
        AreaScope scope = Acting.scope();
        String codes = WholeView.isOpen()
                ? BusinessLines.ALL
                : Acting.current().map(lines.getObject()::codesOf).orElse("");
        boolean whole = WholeView.isOpen()
                || Acting.current().filter(AccessDecision::worksThroughLimits).isPresent();
        Map<String, Object> answer = new JdbcTemplate(dataSource.getObject())
                .queryForMap(
                        "select set_config('app.lo', ?, true), set_config('app.hi', ?, true),"
                                + " set_config('app.codes', ?, true),"
                                + " set_config('app.open', case when ? then '*' else registry.open_limits(?, ?) end, true), "
                                + IndexKey.QUESTION + " as index_key",
                        scope.lo(),
                        scope.hi(),
                        codes,
                        whole,
                        Acting.current().map(Officer::id).orElse(null),
                        clock.getObject().instant().atOffset(ZoneOffset.UTC));
        indexKey.getObject().begin((Number) answer.get("index_key"));
    }
}
