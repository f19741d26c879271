package cn.civilaffairs.casework.sampling;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Months;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Samples {

    private static final String SELECT = """
            select s.id, s.area_code, a.name as township, s.matter, s.month, s.percent, s.population, s.size, s.seed, s.due_on,
                o.name as drawer, s.drawn_at, i.to_check, i.checked, i.wrong
            from casework.sample s
            join registry.area a on a.code = s.area_code
            left join registry.officer o on o.id = s.drawn_by
            left join lateral (select count(*) filter (where t.picked or t.compulsory)::int as to_check,
                    count(t.finding)::int as checked, count(*) filter (where t.finding = 'WRONG')::int as wrong
                from casework.sample_item t where t.sample_id = s.id) i on true
            where s.area_code >= :lo and s.area_code < :hi
            """;

    private final JdbcClient jdbc;

    Samples(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private JdbcClient.StatementSpec scoped(String sql, AreaScope scope) {
        return jdbc.sql(sql).param("lo", scope.lo()).param("hi", scope.hi());
    }

    /** What was confirmed in a month and stands in no draw yet, by township. */
    List<Drawable> drawable(String matter, YearMonth month, AreaScope scope) {
        return scoped("""
                        select c.id, c.case_no, c.area_code, c.relative from casework.case_file c
                        where c.matter = :matter and c.status = 'CONFIRMED' and c.closed_on >= :first and c.closed_on < :next
                          and c.area_code >= :lo and c.area_code < :hi
                          and not exists (select from casework.sample s where s.matter = c.matter and s.month = :first
                            and s.area_code = substr(c.area_code, 1, 9) || '000')
                        order by c.case_no""", scope)
                .param("matter", matter)
                .param("first", Months.firstDay(month))
                .param("next", Months.firstDay(month.plusMonths(1)))
                .query((row, number) -> new Drawable(
                        row.getObject("id", UUID.class),
                        row.getString("case_no"),
                        AreaCode.of(row.getString("area_code")),
                        row.getBoolean("relative")))
                .list();
    }

    record Drawable(UUID caseId, String caseNo, AreaCode area, boolean relative) {}

    @Unscoped("the row policy refuses a sample outside the officer's area")
    void add(
            UUID id,
            AreaCode township,
            String matter,
            YearMonth month,
            int percent,
            int population,
            int size,
            String seed,
            LocalDate dueOn,
            UUID officer,
            Instant at) {
        jdbc.sql("""
                        insert into casework.sample (id, area_code, matter, month, percent, population, size, seed, due_on,
                            drawn_by, drawn_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id,
                        township.value(),
                        matter,
                        Months.firstDay(month),
                        percent,
                        population,
                        size,
                        seed,
                        dueOn,
                        officer,
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Unscoped("the row policy refuses a case outside the officer's area")
    void add(UUID sample, Drawable drawn, SampleDraw.Ticket ticket) {
        jdbc.sql("""
                        insert into casework.sample_item (sample_id, case_id, area_code, case_no, digest, picked, compulsory)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        sample,
                        drawn.caseId(),
                        drawn.area().value(),
                        drawn.caseNo(),
                        ticket.digest(),
                        ticket.picked(),
                        drawn.relative())
                .update();
    }

    List<Sample> list(@Nullable YearMonth month, AreaScope scope, int offset, int limit) {
        JdbcClient.StatementSpec statement = scoped(
                SELECT + (month == null ? "" : " and s.month = :month")
                        + " order by s.month desc, s.matter, s.area_code limit :limit offset :offset",
                scope);
        if (month != null) {
            statement = statement.param("month", Months.firstDay(month));
        }
        return statement
                .param("limit", limit)
                .param("offset", offset)
                .query(Samples::sample)
                .list();
    }

    Optional<Sample> find(UUID id, AreaScope scope) {
        return scoped(SELECT + " and s.id = :id", scope)
                .param("id", id)
                .query(Samples::sample)
                .optional();
    }

    /** In the order of the draw. */
    List<SampleItem> items(UUID sample, AreaScope scope) {
        return scoped("""
                        select t.*, c.title, v.name as village, o.name as checker from casework.sample_item t
                        join casework.case_file c on c.id = t.case_id
                        join registry.area v on v.code = t.area_code
                        left join registry.officer o on o.id = t.checked_by
                        where t.sample_id = :sample and t.area_code >= :lo and t.area_code < :hi
                        order by t.digest, t.case_no""", scope)
                .param("sample", sample)
                .query((row, number) -> new SampleItem(
                        row.getObject("case_id", UUID.class),
                        row.getString("case_no"),
                        row.getString("title"),
                        row.getString("village"),
                        row.getString("digest"),
                        row.getBoolean("picked"),
                        row.getBoolean("compulsory"),
                        row.getString("finding") == null ? null : SampleItem.Finding.valueOf(row.getString("finding")),
                        row.getString("note"),
                        row.getObject("visited_on", LocalDate.class),
                        row.getString("checker")))
                .list();
    }

    boolean record(
            UUID sample,
            UUID caseId,
            SampleItem.Finding finding,
            String note,
            LocalDate visitedOn,
            UUID officer,
            Instant at,
            AreaScope scope) {
        return scoped("""
                                update casework.sample_item set finding = :finding, note = :note, visited_on = :on,
                                    checked_by = :officer, checked_at = :at
                                where sample_id = :sample and case_id = :case and finding is null and (picked or compulsory)
                                  and area_code >= :lo and area_code < :hi""", scope)
                        .param("finding", finding.name())
                        .param("note", note)
                        .param("on", visitedOn)
                        .param("officer", officer)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("sample", sample)
                        .param("case", caseId)
                        .update()
                == 1;
    }

    /** Whoever acted on the case. */
    List<UUID> actors(UUID caseId, AreaScope scope) {
        return scoped("""
                        select distinct e.officer_id from casework.case_entry e where e.case_id = :case
                            and e.duty is not null and e.area_code >= :lo and e.area_code < :hi""", scope).param("case", caseId).query(UUID.class).list();
    }

    private static Sample sample(ResultSet row, int number) throws SQLException {
        return new Sample(
                row.getObject("id", UUID.class),
                AreaCode.of(row.getString("area_code")),
                row.getString("township"),
                row.getString("matter"),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                row.getInt("percent"),
                row.getInt("population"),
                row.getInt("size"),
                row.getString("seed"),
                row.getObject("due_on", LocalDate.class),
                row.getString("drawer"),
                row.getObject("drawn_at", OffsetDateTime.class).toInstant(),
                row.getInt("to_check"),
                row.getInt("checked"),
                row.getInt("wrong"));
    }
}
