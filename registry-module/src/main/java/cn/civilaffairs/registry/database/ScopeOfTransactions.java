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
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

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

    ScopeOfTransactions(
            ObjectProvider<DataSource> dataSource,
            ObjectProvider<BusinessLines> lines,
            ObjectProvider<Clock> clock,
            ObjectProvider<IndexKey> indexKey) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.lines = lines;
        this.indexKey = indexKey;
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure != null) {
            return;
        }
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
