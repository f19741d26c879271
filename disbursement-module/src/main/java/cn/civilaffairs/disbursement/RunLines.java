package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.CopyIn;
import cn.civilaffairs.registry.database.Months;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a run is computed from and what it consists of: candidates in, lines and exceptions out. */
@Repository
class RunLines {

    /** A line pays something, however much is taken off it. */
    private static final Money LEAST_PAID = Money.ofFen(1);

    private static final String CANDIDATES = """
            from disbursement.entitlement e
            where e.scheme = :scheme and e.area_code >= :lo and e.area_code < :hi
              and e.decided_on <= :cutOff and e.first_month <= :month
              and (e.last_month is null or e.last_month >= :month or exists (
                  select from disbursement.arrear a where a.entitlement_id = e.id and a.settled_run_id is null and not a.withdrawn
                    and a.benefit_month <= e.last_month))\s""";

    /** Failed payments that may be made again: to a payee who lives and has a newer account, and not made again already. */
    private static final String REISSUABLE = """
            from disbursement.line_result s
            join disbursement.payment_line l on l.run_id = s.run_id and l.seq = s.seq
            join disbursement.payment_run f on f.id = l.run_id
            join disbursement.entitlement e on e.id = l.entitlement_id
            join registry.resident p on p.id = e.payee_id and p.death_date is null
            join registry.payment_account a on a.resident_id = e.payee_id and a.active and a.id <> l.account_id
            where not s.succeeded and l.scheme = :scheme and l.area_code >= :lo and l.area_code < :hi
              and f.state in ('RETURNED', 'CLOSED')
              and not exists (select from disbursement.payment_line o
                  join disbursement.payment_run r on r.id = o.run_id and r.state <> 'ABANDONED'
                  where o.reissue_of_run = l.run_id and o.reissue_of_seq = l.seq
                    and o.kind = 'REISSUE')
              and not exists (select from disbursement.hold h
                  where h.entitlement_id = l.entitlement_id and h.released_at is null)""";

    private final JdbcClient jdbc;
    private final DataSource dataSource;

