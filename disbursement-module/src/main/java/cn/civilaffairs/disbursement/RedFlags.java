package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Instants;
import cn.civilaffairs.registry.database.Months;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the red-line pack: hits of a run, answers by month and evidence, and who opened what. */
@Repository
class RedFlags {

    /** A hit stands with its latest answer; an answer belongs to month, code and evidence and so outlives the attempt. */
    private static final String FLAGS = """
            from disbursement.red_flag f
            join disbursement.payment_run run on run.id = f.run_id
            join disbursement.entitlement e on e.id = f.entitlement_id
            left join lateral (
                select a.* from disbursement.red_answer a
                where a.entitlement_id = f.entitlement_id and a.benefit_month = run.benefit_month
                  and a.code = f.code and a.evidence = f.evidence
                order by a.ordinal desc limit 1) a on true
            where f.run_id = :run and f.area_code >= :lo and f.area_code < :hi\s""";

    /** Paid in spite of its answer. A stop that was decided for a later month pays this one rightly. */
    private static final String STILL_PAID = """
            (f.paid and (a.answer = 'PAUSE' or a.answer = 'STOP'
                and (a.stop_confirmed_by is null or e.last_month < run.benefit_month)))""";

    private static final String HITS = "select " + STILL_PAID + " as still_paid, " + """
            f.*, e.household_id, r.name as holder, q.name as person, v.name as village, t.name as township,
                a.id as answer_id, a.answer, a.reason, a.answered_by, o.name as answered_by_name, a.answered_at,
                a.stop_confirmed_by, c.name as stop_confirmed_by_name,
                (select max(p.opened_at) from disbursement.red_opened p where p.run_id = f.run_id
                    and p.entitlement_id = f.entitlement_id and p.officer_id = :me) as opened_at
            """;
    private static final String PLACES = """
            join registry.resident r on r.id = e.resident_id
            join registry.resident q on q.id = f.resident_id
            join registry.area v on v.code = f.area_code
            left join registry.area t on t.code = v.parent_code and t.level = 'TOWNSHIP'
            left join registry.officer o on o.id = a.answered_by
            left join registry.officer c on c.id = a.stop_confirmed_by
            """;

    private static final Map<RedFilter.Status, String> STATUSES = Map.of(
            RedFilter.Status.ALL, "",
            RedFilter.Status.UNANSWERED, "and a.answer is null ",
            RedFilter.Status.PAUSE, "and a.answer = 'PAUSE' ",
            RedFilter.Status.PAY, "and a.answer = 'PAY' ",
            RedFilter.Status.STOP, "and a.answer = 'STOP' ",
            RedFilter.Status.UNOPENED,
                    "and not exists (select from disbursement.red_opened p where p.run_id = f.run_id"
                            + " and p.entitlement_id = f.entitlement_id and p.officer_id = :me) ");

    private static final String TO_OPEN = """
            from disbursement.run_inspection i
            where i.run_id = :run and i.area_code >= :lo and i.area_code < :hi
              and not exists (select from disbursement.red_opened p
                  where p.run_id = i.run_id and p.entitlement_id = i.entitlement_id and p.officer_id = :me)\s""";

    /** Lines about the account; who entered it long ago may well answer for everything else. */
    private static final Set<String> ABOUT_ACCOUNTS =
            Set.of("SHARED_ACCOUNT", "NEW_ACCOUNT", "NO_ACCOUNT", "PAYEE_OUTSIDE");

    private final JdbcClient jdbc;

