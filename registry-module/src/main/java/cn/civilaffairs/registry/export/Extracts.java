package cn.civilaffairs.registry.export;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Instants;
import cn.civilaffairs.registry.export.ListExtract.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of lists that left. */
@Repository
class Extracts {

    private static final String SELECT = """
            select x.*, a.name as asker, a.unit as asker_unit, d.name as decider
            from registry.list_extract x
            join registry.officer a on a.id = x.asked_by
            left join registry.officer d on d.id = x.decided_by
            where x.area_code >= :lo and x.area_code < :hi\s""";

    private final JdbcClient jdbc;

    Extracts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Unscoped("the row policy checks the area of an inserted row")
    void insert(
            UUID id,
            AreaCode area,
            NewExtract extract,
            State state,
            @Nullable String why,
            byte[] request,
            @Nullable String sha256,
            UUID by,
            Instant at) {
        jdbc.sql("""
                        insert into registry.list_extract (id, area_code, list, title, filter, row_count, whole_numbers,
                            state, why, request_enc, sha256, asked_by, asked_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        area.value(),
                        extract.list(),
                        extract.title(),
                        extract.filter(),
                        extract.rows(),
                        extract.wholeNumbers(),
                        state.name(),
                        why,
                        request,
                        sha256,
                        by,
                        at.atOffset(ZoneOffset.UTC)))
                .update();
    }

    /** How many rows an officer took away at once since a moment. */
    int sentSince(UUID officer, Instant since, AreaScope scope) {
        return jdbc.sql("""
                        select coalesce(sum(row_count), 0) from registry.list_extract
                        where asked_by = :by and state = 'SENT' and asked_at >= :since
                          and area_code >= :lo and area_code < :hi""")
                .param("by", officer)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }

    Optional<ListExtract> find(UUID id, AreaScope scope) {
        return jdbc.sql(SELECT + "and x.id = :id")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> extract(row))
                .optional();
    }

    /** What somebody asked for, the latest first; what is over the limit and was never asked for is left out. */
    List<ListExtract> of(UUID officer, AreaScope scope, int limit, int offset) {
        return jdbc.sql(SELECT + """
                        and x.asked_by = :by and x.state <> 'OVER_LIMIT'
                        order by x.asked_at desc, x.id desc limit :limit offset :offset""")
                .param("by", officer)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> extract(row))
                .list();
    }

    /** What waits for somebody's decision, the oldest first, or what was decided, the latest first. */
    List<ListExtract> requests(boolean waiting, AreaScope scope, int limit, int offset) {
        String wanted = waiting
                ? "and x.state = 'WAITING' order by x.asked_at, x.id"
                : "and x.decided_by is not null order by x.decided_at desc, x.id";
        return jdbc.sql(SELECT + wanted + " limit :limit offset :offset")
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> extract(row))
                .list();
    }

    int waiting(AreaScope scope) {
        return jdbc.sql("""
                        select count(*) from registry.list_extract
                        where state = 'WAITING' and area_code >= :lo and area_code < :hi""")
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }

    boolean request(UUID id, String purpose, Instant at, AreaScope scope) {
        return jdbc.sql("""
                                update registry.list_extract set state = 'WAITING', purpose = :purpose, asked_at = :at
                                where id = :id and state = 'OVER_LIMIT' and area_code >= :lo and area_code < :hi""")
                        .param("purpose", purpose)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    boolean decide(UUID id, State decision, @Nullable String note, UUID by, Instant at, AreaScope scope) {
        return jdbc.sql("""
                                update registry.list_extract
                                set state = :decision, note = :note, decided_by = :by, decided_at = :at
                                where id = :id and state = 'WAITING' and area_code >= :lo and area_code < :hi""")
                        .param("decision", decision.name())
                        .param("note", note)
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    boolean begin(UUID id, Instant at, AreaScope scope) {
        return jdbc.sql("""
                                update registry.list_extract set state = 'MAKING', making_since = :at, note = null
                                where id = :id and state in ('APPROVED', 'FAILED')
                                  and area_code >= :lo and area_code < :hi""")
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    void failed(UUID id, String note, AreaScope scope) {
        jdbc.sql("""
                        update registry.list_extract set state = 'FAILED', note = :note
                        where id = :id and state = 'MAKING' and area_code >= :lo and area_code < :hi""")
                .param("note", note)
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** What a machine began to make and, having stopped, never finished may be made again. */
    void stopped(Instant before, AreaScope scope) {
        jdbc.sql("""
                        update registry.list_extract set state = 'FAILED'
                        where state = 'MAKING' and making_since < :before and area_code >= :lo and area_code < :hi""")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    void made(UUID id, UUID file, int rows, String sha256, byte[] password, Instant expires, AreaScope scope) {
        jdbc.sql("""
                        update registry.list_extract set state = 'READY', file_id = :file, row_count = :rows,
                            sha256 = :sha256, password_enc = :password, expires_at = :expires
                        where id = :id and state = 'MAKING' and area_code >= :lo and area_code < :hi""")
                .param("file", file)
                .param("rows", rows)
                .param("sha256", sha256)
                .param("password", password)
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** The password of a file, which is there once: it is gone with being read. */
    Optional<byte[]> takePassword(UUID id, AreaScope scope) {
        return jdbc.sql("""
                        with before as (
                            select id, password_enc from registry.list_extract
                            where id = :id and state = 'READY' and password_enc is not null
                              and area_code >= :lo and area_code < :hi for update)
                        update registry.list_extract x set password_enc = null from before
                        where x.id = before.id returning before.password_enc""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    void downloaded(UUID id, AreaScope scope) {
        jdbc.sql("""
                        update registry.list_extract set downloads = downloads + 1
                        where id = :id and area_code >= :lo and area_code < :hi""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** Files whose time is over. */
    List<ListExtract> over(Instant now, AreaScope scope) {
        return jdbc.sql(SELECT + "and x.state = 'READY' and x.expires_at <= :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> extract(row))
                .list();
    }

    void expired(UUID id, AreaScope scope) {
        jdbc.sql("""
                        update registry.list_extract set state = 'EXPIRED', password_enc = null
                        where id = :id and state = 'READY' and area_code >= :lo and area_code < :hi""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    byte[] request(UUID id, AreaScope scope) {
        return jdbc.sql("""
                        select request_enc from registry.list_extract
                        where id = :id and area_code >= :lo and area_code < :hi""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> row.getBytes(1))
                .single();
    }

    private static ListExtract extract(ResultSet row) throws SQLException {
        return new ListExtract(
                row.getObject("id", UUID.class),
                AreaCode.of(row.getString("area_code")),
                row.getString("list"),
                row.getString("title"),
                row.getString("filter"),
                row.getInt("row_count"),
                row.getBoolean("whole_numbers"),
                State.valueOf(row.getString("state")),
                row.getString("why"),
                row.getObject("asked_by", UUID.class),
                row.getString("asker"),
                row.getString("asker_unit"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getString("purpose"),
                row.getString("decider"),
                Instants.read(row, "decided_at"),
                row.getString("note"),
                row.getObject("file_id", UUID.class),
                row.getString("sha256"),
                Instants.read(row, "expires_at"),
                row.getBytes("password_enc") != null,
                row.getInt("downloads"));
    }
}
