package cn.civilaffairs.registry.protection;

import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.protection.DataKeys.DataKey;
import cn.civilaffairs.registry.protection.DataKeys.Purpose;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes every blind index (盲索引) again under a new key, in one transaction: people are found and told apart by comparing
 * indexes, which only works while all are of one key. Killed at any moment it has not happened, and is started again. Why it is
 * not done bit by bit, as {@link KeyRotation} is: docs/decisions/0039.
 */
@Component
@Unscoped("remakes the indexes of the whole database without looking at whose they are")
public class IndexRotation {

    private static final int CHUNK = 2_000;
    private static final int ATTEMPTS = 12;

    /** Room for what cannot be known any more: no index is made of zeros. */
    private static final String UNKNOWN = "decode(repeat('00', 32), 'hex')";

    private final DataKeys keys;
    private final FieldCipher cipher;
    private final ObjectProvider<Flyway> migrations;

    IndexRotation(DataKeys keys, FieldCipher cipher, ObjectProvider<Flyway> migrations) {
        this.keys = keys;
        this.cipher = cipher;
        this.migrations = migrations;
    }

    /**
     * @param progress told of each column and how many indexes were made in it
     * @return how many were made
     * @throws IllegalStateException if others are at work in the database for longer than it waits; nothing has happened then
     */
    public long rotate(Consumer<String> progress) {
        return rotate(progress, Duration.ofSeconds(10));
    }

    /** @param patience how long each attempt waits for transactions under way, during which nobody else can search */
    long rotate(Consumer<String> progress, Duration patience) {
        DataSource source = migrations.getObject().getConfiguration().getDataSource();
        JdbcClient jdbc = JdbcClient.create(source);
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        for (int attempt = 1; ; attempt++) {
            try {
                Long made = transaction.execute(status -> {
                    takeHold(jdbc, patience);
                    return renewAll(jdbc, progress);
                });
                return made == null ? 0 : made;
            } catch (DataAccessException failed) {
                if (!isLockNotHad(failed)) {
                    throw failed;
                }
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("还有业务正在办理，检索密钥没有更换，数据未动。请在没有人办理业务时重新执行。", failed);
                }
            }
        }
    }

    private static boolean isLockNotHad(DataAccessException failed) {
        return NestedExceptionUtils.getMostSpecificCause(failed) instanceof SQLException refused
                && "55P03".equals(refused.getSQLState());
    }

    /**
     * Waits for every transaction that may have made an index, then keeps all others from writing where indexes lie. The
     * second never waits: it holds what the others may need.
     */
    private static void takeHold(JdbcClient jdbc, Duration patience) {
        jdbc.sql("set local role civil_owner").update();
        jdbc.sql("set local lock_timeout = " + patience.toMillis()).update();
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('registry.index_key', 0))::text")
                .query(String.class)
                .single();
        jdbc.sql("lock table registry.resident, registry.payment_account, registry.staff_relative,"
                        + " registry.working_list_row in exclusive mode nowait")
                .update();
    }

    private long renewAll(JdbcClient jdbc, Consumer<String> progress) {
        DataKey key = keys.make(jdbc, Purpose.INDEX);
        jdbc.sql("""
                        create temporary table same_phone on commit drop as
                        select w.list_id, w.row_no from registry.working_list_row w
                        join registry.resident r on r.id = w.resident_id and r.phone_index = w.phone_index""").update();
        long all = 0;
        for (BlindIndex index : BlindIndex.values()) {
            long made = renew(jdbc, index, key);
            all += made;
            progress.accept(index + " " + made);
        }
        followWorkingLists(jdbc);
        jdbc.sql(
                        "update registry.crypto_key set retired_at = now() where purpose = 'INDEX' and retired_at is null and id <> :id")
                .param("id", key.id())
                .update();
        return all;
    }

    private long renew(JdbcClient jdbc, BlindIndex index, DataKey key) {
        ProtectedField source = index.source();
        UUID last = new UUID(0, 0);
        long made = 0;
        while (true) {
            List<Made> chunk = jdbc.sql("select id, " + source.column() + " as value from " + source.table()
                            + " where id > :last and " + source.column() + " is not null order by id limit " + CHUNK)
                    .param("last", last)
                    .query((row, number) -> {
                        UUID id = row.getObject("id", UUID.class);
                        String value = cipher.decrypt(source, id, row.getBytes("value"));
                        return new Made(id, FieldCipher.index(key, index.madeAs(), value));
                    })
                    .list();
            if (chunk.isEmpty()) {
                return made;
            }
            jdbc.sql("update " + source.table() + " t set " + index.column()
                            + " = n.value from unnest(:rows, :values) n (id, value) where t.id = n.id")
                    .param(
                            "rows",
                            new SqlArrayValue(
                                    "uuid", chunk.stream().map(Made::id).toArray()))
                    .param("values", new SqlArrayValue("bytea", (Object[])
                            chunk.stream().map(Made::value).toArray(byte[][]::new)))
                    .update();
            made += chunk.size();
            last = chunk.get(chunk.size() - 1).id();
        }
    }

    /** A list given out to be filled in keeps the phone of its time by index alone; one changed since is just another. */
    private static void followWorkingLists(JdbcClient jdbc) {
        jdbc.sql("update registry.working_list_row set phone_index = " + UNKNOWN + " where phone_index is not null")
                .update();
        jdbc.sql("""
                        update registry.working_list_row w set phone_index = r.phone_index
                        from same_phone s, registry.resident r
                        where w.list_id = s.list_id and w.row_no = s.row_no and r.id = w.resident_id""").update();
    }

    private record Made(UUID id, byte[] value) {}
}