    RedFlags(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lays out whom the run pays, for the queries of the red lines. */
    void lay(PaymentRun run, AreaScope scope) {
        jdbc.sql("drop table if exists pg_temp.run_payment, pg_temp.run_person").update();
        jdbc.sql("""
                        create temporary table run_payment on commit drop as
                        select entitlement_id, area_code::text collate "C" as area_code, household_id, resident_id, payee_id,
                            account_id, (array_agg(determination_id) filter (where kind = 'REGULAR'))[1] as determination_id,
                            max(persons) as persons, sum(amount) as amount,
                            coalesce(sum(amount) filter (where kind = 'REGULAR'), 0) as regular_amount, true as paid
                        from disbursement.payment_line
                        where run_id = :run and refund_id is null and area_code >= :lo and area_code < :hi
                        group by entitlement_id, area_code, household_id, resident_id, payee_id, account_id
                        union all
                        select x.entitlement_id, x.area_code, e.household_id, e.resident_id, e.payee_id, null,
                            x.determination_id, x.persons, x.amount, 0, false
                        from disbursement.run_exception x join disbursement.entitlement e on e.id = x.entitlement_id
                        where x.run_id = :run and x.reason = 'NO_ACCOUNT' and x.area_code >= :lo and x.area_code < :hi""")
                .param("run", run.id())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
        jdbc.sql("analyze pg_temp.run_payment").update();
        jdbc.sql("""
                        create temporary table run_person on commit drop as
                        select p.entitlement_id, c.resident_id
                        from pg_temp.run_payment p
                        join disbursement.covered_person c on c.entitlement_id = p.entitlement_id and c.from_month <= :month
                            and (c.to_month is null or c.to_month >= :month)
                        where p.paid and c.area_code >= :lo and c.area_code < :hi
                        union
                        select entitlement_id, payee_id from pg_temp.run_payment where paid""")
                .param("month", Months.firstDay(run.benefitMonth()))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
        jdbc.sql("create index on pg_temp.run_person (resident_id)").update();
        jdbc.sql("analyze pg_temp.run_person").update();
    }

    int raise(PaymentRun run, RedLine line, LocalDate livingOn, LocalDate today, AreaScope scope) {
        return jdbc.sql("""
                        insert into disbursement.red_flag
                            (run_id, entitlement_id, code, area_code, resident_id, paid, persons, amount, note, evidence)
                        select :run, h.entitlement_id, :code, p.area_code, (array_agg(h.resident_id order by h.resident_id))[1],
                            p.paid, p.persons, p.amount, string_agg(distinct h.note, ';' order by h.note),
                            md5(string_agg(distinct h.evidence, '|' order by h.evidence))
                        from (""" + line.query() + """
                            ) h join pg_temp.run_payment p on p.entitlement_id = h.entitlement_id
                        where p.area_code >= :lo and p.area_code < :hi
                        group by h.entitlement_id, p.area_code, p.paid, p.persons, p.amount""")
                .param("run", run.id())
                .param("code", line.code())
                .param("previous", run.previousRunId() == null ? new UUID(0, 0) : run.previousRunId())
                .param("scheme", run.scheme())
                .param("county", run.county().prefix())
                .param("month", Months.firstDay(run.benefitMonth()))
                .param("cutOff", run.cutOff())
                .param("livingOn", livingOn)
                .param("today", today)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /**
     * Lays down what the checker has to open (security design §3.4): whatever crosses a red line, is new, rose by more than a
     * fifth or came back last month, and the lines the run's seed draws, at least 20 and at least one in a hundred.
     */
    int layInspection(PaymentRun run, AreaScope scope) {
        return jdbc.sql("""
                        insert into disbursement.run_inspection (run_id, entitlement_id, area_code, why, paid, amount)
                        select :run, w.entitlement_id, e.area_code, w.why, x.amount is not null, coalesce(x.amount, 0)
                        from (select entitlement_id, string_agg(distinct why, ',') as why from (
                            select entitlement_id, 'RED' as why from disbursement.red_flag where run_id = :run
                            union all
                            select p.entitlement_id, 'NEW' from pg_temp.run_payment p
                            where p.paid and :compared and not exists (select from disbursement.payment_line l
                                where l.run_id = :previous and l.entitlement_id = p.entitlement_id)
                            union all
                            select p.entitlement_id, 'UP' from pg_temp.run_payment p
                            join disbursement.payment_line l on l.run_id = :previous and l.entitlement_id = p.entitlement_id
                                and l.kind = 'REGULAR' and p.regular_amount > 1.2 * l.amount
                            where p.paid
                            union all
                            select l.entitlement_id, 'RETURNED' from disbursement.line_result s
                            join disbursement.payment_line l on l.run_id = s.run_id and l.seq = s.seq
                            where s.run_id = :previous and not s.succeeded
                            union all
                            select drawn.entitlement_id, 'SAMPLE' from (
                                select entitlement_id from disbursement.payment_line where run_id = :run
                                order by md5(:seed || ':' || seq) limit (select greatest(:least, ceil(count(*) * 0.01))
                                    from disbursement.payment_line where run_id = :run)) drawn) c
                            group by entitlement_id) w
                        join disbursement.entitlement e on e.id = w.entitlement_id
                        left join lateral (select sum(l.amount) as amount from disbursement.payment_line l
                            where l.entitlement_id = w.entitlement_id and l.run_id = :run) x on true
                        where e.area_code >= :lo and e.area_code < :hi and (x.amount is not null or w.why like '%RED%')""")
                .param("run", run.id())
                .param("previous", run.previousRunId() == null ? new UUID(0, 0) : run.previousRunId())
                .param("compared", run.previousRunId() != null)
                .param("seed", String.valueOf(run.sampleSeed()))
                .param("least", PaymentRunDesk.SAMPLE_SIZE)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    @Unscoped("drops tables of this transaction only")
    void clear() {
        jdbc.sql("drop table if exists pg_temp.run_payment, pg_temp.run_person").update();
    }

    List<RedCount> counts(UUID runId, AreaScope scope) {
        return jdbc.sql("select f.code, count(*) as hits, count(*) filter (where a.answer is null) as unanswered,"
                        + " count(*) filter (where a.answer = 'PAY') as pay, count(*) filter (where a.answer = 'PAUSE') as pause,"
                        + " count(*) filter (where a.answer = 'STOP') as stop,"
                        + " count(*) filter (where " + STILL_PAID
                        + ") as still_paid, coalesce(sum(f.amount) filter (where f.paid), 0) as amount "
                        + FLAGS + "group by f.code order by f.code")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new RedCount(
                        row.getString("code"),
                        row.getInt("hits"),
                        row.getInt("unanswered"),
                        row.getInt("pay"),
                        row.getInt("pause"),
                        row.getInt("stop"),
                        row.getInt("still_paid"),
                        new Money(row.getBigDecimal("amount"))))
                .list();
    }

    List<RedHit> hits(UUID runId, RedFilter filter, UUID me, int limit, int offset, AreaScope scope) {
        return jdbc.sql(HITS + from() + STATUSES.get(filter.status())
                        + "and (:code::text is null or f.code = :code) order by f.code, f.area_code, f.entitlement_id"
                        + " limit :limit offset :offset")
                .param("run", runId)
                .param("me", me)
                .param("code", filter.code())
                .param("limit", limit)
                .param("offset", offset)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> hit(row))
                .list();
    }

    private static String from() {
        return FLAGS.replace("where f.run_id", PLACES + "where f.run_id");
    }

    List<RedHit> of(UUID runId, UUID entitlementId, UUID me, AreaScope scope) {
        return jdbc.sql(HITS + from() + "and f.entitlement_id = :entitlement order by f.code")
                .param("run", runId)
                .param("entitlement", entitlementId)
                .param("me", me)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> hit(row))
                .list();
    }

