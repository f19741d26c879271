package cn.civilaffairs.registry.audit;

import cn.civilaffairs.registry.protection.LogSeal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Seals the operation log into blocks, each closing over the one before, and verifies them (日志封存与核验, security design
 * §4.2). A block takes all records of a window of transactions that can no longer grow: nothing below the oldest running
 * transaction can still commit, so no record slips in late or is skipped. Sealing is apart from writing, since one chain
 * inside every transaction would make all officers wait for each other.
 *
 * <p>This shows that something was altered; it does not prevent it. Records younger than the last block are covered by their
 * own check only.
 */
@Component
public class LogChain {

    /** Only one sealer at a time, on however many machines. */
    private static final long SEALER_LOCK = 4_711_001;

    /** A record bears the time its transaction began, and no transaction of the product is open longer. */
    private static final int LATE_MINUTES = 5;

    private final Optional<AuditDatabase> database;
    private final LogSeal seal;

    LogChain(Optional<AuditDatabase> database, LogSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    /** Seals what is complete; nothing if there is nothing new or another sealer is at work. */
    public void sealNow() {
        database.ifPresent(audit -> audit.transaction().executeWithoutResult(status -> {
            JdbcClient jdbc = audit.jdbc();
            boolean mine = jdbc.sql("select pg_try_advisory_xact_lock(" + SEALER_LOCK + ")")
                    .query(Boolean.class)
                    .single();
            if (mine) {
                sealNext(jdbc);
            }
        }));
    }

    private void sealNext(JdbcClient jdbc) {
        Block last = jdbc.sql("select * from registry.log_block order by number desc limit 1")
                .query((row, number) -> block(row))
                .optional()
                .orElse(Block.NONE);
        String until = jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
                .query(String.class)
                .single();
        Content content = content(jdbc, last.toXid(), until);
        if (content.records == 0) {
            return;
        }
        Block next = new Block(last.number() + 1, last.toXid(), until, content.records, content.lastId, new byte[0]);
        jdbc.sql("""
                        insert into registry.log_block (number, from_xid, to_xid, records, last_id, hash)
                        values (?, cast(? as xid8), cast(? as xid8), ?, ?, ?)""")
                .params(
                        next.number(),
                        next.fromXid(),
                        next.toXid(),
                        next.records(),
                        next.lastId(),
                        hash(last.hash(), next, content.macs))
                .update();
    }

    private byte[] hash(byte[] before, Block block, byte[] macs) {
        byte[] window = (block.fromXid() + "|" + block.toXid()).getBytes(StandardCharsets.UTF_8);
        return seal.hash(ByteBuffer.allocate(before.length + 8 + window.length + 8 + macs.length)
                .put(before)
                .putLong(block.number())
                .put(window)
                .putLong(block.records())
                .put(macs)
                .array());
    }

    private static Content content(JdbcClient jdbc, String from, String to) {
        ByteArrayOutputStream macs = new ByteArrayOutputStream();
        long[] counted = new long[2];
        jdbc.sql("""
                        select id, mac from registry.operation_log
                        where xid >= cast(? as xid8) and xid < cast(? as xid8) order by xid, id""").params(from, to).query(row -> {
            macs.writeBytes(row.getBytes("mac"));
            counted[0]++;
            counted[1] = Math.max(counted[1], row.getLong("id"));
        });
        return new Content((int) counted[0], counted[1], macs.toByteArray());
    }

    /** Whether an audit connection is configured, without which nothing is sealed. */
    public boolean isKept() {
        return database.isPresent();
    }

    /** For how long the oldest record outside every block has been there; zero if there is none. */
    public Duration unsealed() {
        return database.map(audit -> java.util.Objects.requireNonNull(audit.transaction()
                        .execute(status ->
                                audit.jdbc().sql("""
                                        select coalesce(extract(epoch from clock_timestamp() - min(at)), 0)::bigint
                                        from registry.operation_log
                                        where xid >= coalesce((select to_xid from registry.log_block order by number desc limit 1),
                                            '0'::xid8)""").query(Long.class).single())))
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
    }

    /**
     * Reads the whole log and every block again.
     *
     * @param anchor a head noted earlier outside the database, {@code number:hash} in hex; none to check the chain alone
     */
    public Verdict verify(@Nullable String anchor) {
        return verifyAgainst(anchor == null ? List.of() : List.of(anchor));
    }

    /** @param anchors heads noted earlier outside the database; every one must still be a block of the chain */
    public Verdict verifyAgainst(List<String> anchors) {
        if (database.isEmpty()) {
            return Verdict.unable("没有配置审计数据库连接");
        }
        AuditDatabase audit = database.get();
        return java.util.Objects.requireNonNull(audit.transaction().execute(status -> verify(audit.jdbc(), anchors)));
    }

    /** The last block as {@code number:hash}; empty while nothing is sealed or no audit connection is configured. */
    public Optional<String> head() {
        return database.flatMap(audit -> java.util.Objects.requireNonNull(audit.transaction()
                .execute(status -> audit.jdbc()
                        .sql("select * from registry.log_block order by number desc limit 1")
                        .query((row, number) -> block(row).head())
                        .optional())));
    }

    private Verdict verify(JdbcClient jdbc, List<String> anchors) {
        List<Block> blocks = jdbc.sql("select * from registry.log_block order by number")
                .query((row, number) -> block(row))
                .list();
        Reading reading = new Reading(blocks);
        jdbc.sql("select *, " + LogText.time("at") + " as at_text, at < clock_timestamp() - interval '" + LATE_MINUTES
                        + " minutes' as late from registry.operation_log order by xid, id")
                .query((ResultSet row) -> {
                    while (reading.broken == null && row.next()) {
                        reading.next(row);
                    }
                    return true;
                });
        reading.end();
        if (reading.broken != null) {
            return reading.broken;
        }
        Set<String> heads = blocks.stream().map(Block::head).collect(Collectors.toSet());
        for (String anchor : anchors) {
            if (!heads.contains(anchor)) {
                return Verdict.broken(reading.before.number(), 0, "与外部留存的封存号不符：" + anchor);
            }
        }
        return reading.late > 0
                ? Verdict.broken(reading.before.number(), 0, "超过 " + LATE_MINUTES + " 分钟未封存的日志 " + reading.late + " 条")
                : Verdict.whole(reading.records, reading.before.head());
    }

    /** The log read once from its beginning, beside its blocks. */
    private final class Reading {

        private final List<Block> blocks;
        private final ByteArrayOutputStream macs = new ByteArrayOutputStream();
        private int at;
        private int inBlock;
        private long records;
        private long late;
        private Block before = Block.NONE;
        private @Nullable Verdict broken;

        Reading(List<Block> blocks) {
            this.blocks = blocks;
        }

        void next(ResultSet row) throws SQLException {
            long xid = Long.parseLong(row.getString("xid"));
            while (broken == null
                    && at < blocks.size()
                    && xid >= Long.parseLong(blocks.get(at).toXid())) {
                close(blocks.get(at));
            }
            if (broken != null) {
                return;
            }
            boolean sealed = at < blocks.size();
            if (!fits(row)) {
                broken = Verdict.broken(
                        sealed ? blocks.get(at).number() : before.number() + 1, row.getLong("id"), "内容与校验码不符");
            } else if (sealed) {
                macs.writeBytes(row.getBytes("mac"));
                inBlock++;
            } else if (row.getBoolean("late")) {
                late++;
            }
        }

        /** Closes the blocks no later record has closed. */
        void end() {
            while (broken == null && at < blocks.size()) {
                close(blocks.get(at));
            }
        }

        private void close(Block block) {
            if (block.number() != before.number() + 1 || !block.fromXid().equals(before.toXid())) {
                broken = Verdict.broken(before.number() + 1, 0, "封存块缺失");
            } else if (inBlock != block.records()) {
                broken = Verdict.broken(block.number(), 0, inBlock < block.records() ? "日志缺失" : "多出日志");
            } else if (!MessageDigest.isEqual(hash(before.hash(), block, macs.toByteArray()), block.hash())) {
                broken = Verdict.broken(block.number(), 0, "封存散列不符");
            } else {
                records += inBlock;
                inBlock = 0;
                macs.reset();
                before = block;
                at++;
            }
        }

        private boolean fits(ResultSet row) throws SQLException {
            return LogText.of(row).fits(seal, row.getInt("canon_version"), row.getBytes("mac"), row.getShort("key_id"));
        }
    }

    private static Block block(ResultSet row) throws SQLException {
        return new Block(
                row.getLong("number"),
                row.getString("from_xid"),
                row.getString("to_xid"),
                row.getInt("records"),
                row.getLong("last_id"),
                row.getBytes("hash"));
    }

    private record Content(int records, long lastId, byte[] macs) {}

    private record Block(long number, String fromXid, String toXid, int records, long lastId, byte[] hash) {

        static final Block NONE = new Block(0, "0", "0", 0, 0, new byte[0]);

        String head() {
            return number + ":" + HexFormat.of().formatHex(hash);
        }
    }

    /**
     * What verifying found.
     *
     * @param exit 0 whole, 2 broken, 3 could not be verified; never reported as success when it was not
     * @param head the last block, to be noted outside the database
     */
    public record Verdict(
            int exit, String message, @Nullable String head) {

        static Verdict whole(long records, String head) {
            return new Verdict(0, "日志核验通过：共 " + records + " 条，封存号 " + head, head);
        }

        static Verdict broken(long block, long record, String why) {
            return new Verdict(2, "日志核验不通过：第 " + block + " 块" + (record == 0 ? "" : "，日志 " + record) + "：" + why, null);
        }

        static Verdict unable(String why) {
            return new Verdict(3, "无法核验：" + why, null);
        }

        /** For what kept the product from starting, such as a missing key: said in the words of the first cause. */
        public static Verdict unable(Throwable failed) {
            Throwable first = failed;
            while (first.getCause() != null && first.getCause() != first) {
                first = first.getCause();
            }
            return unable(String.valueOf(first.getMessage()));
        }
    }
}
