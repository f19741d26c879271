package cn.civilaffairs.casework;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.kernel.Unscoped;
import java.sql.Types;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The cases. There is no way to read one without saying what the reader may see. */
@Repository
class CaseFiles {

    private final JdbcClient jdbc;

    CaseFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<CaseFile> find(UUID id, AreaScope scope) {
        return jdbc.sql("select " + CaseRows.COLUMNS + """
                         from casework.case_file c
                        where c.id = :id and c.area_code >= :lo and c.area_code < :hi""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(CaseRows::read)
                .optional();
    }

    List<CaseFile> ofHousehold(UUID householdId, AreaScope scope) {
        return jdbc.sql("select " + CaseRows.COLUMNS + """
                         from casework.case_file c
                        where c.household_id = :household and c.area_code >= :lo and c.area_code < :hi
                        order by c.opened_on desc, c.case_no desc""")
                .param("household", householdId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(CaseRows::read)
                .list();
    }

    /** Of some households those about which a case of a matter is open. */
    Set<UUID> householdsWithOpen(String matter, Collection<UUID> households, AreaScope scope) {
        return jdbc.sql("""
                        select c.household_id from casework.case_file c
                        where c.household_id = any (:households) and c.matter = :matter and c.closed_on is null
                          and c.area_code >= :lo and c.area_code < :hi""")
                .param("households", households.toArray(UUID[]::new))
                .param("matter", matter)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .set();
    }

    List<CaseFile> ofMonth(String matter, @Nullable CaseStatus status, YearMonth month, int limit, AreaScope scope) {
        String day = status == null ? "c.opened_on" : "c.closed_on";
        return jdbc.sql("select " + CaseRows.COLUMNS + """
                         from casework.case_file c
                        where c.matter = :matter and DAY >= :from and DAY < :to and (:status is null or c.status = :status)
                          and c.area_code >= :lo and c.area_code < :hi
                        order by c.area_code, c.case_no limit :limit""".replace("DAY", day))
                .param("matter", matter)
                .param("status", status == null ? null : status.name(), Types.VARCHAR)
                .param("from", month.atDay(1))
                .param("to", month.plusMonths(1).atDay(1))
                .param("limit", limit)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(CaseRows::read)
                .list();
    }

    @Unscoped("the number says nothing about anybody")
    String nextNumber(int year) {
        long next = jdbc.sql("select nextval('casework.case_number_seq')")
                .query(Long.class)
                .single();
        return "%d-%06d".formatted(year, next);
    }

    @Unscoped("the row policy refuses a case outside the officer's area; the desk has checked it before")
    void add(CaseFile file) {
        jdbc.sql("""
                        insert into casework.case_file (id, case_no, matter, area_code, household_id, applicant_id, title, status,
                            step, step_since, due_on, opened_on, devolved, limit_count, limit_unit, whole_count, whole_unit, relative, handler_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        file.id(),
                        file.caseNo(),
                        file.matter(),
                        file.area().value(),
                        file.householdId(),
                        file.applicantId(),
                        file.title(),
                        file.status().name(),
                        file.step(),
                        file.stepSince(),
                        file.dueOn(),
                        file.openedOn(),
                        file.devolved(),
                        count(file.limit()),
                        unit(file.limit()),
                        count(file.whole()),
                        unit(file.whole()),
                        file.relative(),
                        file.handlerId()))
                .update();
    }

    /** @throws StaleVersion if somebody else moved the case since it was read */
    void write(CaseChange change, AreaScope scope) {
        int written = jdbc.sql("""
                        update casework.case_file
                        set status = ?, step = ?, step_since = ?, due_on = ?, closed_on = ?, paused_since = ?, paused_days = ?,
                            returned = ?, return_to = ?, limit_count = ?, limit_unit = ?, whole_count = ?, whole_unit = ?,
                            extended = ?, relative = ?, handler_id = ?, reviewer_id = ?, confirmer_id = ?,
                            version = version + 1
                        where id = ? and version = ? and area_code >= ? and area_code < ?""")
                .params(Arrays.asList(
                        change.status.name(),
                        change.step,
                        change.stepSince,
                        change.dueOn,
                        change.closedOn,
                        change.pausedSince,
                        change.pausedDays,
                        change.returned,
                        change.returnTo,
                        count(change.limit),
                        unit(change.limit),
                        count(change.whole),
                        unit(change.whole),
                        change.extended,
                        change.relative,
                        change.handlerId,
                        change.reviewerId,
                        change.confirmerId,
                        change.before.id(),
                        change.before.version(),
                        scope.lo(),
                        scope.hi()))
                .update();
        if (written != 1) {
            throw new StaleVersion();
        }
    }

    private static @Nullable Integer count(@Nullable Limit limit) {
        return limit == null ? null : limit.count();
    }

    private static @Nullable String unit(@Nullable Limit limit) {
        return limit == null ? null : limit.unit().name();
    }

    /** Keeps others from writing to the case until the transaction ends. */
    void lock(UUID id, AreaScope scope) {
        jdbc.sql("""
                        select id from casework.case_file
                        where id = :id and area_code >= :lo and area_code < :hi for update""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .optional();
    }

    @Unscoped("names of places and of colleagues in office are no secret")
    String placeName(AreaCode area) {
        return jdbc.sql("select name from registry.area where code = ?")
                .param(area.value())
                .query(String.class)
                .optional()
                .orElse(area.value());
    }

    @Unscoped("names of places and of colleagues in office are no secret")
    List<Holder> holders(Collection<String> roles, Collection<String> places, String line, LocalDate today) {
        return jdbc.sql("""
                        select distinct o.name, o.unit, o.phone, o.login
                        from registry.officer o join registry.officer_grant g on g.officer_id = o.id
                        where o.enabled and g.role in (:roles) and g.line = :line and o.area_code in (:places)
                          and g.valid_from <= :today and (g.valid_to is null or g.valid_to >= :today)
                        order by o.login limit 5""")
                .param("roles", roles)
                .param("places", places)
                .param("line", line)
                .param("today", today)
                .query((row, number) -> new Holder(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }
}
