package cn.benchmarks;

import cn.civilaffairs.casework.lead.ListMatching;
import cn.civilaffairs.registry.database.EmbeddedServer;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A list of another office, every other person on it in payment: matched by us, and by the bare join it is held against,
 * which hashes the same numbers and knows no scope, no kinds and no leads.
 */
@Component
class BareList {

    private static final int STRANGERS = 4_000_000;
    private static final int AT_ONCE = 5_000;

    private final EmbeddedServer server;
    private final FieldCipher cipher;
    private final ListMatching matching;
    private final TransactionTemplate transaction;

    BareList(EmbeddedServer server, FieldCipher cipher, ListMatching matching, TransactionTemplate transaction) {
        this.server = server;
        this.cipher = cipher;
        this.matching = matching;
        this.transaction = transaction;
    }

    private static String number(int i) {
        return Invented.identity(i % 2 == 0 ? i : STRANGERS + i).value();
    }

    List<String> numbers(int rows) {
        List<String> numbers = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            numbers.add(number(i));
        }
        return numbers;
    }

    /** The limit: compute the blind indexes, COPY the list, join it to the recipients. */
    int join(List<String> numbers) {
        // a transaction of ours knows the key of the indexes
        return Objects.requireNonNull(transaction.execute(status -> {
            try {
                return joined(numbers);
            } catch (SQLException | IOException failed) {
                throw new IllegalStateException(failed);
            }
        }));
    }

    private int joined(List<String> numbers) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(server.url(), "civil_migrate", server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("set role civil_owner");
            connection.setAutoCommit(false);
            statement.execute("set local app.lo = '0'");
            statement.execute("set local app.hi = ':'");
            statement.execute("create temporary table bare_list (row_no int, person_index bytea, event_on date,"
                    + " source text, kind text, detail text) on commit drop");
            try (OutputStream out = new PGCopyOutputStream(
                    connection.unwrap(PGConnection.class), "copy bare_list from stdin", 1 << 16)) {
                for (int i = 0; i < numbers.size(); i++) {
                    byte[] index = cipher.index(ProtectedField.RESIDENT_ID_NUMBER, numbers.get(i));
                    out.write((i + "\t\\\\x" + HexFormat.of().formatHex(index) + "\t2026-01-05\t县人社局\tPENSION\t领取养老金\n")
                            .getBytes(StandardCharsets.UTF_8));
                }
            }
            statement.execute("analyze bare_list");
            try (ResultSet row = statement.executeQuery("""
                    select count(*) from bare_list l join registry.resident r on r.id_number_index = l.person_index
                    where r.id in (select resident_id from disbursement.covered_person where to_month is null)""")) {
                row.next();
                int found = row.getInt(1);
                connection.rollback();
                return found;
            }
        }
    }

    /** Ours: indexes computed, rows copied, matched in the officer's scope, known leads told from new ones. */
    ListMatching.Counts match(List<String> numbers) {
        return transaction.execute(status -> {
            matching.begin();
            List<ListMatching.Entry> chunk = new ArrayList<>(AT_ONCE);
            for (int i = 0; i < numbers.size(); i++) {
                chunk.add(new ListMatching.Entry(
                        i, "PENSION", numbers.get(i), null, LocalDate.of(2026, 1, 5), "领取养老金", null, "县人社局"));
                if (chunk.size() == AT_ONCE || i == numbers.size() - 1) {
                    matching.add(chunk);
                    chunk.clear();
                }
            }
            return matching.match();
        });
    }
}
