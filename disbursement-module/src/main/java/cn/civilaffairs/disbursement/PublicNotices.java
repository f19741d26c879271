package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of public notices. */
@Repository
class PublicNotices {

    private static final String SELECT = """
            select n.*, m.name as maker, p.name as publisher, w.name as withdrawer
            from disbursement.public_notice n
            join registry.officer m on m.id = n.made_by
            left join registry.officer p on p.id = n.published_by
            left join registry.officer w on w.id = n.withdrawn_by
            where n.area_code >= :lo and n.area_code < :hi\s""";

    private final JdbcClient jdbc;

    PublicNotices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Unscoped("the row policy checks the area of an inserted row")
    void insert(PublicNotice notice, Instant at) {
        jdbc.sql("""
                        insert into disbursement.public_notice
                            (id, area_code, scheme, posted_from, posted_until, left_out, made_by, made_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        notice.id(),
                        notice.village().value(),
                        notice.scheme(),
                        notice.from(),
                        notice.until(),
                        notice.leftOut(),
                        notice.madeById(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
        int ordinal = 1;
        for (PublicNotice.Line line : notice.lines()) {
            jdbc.sql("""
                            insert into disbursement.public_notice_line
                                (notice_id, ordinal, area_code, name, persons, amount) values (?, ?, ?, ?, ?, ?)""")
                    .params(
                            notice.id(),
                            ordinal++,
                            notice.village().value(),
                            line.name(),
                            line.persons(),
                            line.amount().yuan())
                    .update();
        }
    }

    Optional<PublicNotice> find(UUID id, AreaScope scope) {
        return jdbc.sql(SELECT + "and n.id = :id")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> notice(row))
                .optional();
    }

    List<PublicNotice.Line> lines(UUID id, AreaScope scope) {
        return jdbc.sql("""
                        select name, persons, amount from disbursement.public_notice_line
                        where notice_id = :id and area_code >= :lo and area_code < :hi order by ordinal""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new PublicNotice.Line(
                        row.getString("name"), row.getInt("persons"), new Money(row.getBigDecimal("amount"))))
                .list();
    }

    /** Notices not over yet, of the household's place, with the name of one of its members on them. */
    List<PublicNotice> naming(UUID household, LocalDate today, AreaScope scope) {
        return jdbc.sql(SELECT + """
                        and n.withdrawn_by is null and n.posted_until >= :today and exists (
                            select from disbursement.public_notice_line l
                            join registry.resident r on r.name = l.name
                            join registry.household_member m on m.resident_id = r.id and m.household_id = :household
                            where l.notice_id = n.id and n.area_code = r.area_code)""")
                .param("household", household)
                .param("today", today)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> notice(row))
                .list();
    }

    List<PublicNotice> recent(AreaScope scope, int limit) {
        return jdbc.sql(SELECT + "order by n.made_at desc, n.id desc limit :limit")
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .param("limit", limit)
                .query((row, number) -> notice(row))
                .list();
    }

    boolean publish(UUID id, UUID by, Instant at, AreaScope scope) {
        return jdbc.sql("""
                                update disbursement.public_notice set published_by = :by, published_at = :at
                                where id = :id and published_by is null and withdrawn_by is null
                                  and area_code >= :lo and area_code < :hi""")
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    boolean withdraw(UUID id, UUID by, Instant at, AreaScope scope) {
        return jdbc.sql("""
                                update disbursement.public_notice set withdrawn_by = :by, withdrawn_at = :at
                                where id = :id and withdrawn_by is null and area_code >= :lo and area_code < :hi""")
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    private static PublicNotice notice(ResultSet row) throws SQLException {
        return new PublicNotice(
                row.getObject("id", UUID.class),
                AreaCode.of(row.getString("area_code")),
                row.getString("scheme"),
                row.getObject("posted_from", LocalDate.class),
                row.getObject("posted_until", LocalDate.class),
                row.getInt("left_out"),
                row.getObject("made_by", UUID.class),
                row.getString("maker"),
                row.getString("publisher"),
                row.getString("withdrawer"),
                List.of());
    }
}
