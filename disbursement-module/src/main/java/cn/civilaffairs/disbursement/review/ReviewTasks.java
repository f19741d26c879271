package cn.civilaffairs.disbursement.review;

import cn.civilaffairs.disbursement.ReviewDue;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reviews to be done and done. */
@Repository
class ReviewTasks {

    private static final String TASKS = """
            select t.*, %s, o.name as recorder, c.name as confirmer
            from disbursement.review_task t
            %s left join registry.officer o on o.id = t.recorded_by
            left join registry.officer c on c.id = t.confirmed_by
            where t.area_code >= :lo and t.area_code < :hi\s""".formatted(ReviewedBenefit.NAMES, ReviewedBenefit.joined("t"));

    /** One not answered whose benefit has ended by now needs no answer any more. */
    private static final String NARROWED = "\n" + """
             and t.scheme = :scheme and (t.answer is not null or exists (select from disbursement.entitlement e
                where e.id = t.entitlement_id
                  and (e.last_month is null or e.last_month >= date_trunc('month', cast(:today as date)))))
             and (cast(:month as date) is null or t.due_on >= :month and t.due_on < cast(:month as date) + interval '1 month')
             and (cast(:from as text) is null or t.area_code >= :from and t.area_code < :until)
             and case cast(:state as text)
                when 'OPEN' then t.answer is null
                when 'OVERDUE' then t.answer is null and t.due_on < :today
                when 'RECORDED' then t.answer is not null and t.confirmed_by is null
                when 'CONFIRMED' then t.confirmed_by is not null
                else true end\s""";

    private static final String ORDER = "order by t.due_on, t.area_code, t.id ";

    private final JdbcClient jdbc;

    ReviewTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is not finished of a household that moves is done where it moves to. */
    void move(UUID household, AreaCode to, AreaScope county) {
        jdbc.sql("""
                        update disbursement.review_task t set area_code = :area
                        where t.household_id = :household and t.confirmed_by is null
                          and t.area_code >= :lo and t.area_code < :hi""")
                .param("area", to.value())
                .param("household", household)
                .param("lo", county.lo())
                .param("hi", county.hi())
                .update();
    }

    /** Those nobody answered in time whose money does not wait for it yet. */
    List<ReviewTask> overdueAndPaid(String scheme, LocalDate today, AreaScope scope) {
        return jdbc.sql(TASKS + """
                         and t.scheme = :scheme and t.answer is null and t.due_on < :today
                         and exists (select from disbursement.entitlement e
                             where e.id = t.entitlement_id and e.last_month is null)
                         and not exists (select from disbursement.hold d where d.entitlement_id = t.entitlement_id
                             and d.awaits_id = t.entitlement_id and d.released_at is null)
                         order by t.area_code, t.id""")
                .param("scheme", scheme)
                .param("today", today)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(ReviewTasks::task)
                .list();
    }

    /** One statement for a county; what is there already is left alone. */
    @Unscoped("what is due was read within the scope; the row policy checks every inserted row")
    int insert(String scheme, List<ReviewDue> due, LocalDate today) {
        return jdbc.sql("""
                        insert into disbursement.review_task (scheme, entitlement_id, area_code, household_id, resident_id,
                            review_class, due_on, persons, amount, generated_on)
                        select cast(:scheme as text), d.*, cast(:today as date)
                        from unnest(cast(:ids as uuid[]), cast(:areas as text[]), cast(:households as uuid[]),
                            cast(:residents as uuid[]), cast(:classes as text[]), cast(:due as date[]),
                            cast(:persons as int[]), cast(:amounts as numeric[])) d
                        on conflict (entitlement_id, due_on) do nothing""")
                .param("scheme", scheme)
                .param("today", today)
                .param("ids", column(due, ReviewDue::entitlementId, UUID[]::new))
                .param("areas", column(due, row -> row.area().value(), String[]::new))
                .param("households", column(due, ReviewDue::householdId, UUID[]::new))
                .param("residents", column(due, ReviewDue::residentId, UUID[]::new))
                .param("classes", column(due, row -> row.reviewClass().name(), String[]::new))
                .param("due", column(due, row -> Date.valueOf(row.dueOn()), Date[]::new))
                .param("persons", column(due, ReviewDue::persons, Integer[]::new))
                .param("amounts", column(due, row -> row.amount().yuan(), BigDecimal[]::new))
                .update();
    }

    private static <T> T[] column(List<ReviewDue> due, Function<ReviewDue, T> value, IntFunction<T[]> array) {
        return due.stream().map(value).toArray(array);
    }

    Optional<ReviewTask> find(UUID id, AreaScope scope) {
        return jdbc.sql(TASKS + "and t.id = :id")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(ReviewTasks::task)
                .optional();
    }

    List<ReviewTask> list(ReviewFilter filter, LocalDate today, int limit, int offset, AreaScope scope) {
        return narrowed(TASKS + NARROWED + ORDER + "limit :limit offset :offset", filter, today, scope)
                .param("limit", limit)
                .param("offset", offset)
                .query(ReviewTasks::task)
                .list();
    }

    int count(ReviewFilter filter, LocalDate today, AreaScope scope) {
        return narrowed(
                        "select count(*) from disbursement.review_task t where t.area_code >= :lo and t.area_code < :hi"
                                + NARROWED,
                        filter,
                        today,
                        scope)
                .query(Integer.class)
                .single();
    }

