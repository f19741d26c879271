package cn.civilaffairs.disbursement.review;

import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntBiFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reviews as planned, each with the days it may be moved between. */
@Repository
class ReviewPlans {

    private static final String OF_SCHEME = """
            from disbursement.entitlement e
            where e.scheme = :scheme and e.last_month is null and e.review_class is not null and e.next_review_on is not null
              and e.resident_id <> all ((select registry.closed_residents())::uuid[])
              and e.area_code >= :lo and e.area_code < :hi\s""";

    /** What is overdue stands in the month that runs, as the plan counts it. */
    private static final String SHOWN = OF_SCHEME + """
            and e.next_review_on < cast(:month as date) + interval '1 month'
            and (e.next_review_on >= :month or :month = cast(:thisMonth as date))
            and (cast(:class as text) is null or e.review_class = :class)
            and (cast(:from as text) is null or e.area_code >= :from and e.area_code < :until)\s""";

    private static final String ROWS = """
            select e.*, %s, done.answer, done.confirmed_at,
                greatest(e.next_review_on, (select max(m.from_on) from disbursement.review_move m
                    where m.entitlement_id = e.id
                      and (done.confirmed_at is null or m.moved_at > done.confirmed_at))) as planned_first,
                exists (select from disbursement.review_task o where o.entitlement_id = e.id
                    and o.answer is not null and o.confirmed_by is null) as recorded
            from (select e.id, e.area_code, e.household_id, e.resident_id, e.review_class, e.next_review_on, e.decided_on,
                e.version\s""".formatted(ReviewedBenefit.NAMES);

    private static final String NAMED = """
            ) e
            %s left join lateral (select t.answer, t.confirmed_at from disbursement.review_task t
                where t.entitlement_id = e.id and t.confirmed_by is not null
                order by t.confirmed_at desc limit 1) done on true
            order by e.next_review_on, e.area_code, e.id""".formatted(ReviewedBenefit.joined("e"));

    private static final String ORDER = "order by e.next_review_on, e.area_code, e.id ";

    private final JdbcClient jdbc;