    RunLines(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    int countCandidates(PaymentRun run, AreaScope scope) {
        return jdbc.sql("select count(*) " + CANDIDATES)
                .param("scheme", run.scheme())
                .param("cutOff", run.cutOff())
                .param("month", Months.firstDay(run.benefitMonth()))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }

    /**
     * The entitlements after a place in (area, id) order, one after the other, read by one statement whatever their number:
     * the planner joins whole tables instead of looking up every household. Who has another benefit this scheme gives way to
     * (不得同享) is worked out once. To be closed; needs the transaction it was opened in.
     *
     * @param livingOn who died before this day is not paid for the month
     */
    Stream<Candidate> candidates(
            PaymentRun run, PaymentRuns.Position after, LocalDate livingOn, int fetchSize, AreaScope scope) {
        return jdbc
                .sql("""
                        with excluded as (
                            select c.resident_id, min(x.words || '(规则 ' || x.id || ')') as words
                            from disbursement.exclusion_rule x
                            join disbursement.entitlement w on w.scheme = x.winner and w.first_month <= :month
                                and (w.last_month is null or w.last_month >= :month)
                                and w.area_code >= :lo and w.area_code < :hi
                            join disbursement.covered_person c on c.entitlement_id = w.id and c.from_month <= :month
                                and (c.to_month is null or c.to_month >= :month)
                            where x.loser = :scheme and x.effective_from <= :month
                              and (x.effective_to is null or x.effective_to >= :month)
                            group by c.resident_id),
                        touched as (
                            select distinct c.entitlement_id from disbursement.covered_person c
                            where c.scheme = :scheme and c.area_code >= :lo and c.area_code < :hi
                              and (c.to_month is null or c.to_month >= :month)
                              and (c.resident_id in (select r.id from registry.resident r where r.death_date < :livingOn)
                                or c.resident_id in (select x.resident_id from excluded x))),
                        covered as (
                            select c.entitlement_id,
                                bool_and(r.death_date is not null and r.death_date < :livingOn) as all_dead,
                                case when bool_and(x.words is not null) filter (where c.from_month <= :month)
                                    then min(x.words) filter (where c.from_month <= :month) end as excluded_by
                            from touched t
                            join disbursement.covered_person c on c.entitlement_id = t.entitlement_id
                            join registry.resident r on r.id = c.resident_id
                            left join excluded x on x.resident_id = c.resident_id
                            where c.to_month is null or c.to_month >= :month
                            group by c.entitlement_id),
                        held as (
                            select distinct on (h.entitlement_id) h.entitlement_id, h.reason, h.note
                            from disbursement.hold h
                            where h.released_at is null and h.from_month <= :month
                            order by h.entitlement_id, h.placed_at)
                        select e.id, e.area_code, e.residence, e.household_id, e.resident_id, e.payee_id, e.category,
                            e.last_month is null or e.last_month >= :month as in_care, p.name as payee_name,
                            coalesce(p.death_date < :livingOn, false) as payee_dead, a.id as account_id,
                            d.id as determination_id, d.persons, d.base_amount, d.supplement_amount,
                            h.reason as held_for, h.note as hold_note, coalesce(covered.all_dead, false) as all_dead,
                            covered.excluded_by
                        from (select e.*\s""" + CANDIDATES + """
                            and (e.area_code, e.id) > (:afterArea, :afterId)) e
                        join registry.resident p on p.id = e.payee_id
                        left join covered on covered.entitlement_id = e.id
                        left join registry.payment_account a on a.resident_id = e.payee_id and a.active
                        left join held h on h.entitlement_id = e.id
                        left join lateral (
                            select d.id, d.persons, d.base_amount, d.supplement_amount
                            from disbursement.determination d
                            where d.entitlement_id = e.id and d.effective_month <= :month and d.decided_on <= :cutOff
                            order by d.effective_month desc, d.ordinal desc limit 1) d on true
                        order by e.area_code, e.id""")
                .param("scheme", run.scheme())
                .param("cutOff", run.cutOff())
                .param("month", Months.firstDay(run.benefitMonth()))
                .param("livingOn", livingOn)
                .param("afterArea", after.area())
                .param("afterId", after.id() == null ? new UUID(0, 0) : after.id())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .withFetchSize(fetchSize)
                .query((row, number) -> candidate(row))
                .stream();
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        UUID determination = row.getObject("determination_id", UUID.class);
        return new Candidate(
                row.getObject("id", UUID.class),
                AreaCode.of(row.getString("area_code")),
                UrbanRural.valueOf(row.getString("residence")),
                row.getObject("household_id", UUID.class),
                row.getObject("resident_id", UUID.class),
                row.getObject("payee_id", UUID.class),
                row.getString("payee_name"),
                row.getString("category"),
                row.getBoolean("in_care"),
                determination == null
                        ? null
                        : new Candidate.Determined(
                                determination,
                                row.getInt("persons"),
                                new Money(row.getBigDecimal("base_amount")),
                                new Money(row.getBigDecimal("supplement_amount"))),
                row.getString("held_for"),
                row.getString("hold_note"),
                row.getBoolean("all_dead"),
                row.getBoolean("payee_dead"),
                row.getObject("account_id", UUID.class),
                row.getString("excluded_by"));
    }

    /** Unpaid months of the entitlements from one place to another, with the attempt their line will carry. */
    Map<UUID, List<Arrear>> arrears(PaymentRun run, PaymentRuns.Position after, Candidate last, AreaScope scope) {
        return jdbc
                .sql("""
                        select a.*, (select count(*) from disbursement.payment_line l
                                where l.entitlement_id = a.entitlement_id and l.scheme = :scheme and l.kind = 'ARREARS'
                                  and l.benefit_month = a.benefit_month)
                            + row_number() over (partition by a.entitlement_id, a.benefit_month order by a.id) as attempt
                        from disbursement.arrear a join disbursement.entitlement e on e.id = a.entitlement_id
                        where a.settled_run_id is null and not a.withdrawn and e.scheme = :scheme and a.benefit_month < :month
                          and (e.last_month is null or a.benefit_month <= e.last_month)
                          and e.area_code >= :lo and e.area_code < :hi
                          and (e.area_code, e.id) > (:afterArea, :afterId) and (e.area_code, e.id) <= (:lastArea, :lastId)
                        order by a.entitlement_id, a.benefit_month, a.id""")
                .param("scheme", run.scheme())
                .param("month", Months.firstDay(run.benefitMonth()))
                .param("afterArea", after.area())
                .param("afterId", after.id() == null ? new UUID(0, 0) : after.id())
                .param("lastArea", last.area().value())
                .param("lastId", last.entitlementId())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Arrear(
                        row.getObject("id", UUID.class),
                        row.getObject("entitlement_id", UUID.class),
                        Rows.month(row, "benefit_month"),
                        row.getInt("attempt"),
                        row.getInt("persons"),
                        new Money(row.getBigDecimal("amount")),
                        row.getObject("determination_id", UUID.class),
                        row.getString("explanation")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Arrear::entitlementId));
    }

