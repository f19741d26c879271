package cn.benchmarks;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.registry.area.Pinyin;
import cn.civilaffairs.registry.database.EmbeddedServer;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The limit an import is held against: read the workbook once, encrypt, COPY to a staging table, merge set by set into
 * tables of the same columns and keys. Nothing is checked, nobody's scope is asked, nothing is logged.
 */
@Component
class BareImport {

    private static final String[] TABLES = {
        "resident", "resident_term", "household", "household_member", "payment_account"
    };

    private final EmbeddedServer server;
    private final FieldCipher cipher;
    private final TransactionTemplate transaction;

    /** @param transaction which knows the key of the indexes and is used for nothing else */
    BareImport(EmbeddedServer server, FieldCipher cipher, TransactionTemplate transaction) {
        this.server = server;
        this.cipher = cipher;
        this.transaction = transaction;
    }

    void prepare() throws SQLException {
        try (Connection owner = connect();
                Statement statement = owner.createStatement()) {
            statement.execute("create schema if not exists bare");
            for (String table : TABLES) {
                statement.execute("drop table if exists bare." + table);
                statement.execute("create table bare." + table + " (like registry." + table
                        + " including defaults including indexes)");
            }
            statement.execute("drop table if exists bare.staged");
            statement.execute("create unlogged table bare.staged (file_no text, name text, pinyin text, initials text,"
                    + " id uuid, id_number bytea, id_index bytea, sex text, birth_date date, area_code text, phone bytea,"
                    + " phone_index bytea, account_id uuid, account bytea, account_index bytea, last_four text)");
        }
    }

    int run(byte[] workbook) {
        return Objects.requireNonNull(transaction.execute(status -> {
            try {
                return merged(workbook);
            } catch (SQLException | IOException failed) {
                throw new IllegalStateException(failed);
            }
        }));
    }

    private int merged(byte[] workbook) throws SQLException, IOException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            int rows = stage(connection, workbook);
            try (Statement merge = connection.createStatement()) {
                merge.execute("analyze bare.staged");
                merge.execute("""
                        insert into bare.resident (id, area_code, registered_area, name, pinyin, initials, id_number_enc,
                            id_number_index, id_prefix, sex, birth_date, phone_enc, phone_index)
                        select id, area_code, area_code, name, pinyin, initials, id_number, id_index, '999001', sex,
                            birth_date, phone, phone_index from bare.staged""");
                merge.execute("""
                        insert into bare.resident_term (term, area_code, resident_id)
                        select t.term, s.area_code, s.id
                        from bare.staged s, registry.resident_terms(s.name, s.pinyin, s.initials) t(term)""");
                merge.execute("""
                        insert into bare.household (file_no, area_code, residence, opened_on)
                        select file_no, area_code, 'RURAL', date '2026-01-01' from bare.staged""");
                merge.execute("""
                        insert into bare.household_member (household_id, resident_id, area_code, relation, valid_from,
                            joined_why)
                        select h.id, s.id, s.area_code, 'HEAD', date '2026-01-01', '名册导入'
                        from bare.staged s join bare.household h on h.file_no = s.file_no""");
                merge.execute("""
                        insert into bare.payment_account (id, resident_id, area_code, holder_name, bank, number_enc,
                            number_index, last_four, kind)
                        select account_id, id, area_code, name, '农村商业银行', account, account_index, last_four, 'CARD'
                        from bare.staged""");
            }
            connection.commit();
            return rows;
        }
    }

    private int stage(Connection connection, byte[] workbook) throws SQLException, IOException {
        int[] rows = {0};
        try (OutputStream out = new PGCopyOutputStream(
                        connection.unwrap(PGConnection.class), "copy bare.staged from stdin", 1 << 16);
                ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(workbook));
                Stream<Row> lines = book.getFirstSheet().openStream()) {
            lines.skip(1).forEach(row -> {
                try {
                    out.write(staged(row).getBytes(StandardCharsets.UTF_8));
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
                rows[0]++;
            });
        }
        return rows[0];
    }

    private String staged(Row row) {
        UUID id = Ids.next();
        UUID accountId = Ids.next();
        IdNumber number = IdNumber.of(row.getCellText(4));
        String name = row.getCellText(2);
        String phone = row.getCellText(13);
        String account = row.getCellText(23);
        Pinyin.Spelling spelling = Pinyin.ofPerson(name);
        return String.join(
                "\t",
                row.getCellText(0),
                name,
                spelling.full(),
                spelling.initials(),
                id.toString(),
                hex(cipher.encrypt(ProtectedField.RESIDENT_ID_NUMBER, id, number.value())),
                hex(cipher.index(ProtectedField.RESIDENT_ID_NUMBER, number.value())),
                number.sex().name(),
                number.birthDate().toString(),
                row.getCellText(9),
                hex(cipher.encrypt(ProtectedField.RESIDENT_PHONE, id, phone)),
                hex(cipher.index(ProtectedField.RESIDENT_PHONE, phone)),
                accountId.toString(),
                hex(cipher.encrypt(ProtectedField.ACCOUNT_NUMBER, accountId, account)),
                hex(cipher.index(ProtectedField.ACCOUNT_NUMBER, account)),
                account.substring(account.length() - 4) + "\n");
    }

    private static String hex(byte[] bytes) {
        return "\\\\x" + HexFormat.of().formatHex(bytes);
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(server.url(), "civil_migrate", server.password());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set role civil_owner");
        }
        return connection;
    }
}
