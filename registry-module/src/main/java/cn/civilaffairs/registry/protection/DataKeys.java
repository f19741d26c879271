package cn.civilaffairs.registry.protection;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The keys fields, indexes and the log are protected with. They live in the database wrapped by the master key; opening
 * them at the start is the canary that refuses a wrong master key.
 */
@Component
class DataKeys {

    private static final byte[] BOUND = CryptoSuite.utf8("registry.crypto_key");

    private final Map<Short, DataKey> byId = new ConcurrentHashMap<>();
    private final Map<Purpose, DataKey> current = new ConcurrentHashMap<>();
    private final JdbcClient jdbc;
    private final MasterKey master;

    DataKeys(JdbcClient jdbc, MasterKey master) {
        this.jdbc = jdbc;
        this.master = master;
        read();
        for (Purpose purpose : Purpose.values()) {
            if (!current.containsKey(purpose)) {
                renew(jdbc, purpose);
            }
        }
    }

    /** Reads all keys; of several for one purpose the last made is the one to write with. */
    private void read() {
        List<Row> rows = jdbc.sql(
                        "select id, purpose, suite, wrapped from registry.crypto_key where retired_at is null order by id")
                .query((row, number) -> new Row(
                        row.getShort("id"),
                        Purpose.valueOf(row.getString("purpose")),
                        CryptoSuite.valueOf(row.getString("suite")),
                        row.getBytes("wrapped")))
                .list();
        for (Row row : rows) {
            hold(row.purpose, new DataKey(row.id, row.suite, unwrap(row.wrapped, master)));
        }
    }

    /** Makes a new key to write with. @param jdbc a connection that may, the application's own or the migration role's */
    void renew(JdbcClient jdbc, Purpose purpose) {
        hold(purpose, make(jdbc, purpose));
    }

    /** The same, without writing with it yet: its transaction may still fail. */
    DataKey make(JdbcClient jdbc, Purpose purpose) {
        int last = jdbc.sql("select coalesce(max(id), 0) from registry.crypto_key")
                .query(Integer.class)
                .single();
        DataKey key = new DataKey((short) (last + 1), CryptoSuite.SM, CryptoSuite.random(32));
        byte[] nonce = CryptoSuite.random(CryptoSuite.NONCE_LENGTH);
        byte[] sealed = CryptoSuite.AES.seal(master.bytes(), nonce, BOUND, key.bytes());
        jdbc.sql("insert into registry.crypto_key (id, purpose, suite, wrapped) values (?, ?, ?, ?)")
                .params(
                        key.id(),
                        purpose.name(),
                        key.suite().name(),
                        ByteBuffer.allocate(nonce.length + sealed.length)
                                .put(nonce)
                                .put(sealed)
                                .array())
                .update();
        return key;
    }

    private void hold(Purpose purpose, DataKey key) {
        byId.put(key.id(), key);
        current.put(purpose, key);
    }

    private static byte[] unwrap(byte[] wrapped, MasterKey master) {
        ByteBuffer buffer = ByteBuffer.wrap(wrapped);
        byte[] nonce = new byte[CryptoSuite.NONCE_LENGTH];
        buffer.get(nonce);
        byte[] sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        try {
            return CryptoSuite.AES.open(master.bytes(), nonce, BOUND, sealed);
        } catch (IntegrityViolation wrongKey) {
            throw new IllegalStateException("主密钥与此数据库不符，拒绝启动。请使用建库时的主密钥文件。");
        }
    }

    DataKey current(Purpose purpose) {
        return current.get(purpose);
    }

    DataKey byId(short id) {
        DataKey key = byId.get(id);
        if (key == null) {
            // made by a rotation that runs beside this application
            read();
            key = byId.get(id);
        }
        if (key == null) {
            throw new IntegrityViolation();
        }
        return key;
    }

    enum Purpose {
        FIELD,
        INDEX,
        LOG
    }

    record DataKey(short id, CryptoSuite suite, byte[] bytes) {}

    private record Row(short id, Purpose purpose, CryptoSuite suite, byte[] wrapped) {}
}