    @Unscoped("the run was found in the officer's county; the last number used in it")
    int lastSequence(UUID runId) {
        return jdbc.sql("select coalesce(max(seq), 0) from disbursement.payment_line where run_id = :run")
                .param("run", runId)
                .query(Integer.class)
                .single();
    }

    /** Writes the lines of a chunk; returns the last number used. */
    @Unscoped("the candidates were read within the scope; the row policy checks every inserted row")
    int insertLines(
            PaymentRun run,
            List<Candidate> paid,
            Map<UUID, List<Arrear>> arrears,
            Map<UUID, Money> deductions,
            int lastSequence) {
        int sequence = lastSequence;
        try (CopyIn copy = CopyIn.into(
                dataSource,
                "disbursement.payment_line",
                "run_id",
                "seq",
                "entitlement_id",
                "area_code",
                "scheme",
                "residence",
                "household_id",
                "resident_id",
                "payee_id",
                "payee_name",
                "account_id",
                "category",
                "kind",
                "benefit_month",
                "attempt",
                "persons",
                "base_amount",
                "supplement_amount",
                "arrears_amount",
                "deduction_amount",
                "amount",
                "determination_id",
                "arrear_id",
                "explanation")) {
            for (Candidate candidate : paid) {
                Candidate.Determined due = candidate.determined();
                if (candidate.inCare() && due != null) {
                    Money deduction = deductions
                            .getOrDefault(candidate.entitlementId(), Money.ZERO)
                            .atMost(due.amount().minus(LEAST_PAID));
                    begin(copy, run, ++sequence, candidate)
                            .value(LineKind.REGULAR)
                            .value(run.benefitMonth())
                            .value(run.attempt())
                            .value(due.persons())
                            .value(due.base())
                            .value(due.supplement())
                            .value(Money.ZERO)
                            .value(deduction)
                            .value(due.amount().minus(deduction))
                            .value(due.id())
                            .value(null)
                            .value(Explanation.ofMonth(due, deduction))
                            .endRow();
                }
                for (Arrear arrear : arrears.getOrDefault(candidate.entitlementId(), List.of())) {
                    begin(copy, run, ++sequence, candidate)
                            .value(LineKind.ARREARS)
                            .value(arrear.month())
                            .value(arrear.attempt())
                            .value(arrear.persons())
                            .value(Money.ZERO)
                            .value(Money.ZERO)
                            .value(arrear.amount())
                            .value(Money.ZERO)
                            .value(arrear.amount())
                            .value(arrear.determinationId())
                            .value(arrear.id())
                            .value(arrear.explanation())
                            .endRow();
                }
            }
        }
        return sequence;
    }

    private static CopyIn begin(CopyIn copy, PaymentRun run, int sequence, Candidate candidate) {
        return copy.value(run.id())
                .value(sequence)
                .value(candidate.entitlementId())
                .value(candidate.area())
                .value(run.scheme())
                .value(candidate.residence())
                .value(candidate.householdId())
                .value(candidate.residentId())
                .value(candidate.payeeId())
                .value(candidate.payeeName())
                .value(candidate.accountId())
                .value(candidate.category());
    }

    @Unscoped("the candidates were read within the scope; the row policy checks every inserted row")
    void insertExceptions(PaymentRun run, List<Candidate> candidates, List<LineDecision> decisions) {
        try (CopyIn copy = CopyIn.into(
                dataSource,
                "disbursement.run_exception",
                "run_id",
                "entitlement_id",
                "area_code",
                "residence",
                "disposition",
                "reason",
                "note",
                "persons",
                "amount",
                "determination_id")) {
            for (int i = 0; i < candidates.size(); i++) {
                Candidate candidate = candidates.get(i);
                LineDecision decision = decisions.get(i);
                Candidate.Determined due = candidate.determined();
                copy.value(run.id())
                        .value(candidate.entitlementId())
                        .value(candidate.area())
                        .value(candidate.residence())
                        .value(decision.disposition())
                        .value(decision.reason())
                        .value(decision.note())
                        .value(decision.persons())
                        .value(decision.amount())
                        .value(due == null ? null : due.id())
                        .endRow();
            }
        }
    }

