package cn.civilaffairs.registry.protection;

import cn.civilaffairs.kernel.Unscoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes every protected value again under a new key (密钥轮换, security design §5.3), as the migration role and in small
 * transactions: killed at any moment and started again it goes on where it stopped, since each value names its key. Keys
 * replaced stay in the database, wrapped: a running application may still write with the one it started with, and a backup
 * needs it. What values are found by (盲索引) has a key of its own: {@link IndexRotation}.
 */
@Component
@Unscoped("rewrites ciphertext of the whole database without looking at whose it is")
public class KeyRotation {

    private static final int CHUNK = 500;

    private final DataKeys keys;
    private final FieldCipher cipher;
    private final ObjectProvider<Flyway> migrations;

    KeyRotation(DataKeys keys, FieldCipher cipher, ObjectProvider<Flyway> migrations) {
        this.keys = keys;
        this.cipher = cipher;
        this.migrations = migrations;
    }

    /**
     * Makes a new key, unless an earlier rotation is still unfinished, and rewrites what is under any other.
     *
     * @param progress told of each column and how many values were rewritten in it
     * @return how many values were rewritten
     */
    public long rotate(Consumer<String> progress) {
        DataSource source = migrations.getObject().getConfiguration().getDataSource();
        JdbcClient jdbc = JdbcClient.create(source);
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        if (outstanding(transaction, jdbc, keys.current(DataKeys.Purpose.FIELD).id()) == 0) {
            transaction.executeWithoutResult(status -> keys.renew(jdbc, DataKeys.Purpose.FIELD));
        }
        short current = keys.current(DataKeys.Purpose.FIELD).id();
        long all = 0;
        for (ProtectedField field : ProtectedField.values()) {
            long rewritten = 0;
            int chunk;
            do {
                Integer done = transaction.execute(status -> rewrite(jdbc, field, current));
                chunk = done == null ? 0 : done;
                rewritten += chunk;
            } while (chunk > 0);
            all += rewritten;
            progress.accept(field + " " + rewritten);
        }
        return all;
    }

    /** How many values are not under the newest key. */
    public long outstanding() {
        DataSource source = migrations.getObject().getConfiguration().getDataSource();
        return outstanding(
                new TransactionTemplate(new JdbcTransactionManager(source)),
                JdbcClient.create(source),
                keys.current(DataKeys.Purpose.FIELD).id());
    }

    private static long outstanding(TransactionTemplate transaction, JdbcClient jdbc, short current) {
        Long count = transaction.execute(status -> {
            actAsOwner(jdbc);
            long all = 0;
            for (ProtectedField field : ProtectedField.values()) {
                all += jdbc.sql("select count(*) from " + field.table() + " where " + underAnotherKey(field))
                        .param("key", (int) current)
                        .query(Long.class)
                        .single();
            }
            return all;
        });
        return count == null ? 0 : count;
    }

    private int rewrite(JdbcClient jdbc, ProtectedField field, short current) {
        actAsOwner(jdbc);
        List<Stored> stored = jdbc.sql("select " + field.row() + " as row, " + field.column()
                        + " as value, ctid::text as place from " + field.table() + " where " + underAnotherKey(field)
                        + " limit " + CHUNK + " for update")
                .param("key", (int) current)
                .query((row, number) ->
                        new Stored(row.getObject("row", UUID.class), row.getBytes("value"), row.getString("place")))
                .list();
        for (Stored value : stored) {
            byte[] plain = cipher.decryptBytes(field, value.row(), value.value());
            jdbc.sql("update " + field.table() + " set " + field.column()
                            + " = :value where ctid = cast(:place as tid)")
                    .param("value", cipher.encryptBytes(field, value.row(), plain))
                    .param("place", value.place())
                    .update();
        }
        return stored.size();
    }

    private static void actAsOwner(JdbcClient jdbc) {
        jdbc.sql("set local role civil_owner").update();
    }

    /** The key's number stands in the second and third byte of every ciphertext. */
    private static String underAnotherKey(ProtectedField field) {
        String column = field.column();
        return "%s is not null and get_byte(%s, 1) * 256 + get_byte(%s, 2) <> :key".formatted(column, column, column);
    }

    private record Stored(UUID row, byte[] value, String place) {}
}
