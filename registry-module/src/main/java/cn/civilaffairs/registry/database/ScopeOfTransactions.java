package cn.civilaffairs.registry.database;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Officer;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Tells the database, at the beginning of every transaction, which areas, which lines of business and which cases under
 * limited access the acting officer may see. The setting lasts
 * for that transaction only: a session setting would be inherited by the next borrower of the connection.
 */
@Component
class ScopeOfTransactions implements TransactionExecutionListener {

    private final ObjectProvider<DataSource> dataSource;
    private final ObjectProvider<BusinessLines> lines;
    private final ObjectProvider<Clock> clock;

    ScopeOfTransactions(
            ObjectProvider<DataSource> dataSource, ObjectProvider<BusinessLines> lines, ObjectProvider<Clock> clock) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.lines = lines;
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
        new JdbcTemplate(dataSource.getObject())
                .queryForList(
                        "select set_config('app.lo', ?, true), set_config('app.hi', ?, true),"
                                + " set_config('app.codes', ?, true),"
                                + " set_config('app.open', case when ? then '*' else registry.open_limits(?, ?) end, true)",
                        scope.lo(),
                        scope.hi(),
                        codes,
                        whole,
                        Acting.current().map(Officer::id).orElse(null),
                        clock.getObject().instant().atOffset(ZoneOffset.UTC));
    }
}