    /** The one after this in the order of lists that waits for an answer; the first of them if this was the last. */
    Optional<UUID> nextOpen(ReviewTask here, ReviewFilter filter, LocalDate today, AreaScope scope) {
        return narrowed(
                        "select t.id from disbursement.review_task t where t.area_code >= :lo and t.area_code < :hi"
                                + NARROWED
                                + "and t.answer is null and t.id <> :id order by (t.due_on, t.area_code, t.id)"
                                + " < (cast(:due as date), cast(:area as text) collate \"C\", cast(:id as uuid)), t.due_on,"
                                + " t.area_code, t.id limit 1",
                        filter,
                        today,
                        scope)
                .param("id", here.id())
                .param("due", here.dueOn())
                .param("area", here.benefit().area().value())
                .query(UUID.class)
                .optional();
    }

    private JdbcClient.StatementSpec narrowed(String sql, ReviewFilter filter, LocalDate today, AreaScope scope) {
        AreaScope within = filter.within() == null ? null : AreaScope.of(filter.within());
        return jdbc.sql(sql)
                .param("scheme", filter.scheme())
                .param("month", filter.month() == null ? null : filter.month().atDay(1), Types.DATE)
                .param("from", within == null ? null : within.lo(), Types.VARCHAR)
                .param("until", within == null ? null : within.hi(), Types.VARCHAR)
                .param("state", filter.state() == null ? null : filter.state().name(), Types.VARCHAR)
                .param("today", today)
                .param("lo", scope.lo())
                .param("hi", scope.hi());
    }

    List<TownProgress> progress(ReviewFilter filter, LocalDate today, AreaScope scope) {
        return narrowed("""
                        select left(t.area_code, 9) || '000' as town, max(w.name) as name, count(*) as total,
                            count(*) filter (where t.answer is null) as open,
                            count(*) filter (where t.answer is null and t.due_on < :today) as overdue,
                            count(*) filter (where t.answer is not null and t.confirmed_by is null) as recorded,
                            count(*) filter (where t.confirmed_by is not null) as confirmed
                        from disbursement.review_task t
                        join registry.area w on w.code = left(t.area_code, 9) || '000'
                        where t.area_code >= :lo and t.area_code < :hi""" + NARROWED + "group by 1 order by 1", filter, today, scope)
                .query((row, number) -> new TownProgress(
                        AreaCode.of(row.getString("town")),
                        row.getString("name"),
                        row.getInt("total"),
                        row.getInt("open"),
                        row.getInt("overdue"),
                        row.getInt("recorded"),
                        row.getInt("confirmed")))
                .list();
    }

    boolean record(
            UUID id,
            ReviewAnswer answer,
            @Nullable ReviewWay way,
            @Nullable LocalDate diedOn,
            String note,
            UUID officer,
            OffsetDateTime at,
            int version,
            AreaScope scope) {
        return jdbc.sql("""
                        update disbursement.review_task set answer = :answer, way = :way, died_on = :died, note = :note,
                            recorded_by = :by, recorded_at = :at, returned_why = null, version = version + 1
                        where id = :id and version = :version and confirmed_by is null
                          and area_code >= :lo and area_code < :hi""")
                        .param("answer", answer.name())
                        .param("way", way == null ? null : way.name(), Types.VARCHAR)
                        .param("died", diedOn, Types.DATE)
                        .param("note", note)
                        .param("by", officer)
                        .param("at", at)
                        .param("id", id)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    boolean giveBack(UUID id, String why, int version, AreaScope scope) {
        return jdbc.sql("""
                        update disbursement.review_task set answer = null, way = null, died_on = null, recorded_by = null, recorded_at = null,
                            returned_why = :why, version = version + 1
                        where id = :id and version = :version and answer is not null and confirmed_by is null
                          and area_code >= :lo and area_code < :hi""")
                        .param("why", why)
                        .param("id", id)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    boolean confirm(UUID id, LocalDate next, UUID officer, OffsetDateTime at, int version, AreaScope scope) {
        return jdbc.sql("""
                        update disbursement.review_task set confirmed_by = :by, confirmed_at = :at, next_review_on = :next,
                            version = version + 1
                        where id = :id and version = :version and answer is not null and confirmed_by is null
                          and area_code >= :lo and area_code < :hi""")
                        .param("by", officer)
                        .param("at", at)
                        .param("next", next)
                        .param("id", id)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    List<ReviewTask> ofHousehold(UUID household, AreaScope scope) {
        return jdbc.sql(TASKS + "and t.household_id = :household order by t.due_on desc")
                .param("household", household)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(ReviewTasks::task)
                .list();
    }

    /** What was looked at before, the latest first. */
    List<ReviewTask> ofEntitlement(UUID entitlement, AreaScope scope) {
        return jdbc.sql(TASKS + "and t.entitlement_id = :entitlement order by t.due_on desc")
                .param("entitlement", entitlement)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(ReviewTasks::task)
                .list();
    }

    private static ReviewTask task(ResultSet row, int number) throws SQLException {
        @Nullable String answer = row.getString("answer");
        @Nullable String way = row.getString("way");
        return new ReviewTask(
                row.getObject("id", UUID.class),
                row.getString("scheme"),
                ReviewedBenefit.of(row, "entitlement_id"),
                row.getObject("due_on", LocalDate.class),
                row.getInt("persons"),
                new Money(row.getBigDecimal("amount")),
                answer == null ? null : ReviewAnswer.valueOf(answer),
                way == null ? null : ReviewWay.valueOf(way),
                row.getObject("died_on", LocalDate.class),
                row.getString("note"),
                row.getObject("recorded_by", UUID.class),
                row.getString("recorder"),
                row.getObject("recorded_at", OffsetDateTime.class),
                row.getString("returned_why"),
                row.getString("confirmer"),
                row.getObject("confirmed_at", OffsetDateTime.class),
                row.getObject("next_review_on", LocalDate.class),
                row.getInt("version"));
    }
}
