package cn.benchmarks;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.registry.database.EmbeddedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.stereotype.Component;

/**
 * The limit a month's run is held against: stream the benefits, reckon in Java, COPY the same lines in. No scope, no
 * holds, no log, no bridge; the same columns and keys.
 */
@Component
class BareRun {

    private static final String CANDIDATES = """
            select e.id, e.area_code, e.residence, e.household_id, e.resident_id, e.payee_id, p.name, a.id, d.id,
                d.persons, d.base_amount, d.supplement_amount
            from disbursement.entitlement e
            join registry.resident p on p.id = e.payee_id
            join registry.payment_account a on a.resident_id = e.payee_id and a.active
            join disbursement.determination d on d.entitlement_id = e.id
            order by e.area_code, e.id""";

    private final EmbeddedServer server;

    BareRun(EmbeddedServer server) {
        this.server = server;
    }

    /** The table of lines without policies, triggers and references. */
    void prepare() throws SQLException {
        try (Connection owner = connect();
                Statement statement = owner.createStatement()) {
            statement.execute("set role civil_owner");
            statement.execute("create schema if not exists bare");
            statement.execute("drop table if exists bare.payment_line");
            statement.execute("create table bare.payment_line (like disbursement.payment_line including defaults)");
            statement.execute("alter table bare.payment_line add primary key (run_id, seq),"
                    + " add unique (entitlement_id, scheme, benefit_month, kind, attempt)");
            statement.execute("create index on bare.payment_line (entitlement_id, benefit_month)");
            statement.execute("create index on bare.payment_line (run_id, area_code, seq)");
            statement.execute("create index on bare.payment_line (payee_id)");
        }
    }

    int run() throws SQLException, IOException {
        try (Connection reading = connect();
                Connection writing = connect();
                Statement statement = reading.createStatement()) {
            statement.execute("set role civil_owner");
            reading.setAutoCommit(false);
            statement.setFetchSize(5_000);
            try (Statement writer = writing.createStatement()) {
                writer.execute("set role civil_owner");
            }
            writing.setAutoCommit(false);
            int lines = 0;
            try (ResultSet row = statement.executeQuery(CANDIDATES);
                    OutputStream out = new PGCopyOutputStream(
                            writing.unwrap(PGConnection.class),
                            "copy bare.payment_line (run_id, seq, entitlement_id, area_code, scheme, residence, household_id,"
                                    + " resident_id, payee_id, payee_name, account_id, kind, benefit_month, attempt, persons,"
                                    + " base_amount, supplement_amount, amount, determination_id, explanation) from stdin",
                            1 << 16)) {
                while (row.next()) {
                    out.write(line(row, ++lines).getBytes(StandardCharsets.UTF_8));
                }
            }
            writing.commit();
            return lines;
        }
    }

    private static String line(ResultSet row, int seq) throws SQLException {
        Money base = new Money(row.getBigDecimal(11));
        Money supplement = new Money(row.getBigDecimal(12));
        Money amount = base.plus(supplement);
        return String.join(
                "\t",
                "00000000-0000-0000-0000-000000000001",
                String.valueOf(seq),
                row.getString(1),
                row.getString(2),
                "minimum-living",
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                "REGULAR",
                "2026-01-01",
                "1",
                row.getString(10),
                base.toString(),
                supplement.toString(),
                amount.toString(),
                row.getString(9),
                "保障 " + row.getString(10) + " 人，基础 " + base + " 元，分类施保 " + supplement + " 元\n");
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.url(), "civil_migrate", server.password());
    }
}
