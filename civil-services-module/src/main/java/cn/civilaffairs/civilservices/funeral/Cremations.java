package cn.civilaffairs.civilservices.funeral;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.resident.Masks;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a cremation adds to its case. */
@Repository
class Cremations {

    private static final String IN_SCOPE = " c.area_code >= :lo and c.area_code < :hi ";

    private static final String CREMATIONS = """
            select c.*, f.case_no, f.status, f.step, r.name, r.id_prefix, v.name as village, t.name as town,
                o.name as rechecked_by_name
            from civilservices.cremation c
            join casework.case_file f on f.id = c.case_id
            join registry.resident r on r.id = c.resident_id
            join registry.area v on v.code = c.area_code
            left join registry.area t on t.code = v.parent_code
            left join registry.officer o on o.id = c.rechecked_by
            where\s""";

    private final JdbcClient jdbc;

    Cremations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets a death paper or a person be entered again after a case that came to nothing. */
    int forgetAbandoned(AreaScope scope) {
        return jdbc.sql("""
                        update civilservices.cremation c set void = true
                        from casework.case_file f
                        where f.id = c.case_id and not c.void and f.status in ('REFUSED', 'WITHDRAWN', 'ABORTED') and""" + IN_SCOPE)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    @Unscoped("the case was opened within the scope; the row policy checks the inserted row")
    void insert(
            UUID caseId, AreaCode area, UUID resident, NewCremation received, LocalDate receivedOn, UUID receivedBy) {
        jdbc.sql("""
                        insert into civilservices.cremation (case_id, area_code, resident_id, died_on, received_on, received_by,
                            death_paper_no, natural_death, police_paper_no, handler, handler_relation)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        caseId,
                        area.value(),
                        resident,
                        received.diedOn(),
                        receivedOn,
                        receivedBy,
                        received.deathPaperNo(),
                        received.natural(),
                        received.policePaperNo().isBlank() ? null : received.policePaperNo(),
                        received.handler(),
                        received.handlerRelation())
                .update();
    }

    boolean recordCremation(UUID caseId, LocalDate on, String cremator, UUID by, int version, AreaScope scope) {
        return jdbc.sql("""
                        update civilservices.cremation c set cremated_on = :on, cremator = :cremator, rechecked_by = :by,
                            version = version + 1
                        where c.case_id = :case and c.version = :version and""" + IN_SCOPE)
                        .param("on", on)
                        .param("cremator", cremator)
                        .param("by", by)
                        .param("case", caseId)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    boolean bill(UUID caseId, Map<FuneralItem, Money> fees, FeeWaiver waiver, int version, AreaScope scope) {
        boolean done = jdbc.sql("""
                        update civilservices.cremation c set fee_total = :total, waived = :waived, version = version + 1
                        where c.case_id = :case and c.version = :version and""" + IN_SCOPE)
                        .param("total", waiver.total().yuan())
                        .param("waived", waiver.waived().yuan())
                        .param("case", caseId)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
        for (FuneralItem item : FuneralItem.values()) {
            jdbc.sql("""
                            insert into civilservices.cremation_fee (case_id, item, area_code, amount)
                            select :case, :item, c.area_code, :amount from civilservices.cremation c
                            where c.case_id = :case and""" + IN_SCOPE + """
                            on conflict (case_id, item) do update set amount = excluded.amount""")
                    .param("case", caseId)
                    .param("item", item.name())
                    .param("amount", fees.getOrDefault(item, Money.ZERO).yuan())
                    .param("lo", scope.lo())
                    .param("hi", scope.hi())
                    .update();
        }
        return done;
    }

    Map<FuneralItem, Money> fees(UUID caseId, AreaScope scope) {
        Map<FuneralItem, Money> fees = new EnumMap<>(FuneralItem.class);
        jdbc.sql("select c.item, c.amount from civilservices.cremation_fee c where c.case_id = :case and" + IN_SCOPE)
                .param("case", caseId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    fees.put(FuneralItem.valueOf(row.getString("item")), new Money(row.getBigDecimal("amount")));
                });
        return fees;
    }

    @Unscoped("numbers are the county's, and the row policy keeps other counties' counters away")
    int nextCertificate(AreaCode county, int year) {
        return jdbc.sql("""
                        insert into civilservices.certificate_counter (area_code, year, last) values (?, ?, 1)
                        on conflict (area_code, year) do update set last = certificate_counter.last + 1
                        returning last""").params(county.value(), year).query(Integer.class).single();
    }

    int certify(UUID caseId, String number, LocalDate on, AreaScope scope) {
        return jdbc.sql("""
                        update civilservices.cremation c set certificate_no = :number, certified_on = :on,
                            version = version + 1
                        where c.case_id = :case and c.certificate_no is null and""" + IN_SCOPE)
                .param("number", number)
                .param("on", on)
                .param("case", caseId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    boolean ashes(UUID caseId, String collector, LocalDate on, int version, AreaScope scope) {
        return jdbc.sql("""
                        update civilservices.cremation c set ashes_to = :collector, ashes_on = :on, version = version + 1
                        where c.case_id = :case and c.version = :version and c.ashes_on is null and""" + IN_SCOPE)
                        .param("collector", collector)
                        .param("on", on)
                        .param("case", caseId)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    Optional<Cremation> find(UUID caseId, AreaScope scope) {
        return jdbc.sql(CREMATIONS + "c.case_id = :case and" + IN_SCOPE)
                .param("case", caseId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> cremation(row))
                .optional();
    }

    /** @param text beginning of the name, or a whole certificate, paper or case number; empty for all */
    List<Cremation> list(String text, int limit, int offset, AreaScope scope) {
        return jdbc.sql(CREMATIONS
                        + "(:text = '' or r.name like :text || '%' or :text in (c.certificate_no, c.death_paper_no, f.case_no))"
                        + " and" + IN_SCOPE + "order by c.received_on desc, f.case_no desc limit :limit offset :offset")
                .param("text", text)
                .param("limit", limit)
                .param("offset", offset)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> cremation(row))
                .list();
    }

    CremationSum sum(int year, AreaScope scope) {
        return jdbc.sql("""
                        select count(c.cremated_on) as cremations, count(c.certificate_no) as certificates,
                            coalesce(sum(c.waived) filter (where c.certificate_no is not null), 0) as waived
                        from civilservices.cremation c
                        where c.received_on >= :from and c.received_on < :to and not c.void and""" + IN_SCOPE)
                .param("from", LocalDate.of(year, 1, 1))
                .param("to", LocalDate.of(year + 1, 1, 1))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new CremationSum(
                        year,
                        row.getInt("cremations"),
                        row.getInt("certificates"),
                        new Money(row.getBigDecimal("waived"))))
                .single();
    }

    private static Cremation cremation(ResultSet row) throws SQLException {
        String town = row.getString("town");
        return new Cremation(
                row.getObject("case_id", UUID.class),
                row.getString("case_no"),
                row.getString("status"),
                row.getString("step"),
                AreaCode.of(row.getString("area_code")),
                (town == null ? "" : town + " ") + row.getString("village"),
                row.getObject("resident_id", UUID.class),
                row.getString("name"),
                Masks.idNumber(row.getString("id_prefix")),
                row.getObject("died_on", LocalDate.class),
                row.getObject("received_on", LocalDate.class),
                row.getString("death_paper_no"),
                row.getBoolean("natural_death"),
                row.getString("police_paper_no"),
                row.getString("handler"),
                row.getString("handler_relation"),
                row.getObject("cremated_on", LocalDate.class),
                row.getString("cremator"),
                row.getString("rechecked_by_name"),
                money(row, "fee_total"),
                money(row, "waived"),
                row.getString("certificate_no"),
                row.getObject("certified_on", LocalDate.class),
                row.getString("ashes_to"),
                row.getObject("ashes_on", LocalDate.class),
                row.getInt("version"));
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        BigDecimal amount = row.getBigDecimal(column);
        return amount == null ? null : new Money(amount);
    }
}