    ReviewPlans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends nobody else makes tasks of the county's plan or moves reviews in it. */
    @Unscoped("a lock and no row")
    void lock(AreaCode county) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))::text")
                .param("key", "review-plan " + county.value())
                .query(String.class)
                .single();
    }

    List<PlannedReview> list(
            PlanFilter filter,
            YearMonth thisMonth,
            ToIntBiFunction<AreaCode, ReviewClass> months,
            ZoneId zone,
            int limit,
            int offset,
            AreaScope scope) {
        return shown(ROWS + SHOWN + ORDER + "limit :limit offset :offset" + NAMED, filter, thisMonth, scope)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> planned(row, months, zone))
                .list();
    }

    int count(PlanFilter filter, YearMonth thisMonth, AreaScope scope) {
        return shown("select count(*) " + SHOWN, filter, thisMonth, scope)
                .query(Integer.class)
                .single();
    }

    private JdbcClient.StatementSpec shown(String sql, PlanFilter filter, YearMonth thisMonth, AreaScope scope) {
        AreaScope within = filter.within() == null ? null : AreaScope.of(filter.within());
        ReviewClass reviewClass = filter.reviewClass();
        return jdbc.sql(sql)
                .param("scheme", filter.scheme())
                .param("month", filter.month().atDay(1))
                .param("thisMonth", thisMonth.atDay(1))
                .param("class", reviewClass == null ? null : reviewClass.name(), Types.VARCHAR)
                .param("from", within == null ? null : within.lo(), Types.VARCHAR)
                .param("until", within == null ? null : within.hi(), Types.VARCHAR)
                .param("lo", scope.lo())
                .param("hi", scope.hi());
    }

    /** Those of them that are planned and may be seen; whoever records an answer to one of them waits from now on. */
    List<PlannedReview> chosen(
            String scheme,
            Collection<UUID> entitlements,
            ToIntBiFunction<AreaCode, ReviewClass> months,
            ZoneId zone,
            AreaScope scope) {
        UUID[] ids = entitlements.toArray(UUID[]::new);
        jdbc.sql("""
                        select t.id from disbursement.review_task t
                        where t.entitlement_id = any(cast(:ids as uuid[])) and t.confirmed_by is null
                          and t.area_code >= :lo and t.area_code < :hi
                        order by t.id for update""")
                .param("ids", ids)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .list();
        return jdbc.sql(ROWS + OF_SCHEME + "and e.id = any(cast(:ids as uuid[]))" + NAMED)
                .param("scheme", scheme)
                .param("ids", ids)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> planned(row, months, zone))
                .list();
    }

    /** A review and the day it is moved to. */
    record Shift(PlannedReview review, LocalDate to) {}

    /**
     * Moves each with its open task and notes it, in one statement. A day an earlier review of the same benefit was due on
     * already is taken, and the day before it is used.
     *
     * @return those moved; the others were changed meanwhile
     */
    Set<UUID> move(List<Shift> shifts, String reason, UUID by, OffsetDateTime at, AreaScope scope) {
        return new HashSet<>(jdbc.sql("""
                        with chosen as (
                            select c.id, c.version, case when exists (select from disbursement.review_task t
                                where t.entitlement_id = c.id and t.due_on = c.day) then c.day - 1 else c.day end as day
                            from unnest(cast(:ids as uuid[]), cast(:days as date[]), cast(:versions as int[]))
                                as c(id, day, version)),
                        moved as (
                            update disbursement.entitlement e set next_review_on = c.day, version = e.version + 1
                            from chosen c
                            where e.id = c.id and e.version = c.version and e.area_code >= :lo and e.area_code < :hi
                            returning e.id, e.scheme, e.area_code, e.resident_id, old.next_review_on as from_on, c.day as to_on),
                        tasks as (
                            update disbursement.review_task t set due_on = m.to_on, version = t.version + 1
                            from moved m where t.entitlement_id = m.id and t.due_on = m.from_on and t.answer is null)
                        insert into disbursement.review_move
                            (scheme, entitlement_id, area_code, resident_id, from_on, to_on, reason, moved_by, moved_at)
                        select scheme, id, area_code, resident_id, from_on, to_on, :reason, cast(:by as uuid),
                            cast(:at as timestamptz)
                        from moved
                        returning entitlement_id""")
                .param(
                        "ids",
                        shifts.stream()
                                .map(shift -> shift.review().benefit().entitlementId())
                                .toArray(UUID[]::new))
                .param(
                        "days",
                        shifts.stream().map(shift -> Date.valueOf(shift.to())).toArray(Date[]::new))
                .param(
                        "versions",
                        shifts.stream().map(shift -> shift.review().version()).toArray(Integer[]::new))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .param("reason", reason)
                .param("by", by)
                .param("at", at)
                .query(UUID.class)
                .list());
    }

    /** How often a benefit's reviews were moved, the latest first. */
    List<ReviewMove> moves(UUID entitlement, AreaScope scope) {
        return jdbc.sql("""
                        select m.*, o.name as mover from disbursement.review_move m
                        join registry.officer o on o.id = m.moved_by
                        where m.entitlement_id = :id and m.area_code >= :lo and m.area_code < :hi
                        order by m.moved_at desc""")
                .param("id", entitlement)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new ReviewMove(
                        row.getObject("from_on", LocalDate.class),
                        row.getObject("to_on", LocalDate.class),
                        row.getString("reason"),
                        row.getString("mover"),
                        row.getObject("moved_at", OffsetDateTime.class)))
                .list();
    }

    private static PlannedReview planned(ResultSet row, ToIntBiFunction<AreaCode, ReviewClass> months, ZoneId zone)
            throws SQLException {
        ReviewedBenefit benefit = ReviewedBenefit.of(row, "id");
        OffsetDateTime confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
        return new PlannedReview(
                benefit,
                row.getBoolean("recorded"),
                new ReviewWindow(
                        row.getObject("next_review_on", LocalDate.class),
                        row.getObject("planned_first", LocalDate.class),
                        confirmed == null
                                ? row.getObject("decided_on", LocalDate.class)
                                : confirmed.atZoneSameInstant(zone).toLocalDate(),
                        months.applyAsInt(benefit.area(), benefit.reviewClass()),
                        confirmed != null
                                && ReviewAnswer.valueOf(row.getString("answer")).leavesOpen()),
                row.getInt("version"));
    }
}
