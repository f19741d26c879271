package cn.civilaffairs.registry.audit;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The connection of the audit role, which alone reads the operation log and seals it. It is no {@code DataSource} bean, so
 * that nothing else of the product is ever wired to it.
 */
public final class AuditDatabase implements AutoCloseable {

    private static final int FETCH_SIZE = 2_000;

    private final HikariDataSource pool;

    /** @param password of the role {@code civil_audit} */
    public AuditDatabase(String url, String password) {
        pool = new HikariDataSource();
        pool.setPoolName("audit");
        pool.setJdbcUrl(url);
        pool.setUsername("civil_audit");
        pool.setPassword(password);
        pool.setMaximumPoolSize(2);
        pool.setMinimumIdle(0);
        pool.setInitializationFailTimeout(-1);
    }

    /** Inside a transaction it reads row by row, however many there are. */
    JdbcClient jdbc() {
        JdbcTemplate template = new JdbcTemplate(pool);
        template.setFetchSize(FETCH_SIZE);
        return JdbcClient.create(template);
    }

    TransactionTemplate transaction() {
        return new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    @Override
    public void close() {
        pool.close();
    }
}