    /** What was actually written, counted anew from the rows themselves. */
    record Written(int paid, int held, int refused, int persons, Money amount) {}

    Written written(UUID runId, AreaScope scope) {
        return jdbc.sql("""
                        select p.paid, p.persons, p.amount, x.held, x.refused
                        from (select count(*) as paid, coalesce(sum(persons), 0) as persons, coalesce(sum(amount), 0) as amount
                            from (select entitlement_id, max(persons) as persons, sum(amount) as amount
                                from disbursement.payment_line
                                where run_id = :run and area_code >= :lo and area_code < :hi
                                group by entitlement_id) l) p,
                            (select count(*) filter (where disposition = 'HELD') as held,
                                count(*) filter (where disposition = 'REFUSED') as refused
                            from disbursement.run_exception
                            where run_id = :run and area_code >= :lo and area_code < :hi) x""")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Written(
                        row.getInt("paid"),
                        row.getInt("held"),
                        row.getInt("refused"),
                        row.getInt("persons"),
                        new Money(row.getBigDecimal("amount"))))
                .single();
    }

    /** How many payees the run before did not pay; all of them where there was none. */
    int newPayees(PaymentRun run, AreaScope scope) {
        return jdbc.sql("""
                        select count(*) from (
                            select payee_id from disbursement.payment_line
                            where run_id = :run and area_code >= :lo and area_code < :hi
                            except
                            select payee_id from disbursement.payment_line where run_id = :previous) x""")
                .param("run", run.id())
                .param("previous", run.previousRunId() == null ? new UUID(0, 0) : run.previousRunId())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }

    /** Claims the unpaid months this run pays; how many were still unclaimed. */
    int settleArrears(UUID runId, AreaScope scope) {
        return jdbc.sql("""
                        update disbursement.arrear a set settled_run_id = :run
                        from disbursement.payment_line l
                        where l.run_id = :run and l.arrear_id = a.id and a.settled_run_id is null and not a.withdrawn
                          and a.area_code >= :lo and a.area_code < :hi""")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    int countArrearLines(UUID runId, AreaScope scope) {
        return jdbc.sql("""
                        select count(*) from disbursement.payment_line
                        where run_id = :run and arrear_id is not null and area_code >= :lo and area_code < :hi""")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }

    /**
     * Writes the lines of a supplementary run: failed payments whose payee has a newer account in use, each with the
     * month it was for. A payment is issued again only while no later attempt at it stands.
     */
    int insertReissues(PaymentRun run, AreaScope scope) {
        return jdbc.sql("""
                        insert into disbursement.payment_line (run_id, seq, entitlement_id, area_code, scheme, residence, kind,
                            benefit_month, attempt, household_id, resident_id, payee_id, payee_name, account_id, persons,
                            category, base_amount, supplement_amount, arrears_amount, deduction_amount, amount,
                            determination_id, refund_id, reissue_of_run, reissue_of_seq, explanation)
                        select :run, row_number() over (order by l.area_code, l.entitlement_id, l.benefit_month, l.seq),
                            l.entitlement_id, l.area_code, l.scheme, l.residence, 'REISSUE', l.benefit_month,
                            (select count(*) from disbursement.payment_line o where o.entitlement_id = l.entitlement_id
                                and o.scheme = l.scheme and o.benefit_month = l.benefit_month and o.kind = 'REISSUE')
                            + row_number() over (partition by l.entitlement_id, l.benefit_month order by l.run_id, l.seq),
                            l.household_id, l.resident_id, e.payee_id, p.name, a.id, l.persons, l.category,
                            l.base_amount, l.supplement_amount, l.arrears_amount, l.deduction_amount, l.amount,
                            l.determination_id, l.refund_id, l.run_id, l.seq,
                            '重发 ' || to_char(l.benefit_month, 'YYYY-MM') || ' 发放失败款'\s""" + REISSUABLE)
                .param("run", run.id())
                .param("scheme", run.scheme())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    int countReissuable(String scheme, AreaScope scope) {
        return jdbc.sql("select count(*) " + REISSUABLE)
                .param("scheme", scheme)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }
}