    private static RedHit hit(ResultSet row) throws SQLException {
        String answer = row.getString("answer");
        String township = row.getString("township");
        return new RedHit(
                row.getObject("run_id", UUID.class),
                row.getObject("entitlement_id", UUID.class),
                row.getString("code"),
                AreaCode.of(row.getString("area_code")),
                (township == null ? "" : township + " ") + row.getString("village"),
                row.getObject("household_id", UUID.class),
                row.getObject("resident_id", UUID.class),
                row.getString("holder"),
                row.getString("person"),
                row.getBoolean("paid"),
                row.getBoolean("still_paid"),
                row.getInt("persons"),
                new Money(row.getBigDecimal("amount")),
                row.getString("note"),
                row.getString("evidence"),
                row.getObject("answer_id", UUID.class),
                answer == null ? null : RedAnswer.valueOf(answer),
                row.getString("reason"),
                row.getObject("answered_by", UUID.class),
                row.getString("answered_by_name"),
                Instants.read(row, "answered_at"),
                row.getString("stop_confirmed_by_name"),
                row.getObject("opened_at") != null);
    }

    /** What still keeps a run from being checked. @param unopened payments with a hit the officer has not opened */
    record Open(int unanswered, int stillPaid, int unopened) {}

    Open open(UUID runId, UUID me, AreaScope scope) {
        return jdbc.sql("select count(*) filter (where a.answer is null) as unanswered,"
                        + " count(distinct f.entitlement_id) filter (where " + STILL_PAID + ") as still_paid,"
                        + " (select count(*) " + TO_OPEN + ") as unopened "
                        + FLAGS)
                .param("run", runId)
                .param("me", me)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) ->
                        new Open(row.getInt("unanswered"), row.getInt("still_paid"), row.getInt("unopened")))
                .single();
    }

    /** The next payment with a hit the officer has not opened, in the order of the list. */
    Optional<UUID> nextUnopened(UUID runId, UUID me, AreaScope scope) {
        return toOpen(runId, me, 1, scope).stream().findFirst();
    }

    /** What the officer still has to open, red lines first, the random sample last. */
    List<UUID> toOpen(UUID runId, UUID me, int limit, AreaScope scope) {
        return jdbc.sql(
                        "select i.entitlement_id " + TO_OPEN
                                + "order by i.why not like '%RED%', i.why = 'SAMPLE', i.area_code, i.entitlement_id limit :limit")
                .param("run", runId)
                .param("me", me)
                .param("limit", limit)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .list();
    }

    /** One payment of the list the checker opens. */
    Optional<Inspected> inspected(UUID runId, UUID entitlementId, AreaScope scope) {
        return jdbc.sql("""
                        select i.*, e.household_id, r.name as holder,
                            case when t.level = 'TOWNSHIP' then t.name || ' ' || v.name else v.name end as place
                        from disbursement.run_inspection i
                        join disbursement.entitlement e on e.id = i.entitlement_id
                        join registry.resident r on r.id = e.resident_id
                        join registry.area v on v.code = i.area_code left join registry.area t on t.code = v.parent_code
                        where i.run_id = :run and i.entitlement_id = :entitlement
                          and i.area_code >= :lo and i.area_code < :hi""")
                .param("run", runId)
                .param("entitlement", entitlementId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Inspected(
                        row.getObject("entitlement_id", UUID.class),
                        row.getString("place"),
                        row.getObject("household_id", UUID.class),
                        row.getString("holder"),
                        row.getBoolean("paid"),
                        new Money(row.getBigDecimal("amount")),
                        List.of(row.getString("why").split(","))))
                .optional();
    }

    /** The next payment with a hit nobody has answered. */
    Optional<UUID> nextUnanswered(UUID runId, AreaScope scope) {
        return jdbc.sql("select f.entitlement_id " + FLAGS + STATUSES.get(RedFilter.Status.UNANSWERED)
                        + "order by f.code, f.area_code, f.entitlement_id limit 1")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .optional();
    }

    void opened(UUID runId, UUID entitlementId, UUID me, OffsetDateTime at, AreaScope scope) {
        jdbc.sql("""
                        insert into disbursement.red_opened (run_id, entitlement_id, officer_id, area_code, opened_at)
                        select run_id, entitlement_id, :me::uuid, area_code, :at::timestamptz from disbursement.run_inspection
                        where run_id = :run and entitlement_id = :entitlement and area_code >= :lo and area_code < :hi
                        on conflict do nothing""")
                .param("run", runId)
                .param("entitlement", entitlementId)
                .param("me", me)
                .param("at", at)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    @Unscoped("the hit was read within the scope; the row policy checks the inserted row")
    UUID answer(
            RedHit hit,
            PaymentRun run,
            RedAnswer answer,
            String reason,
            @Nullable UUID holdId,
            UUID by,
            OffsetDateTime at) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into disbursement.red_answer (id, entitlement_id, benefit_month, code, evidence, ordinal, area_code,
                            answer, reason, hold_id, answered_by, answered_at)
                        select :id, :entitlement, :month, :code, :evidence, count(*) + 1, :area, :answer, :reason, :hold, :by, :at
                        from disbursement.red_answer where entitlement_id = :entitlement and benefit_month = :month
                            and code = :code and evidence = :evidence""")
                .param("id", id)
                .param("entitlement", hit.entitlementId())
                .param("month", Months.firstDay(run.benefitMonth()))
                .param("code", hit.code())
                .param("evidence", hit.evidence())
                .param("area", hit.area().value())
                .param("answer", answer.name())
                .param("reason", reason)
                .param("hold", holdId)
                .param("by", by)
                .param("at", at)
                .update();
        return id;
    }

    /**
     * Explains every hit of a code nobody has answered yet, all at once, but for those the officer had a hand in; how many.
     */
    int explainAll(PaymentRun run, String code, String reason, UUID by, OffsetDateTime at, AreaScope scope) {
        return jdbc.sql("""
                        insert into disbursement.red_answer (entitlement_id, benefit_month, code, evidence, ordinal, area_code,
                            answer, reason, answered_by, answered_at)
                        select f.entitlement_id, run.benefit_month, f.code, f.evidence, 1, f.area_code, 'PAY', :reason, :by, :at\s""" + FLAGS + """
                        and f.code = :code and a.answer is null
                        and not exists (select from disbursement.payment_line l
                            left join disbursement.determination d on d.id = l.determination_id
                            left join registry.payment_account k on k.id = l.account_id
                            where l.run_id = f.run_id and l.entitlement_id = f.entitlement_id
                              and (d.decided_by = :by or :account and k.entered_by = :by))""")
                .param("run", run.id())
                .param("code", code)
                .param("account", ABOUT_ACCOUNTS.contains(code))
                .param("reason", reason)
                .param("by", by)
                .param("at", at)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** Whether an officer decided the amount of a payment or, where the hit is about it, entered the account it goes to. */
    boolean hadAHandIn(UUID runId, UUID entitlementId, String code, UUID officer, AreaScope scope) {
        return jdbc.sql("""
                        select exists (select from disbursement.payment_line l
                            left join disbursement.determination d on d.id = l.determination_id
                            left join registry.payment_account k on k.id = l.account_id
                            where l.run_id = :run and l.entitlement_id = :entitlement
                              and l.area_code >= :lo and l.area_code < :hi
                              and (d.decided_by = :officer or :account and k.entered_by = :officer))""")
                .param("run", runId)
                .param("entitlement", entitlementId)
                .param("account", ABOUT_ACCOUNTS.contains(code))
                .param("officer", officer)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Boolean.class)
                .single();
    }

    /** The hold an answer placed, if it is still open. */
    Optional<UUID> holdOf(UUID answerId, AreaScope scope) {
        return jdbc.sql("""
                        select h.id from disbursement.red_answer a
                        join disbursement.hold h on h.id = a.hold_id and h.released_at is null
                        where a.id = :id and a.area_code >= :lo and a.area_code < :hi""")
                .param("id", answerId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .optional();
    }

    /** The holds that stop answers placed on a benefit, as far as they are still open; all, or those about one person. */
    List<UUID> stopHolds(UUID entitlementId, @Nullable UUID about, AreaScope scope) {
        return jdbc.sql("""
                        select h.id from disbursement.hold h
                        where h.entitlement_id = :id and h.released_at is null and h.area_code >= :lo and h.area_code < :hi
                          and exists (select from disbursement.red_answer a where a.hold_id = h.id and a.answer = 'STOP'
                              and (cast(:about as uuid) is null or exists (
                                  select from disbursement.payment_run r
                                  join disbursement.red_flag f on f.run_id = r.id and f.entitlement_id = a.entitlement_id
                                      and f.code = a.code and f.evidence = a.evidence
                                  where r.scheme = (select e.scheme from disbursement.entitlement e where e.id = a.entitlement_id)
                                    and r.benefit_month = a.benefit_month and f.resident_id = :about)))
                        order by h.placed_at""")
                .param("id", entitlementId)
                .param("about", about, java.sql.Types.OTHER)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .list();
    }

    /** Households whose money stop answers still hold, the longest waiting first. */
    List<StopToReport> stopsToReport(String scheme, AreaScope scope) {
        return jdbc.sql("""
                        select e.household_id, r.name as holder, q.name as person, a.code, f.run_id
                        from disbursement.red_answer a
                        join disbursement.hold h on h.id = a.hold_id and h.released_at is null
                        join disbursement.entitlement e on e.id = a.entitlement_id and e.scheme = :scheme
                        join registry.resident r on r.id = e.resident_id
                        join lateral (
                            select f.run_id, f.resident_id from disbursement.payment_run p
                            join disbursement.red_flag f on f.run_id = p.id and f.entitlement_id = a.entitlement_id
                                and f.code = a.code and f.evidence = a.evidence
                            where p.scheme = e.scheme and p.benefit_month = a.benefit_month
                            order by f.run_id desc limit 1) f on true
                        join registry.resident q on q.id = f.resident_id
                        where a.answer = 'STOP' and a.stop_confirmed_by is null and e.household_id is not null
                          and (e.last_month is null or e.tapers)
                          and a.area_code >= :lo and a.area_code < :hi
                        order by a.answered_at""")
                .param("scheme", scheme)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new StopToReport(
                        row.getObject("household_id", UUID.class),
                        row.getString("holder"),
                        row.getString("person"),
                        row.getString("code"),
                        row.getObject("run_id", UUID.class)))
                .list();
    }

    /** The case that ended the benefit is the second word on the stop, unless the same person answered. */
    void stopConfirmedByCase(UUID hold, UUID by, OffsetDateTime at, AreaScope scope) {
        jdbc.sql("""
                        update disbursement.red_answer set stop_confirmed_by = :by, stop_confirmed_at = :at
                        where hold_id = :hold and answer = 'STOP' and stop_confirmed_by is null and answered_by <> :by
                          and area_code >= :lo and area_code < :hi""")
                .param("hold", hold)
                .param("by", by)
                .param("at", at)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    boolean confirmStop(UUID answerId, UUID by, OffsetDateTime at, AreaScope scope) {
        return jdbc.sql("""
                        update disbursement.red_answer set stop_confirmed_by = :by, stop_confirmed_at = :at
                        where id = :id and answer = 'STOP' and stop_confirmed_by is null
                          and area_code >= :lo and area_code < :hi""")
                        .param("id", answerId)
                        .param("by", by)
                        .param("at", at)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    /** Rules by which a scheme gives way, in force in a month, by the scheme it gives way to. */
    @Unscoped("policy, names nobody")
    Map<String, String> exclusions(String loser, LocalDate month) {
        Map<String, String> rules = new HashMap<>();
        jdbc.sql("""
                        select winner, words || '(规则 ' || id || ')' from disbursement.exclusion_rule
                        where loser = :loser and effective_from <= :month and (effective_to is null or effective_to >= :month)""").param("loser", loser).param("month", month).query(row -> {
            rules.put(row.getString(1), row.getString(2));
        });
        return rules;
    }
}
