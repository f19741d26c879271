package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.CopyIn;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Months;
import cn.civilaffairs.registry.database.Statistics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Entitlements with the people they cover and the amounts determined for them. */
@Repository
class Entitlements {

    /** From here on the planner is told of new rows at once. */
    private static final int MANY = 1_000;

    private static final String IN_SCOPE = " e.area_code >= :lo and e.area_code < :hi ";

    /** Benefits that run, and what they come to a month. */
    record Running(int count, Money amount) {}

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final Statistics statistics;

    Entitlements(JdbcClient jdbc, DataSource dataSource, Statistics statistics) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.statistics = statistics;
    }

    /** Writes any number of grants by COPY, one path for one and for a county. */
    @Unscoped("the row policy checks the area of every inserted row")
    List<UUID> insert(List<Grant> grants) {
        List<UUID> ids = new ArrayList<>(grants.size());
        try (CopyIn copy = CopyIn.into(
                dataSource,
                "disbursement.entitlement",
                "id",
                "scheme",
                "area_code",
                "residence",
                "household_id",
                "resident_id",
                "payee_id",
                "category",
                "review_class",
                "next_review_on",
                "entry_kind",
                "first_month",
                "decided_on",
                "case_id")) {
            for (Grant grant : grants) {
                UUID id = Ids.next();
                ids.add(id);
                copy.value(id)
                        .value(grant.scheme())
                        .value(grant.area())
                        .value(grant.residence())
                        .value(grant.householdId())
                        .value(grant.residentId())
                        .value(grant.payeeId())
                        .value(grant.category())
                        .value(grant.reviewClass())
                        .value(grant.nextReviewOn())
                        .value(grant.entryKind())
                        .value(grant.firstMonth())
                        .value(grant.decidedOn())
                        .value(grant.caseId())
                        .endRow();
            }
        }
        insertCovered(grants, ids);
        insertFirstDeterminations(grants, ids);
        if (grants.size() >= MANY) {
            statistics.grown(
                    grants.size(),
                    "disbursement.entitlement",
                    "disbursement.covered_person",
                    "disbursement.determination");
        }
        return ids;
    }

    private void insertCovered(List<Grant> grants, List<UUID> ids) {
        try (CopyIn copy = CopyIn.into(
                dataSource,
                "disbursement.covered_person",
                "entitlement_id",
                "resident_id",
                "area_code",
                "scheme",
                "from_month",
                "entry_why")) {
            for (int i = 0; i < grants.size(); i++) {
                Grant grant = grants.get(i);
                for (UUID person : grant.covered()) {
                    copy.value(ids.get(i))
                            .value(person)
                            .value(grant.area())
                            .value(grant.scheme())
                            .value(grant.firstMonth())
                            .value(grant.entryKind())
                            .endRow();
                }
            }
        }
    }

    private void insertFirstDeterminations(List<Grant> grants, List<UUID> ids) {
        try (CopyIn copy = determinationCopy()) {
            for (int i = 0; i < grants.size(); i++) {
                Grant grant = grants.get(i);
                copyDetermination(copy, Ids.next(), ids.get(i), grant.area(), grant.firstMonth(), 1, grant.due());
            }
        }
    }

    private CopyIn determinationCopy() {
        return CopyIn.into(
                dataSource,
                "disbursement.determination",
                "id",
                "entitlement_id",
                "area_code",
                "effective_month",
                "ordinal",
                "persons",
                "base_amount",
                "supplement_amount",
                "amount",
                "cause",
                "rule_version",
                "reckoning",
                "computed_amount",
                "case_id",
                "decided_by",
                "decided_on");
    }

    private static void copyDetermination(
            CopyIn copy, UUID id, UUID entitlementId, AreaCode area, YearMonth from, int ordinal, Due due) {
        copy.value(id)
                .value(entitlementId)
                .value(area)
                .value(from)
                .value(ordinal)
                .value(due.persons())
                .value(due.base())
                .value(due.supplement())
                .value(due.amount())
                .value(due.cause())
                .value(due.ruleVersion())
                .value(due.reckoning())
                .value(due.computed())
                .value(due.caseId())
                .value(due.decidedBy())
                .value(due.decidedOn())
                .endRow();
    }

    /** By what one tells whether anything was decided about a benefit meanwhile. */
    record Mark(AreaCode area, int version, int determinations) {

        static Mark read(ResultSet row) throws SQLException {
            return new Mark(
                    AreaCode.of(row.getString("area_code")), row.getInt("version"), row.getInt("determinations"));
        }
    }

    /** Where a new determination of an entitlement goes: its area, and the next ordinal for that month. */
    record Slot(UUID entitlementId, AreaCode area, boolean ended, int ordinal) {}

    /**
     * Nobody else determines, ends or moves these before the transaction ends. Always in the same order, so that two who lock many
     * do not wait for each other.
     */
    void lock(Collection<UUID> entitlementIds, AreaScope scope) {
        jdbc.sql("select e.id from disbursement.entitlement e where e.id = any(cast(:ids as uuid[])) and" + IN_SCOPE
                        + " order by e.id for update")
                .param("ids", Rows.array(entitlementIds))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {});
    }

    /**
     * Locks them.
     *
     * @return how they stand, with what was committed while this waited; whoever is not seen is missing
     */
    Map<UUID, Mark> lockAndRead(Collection<UUID> entitlementIds, AreaScope scope) {
        lock(entitlementIds, scope);
        // a statement of its own: one that waited for a lock still sees what was there before it waited
        Map<UUID, Mark> marks = new HashMap<>();
        jdbc.sql("""
                        select e.id, e.area_code, e.version,
                            (select count(*) from disbursement.determination d where d.entitlement_id = e.id) as determinations
                        from disbursement.entitlement e where e.id = any(cast(:ids as uuid[])) and""" + IN_SCOPE)
                .param("ids", Rows.array(entitlementIds))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    marks.put(row.getObject("id", UUID.class), Mark.read(row));
                });
        return marks;
    }

    /** Where new determinations of these entitlements, which are locked already, go. */
    List<Slot> slots(List<UUID> entitlementIds, List<YearMonth> months, AreaScope scope) {
        return jdbc.sql("""
                        select e.id, e.area_code, e.last_month is not null and e.last_month < w.month as ended,
                            coalesce((select max(d.ordinal) from disbursement.determination d
                                where d.entitlement_id = e.id and d.effective_month = w.month), 0) + 1 as ordinal
                        from unnest(cast(:ids as uuid[]), cast(:months as date[])) with ordinality w(id, month, position)
                        cross join lateral (
                            -- looked up one by one: joined, two thousand of a million were once merged with the whole index
                            select * from disbursement.entitlement e
                            where e.id = w.id and e.area_code >= :lo and e.area_code < :hi offset 0) e
                        order by w.position""")
                .param("ids", Rows.array(entitlementIds))
                .param(
                        "months",
                        Rows.array(months.stream().map(Months::firstDay).toList()))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Slot(
                        row.getObject("id", UUID.class),
                        AreaCode.of(row.getString("area_code")),
                        row.getBoolean("ended"),
                        row.getInt("ordinal")))
                .list();
    }

    @Unscoped("the slots were read within the scope; the row policy checks every inserted row")
    List<UUID> insertDeterminations(List<Slot> slots, List<YearMonth> months, List<Due> dues) {
        List<UUID> ids = new ArrayList<>(slots.size());
        try (CopyIn copy = determinationCopy()) {
            for (int i = 0; i < slots.size(); i++) {
                UUID id = Ids.next();
                ids.add(id);
                Slot slot = slots.get(i);
                copyDetermination(
                        copy, id, slot.entitlementId(), slot.area(), months.get(i), slot.ordinal(), dues.get(i));
            }
        }
        if (slots.size() >= MANY) {
            statistics.grown(slots.size(), "disbursement.determination");
        }
        return ids;
    }

    Optional<Entitlement> find(UUID id, AreaScope scope) {
        return jdbc.sql("select e.* from disbursement.entitlement e where e.id = :id and" + IN_SCOPE)
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> entitlement(row))
                .optional();
    }

    Optional<Entitlement> ofCase(UUID caseId, String scheme, AreaScope scope) {
        return jdbc.sql("""
                        select e.* from disbursement.entitlement e
                        where e.case_id = :case and e.scheme = :scheme and""" + IN_SCOPE)
                .param("case", caseId)
                .param("scheme", scheme)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> entitlement(row))
                .optional();
    }

    /** Every benefit somebody still holds, receives for another or is covered by, those on their way out (渐退) included. */
    List<Entitlement> runningFor(UUID residentId, YearMonth month, AreaScope scope) {
        return jdbc.sql("""
                        select e.* from disbursement.entitlement e
                        where (e.last_month is null or e.tapers and e.last_month >= :month)
                          and (e.resident_id = :id or e.payee_id = :id
                            or e.id in (select c.entitlement_id from disbursement.covered_person c
                                where c.resident_id = :id and (c.to_month is null or c.to_month >= :month))) and""" + IN_SCOPE + "order by e.id")
                .param("id", residentId)
                .param("month", Months.firstDay(month))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> entitlement(row))
                .list();
    }

    private static Entitlement entitlement(ResultSet row) throws SQLException {
        String reviewClass = row.getString("review_class");
        String exitCode = row.getString("exit_code");
        return new Entitlement(
                row.getObject("id", UUID.class),
                row.getString("scheme"),
                AreaCode.of(row.getString("area_code")),
                UrbanRural.valueOf(row.getString("residence")),
                row.getObject("household_id", UUID.class),
                row.getObject("resident_id", UUID.class),
                row.getObject("payee_id", UUID.class),
                row.getString("category"),
                reviewClass == null ? null : ReviewClass.valueOf(reviewClass),
                row.getObject("next_review_on", LocalDate.class),
                EntryKind.valueOf(row.getString("entry_kind")),
                Rows.month(row, "first_month"),
                row.getObject("decided_on", LocalDate.class),
                row.getObject("case_id", UUID.class),
                Months.read(row, "last_month"),
                exitCode == null ? null : ExitCode.of(exitCode),
                row.getBoolean("tapers"),
                row.getInt("version"));
    }

    /** Ends it if it still runs and nobody changed it meanwhile; false otherwise. */
    boolean end(
            UUID id,
            ExitCode code,
            YearMonth last,
            boolean tapers,
            LocalDate decidedOn,
            UUID by,
            int version,
            AreaScope scope) {
        return jdbc.sql("""
                        update disbursement.entitlement e
                        set last_month = :last, exit_code = :code, tapers = :tapers, exit_decided_on = :on, exit_by = :by,
                            version = version + 1
                        where e.id = :id and e.version = :version and (e.last_month is null or e.last_month > :last)
                          and""" + IN_SCOPE)
                        .param("id", id)
                        .param("last", Months.firstDay(last))
                        .param("code", code.code())
                        .param("tapers", tapers)
                        .param("on", decidedOn)
                        .param("by", by)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    int endAllPersons(UUID entitlementId, ExitCode code, YearMonth last, AreaScope scope) {
        return jdbc.sql("""
                        update disbursement.covered_person e set to_month = :last, exit_code = :code
                        where e.entitlement_id = :id and (e.to_month is null or e.to_month > :last) and""" + IN_SCOPE)
                .param("id", entitlementId)
                .param("last", Months.firstDay(last))
                .param("code", code.code())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    boolean endPerson(UUID entitlementId, UUID residentId, ExitCode code, YearMonth last, AreaScope scope) {
        return jdbc.sql("""
                        update disbursement.covered_person e set to_month = :last, exit_code = :code
                        where e.entitlement_id = :id and e.resident_id = :resident
                          and (e.to_month is null or e.to_month > :last) and""" + IN_SCOPE)
                        .param("id", entitlementId)
                        .param("resident", residentId)
                        .param("last", Months.firstDay(last))
                        .param("code", code.code())
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    @Unscoped("the entitlement was read within the scope; the row policy checks the inserted row")
    void addPerson(Entitlement entitlement, UUID residentId, YearMonth from, String why) {
        jdbc.sql("""
                        insert into disbursement.covered_person
                            (entitlement_id, resident_id, area_code, scheme, from_month, entry_why, to_month, exit_code)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        entitlement.id(),
                        residentId,
                        entitlement.area().value(),
                        entitlement.scheme(),
                        Months.firstDay(from),
                        why,
                        entitlement.lastMonth() == null ? null : Months.firstDay(entitlement.lastMonth()),
                        entitlement.exitCode() == null
                                ? null
                                : entitlement.exitCode().code()))
                .update();
    }

    /**
     * Takes an end back, or only puts it off where another benefit has taken over meanwhile, for everybody who left with it.
     *
     * @param until the last month due all the same, or null
     */
    boolean reopen(Entitlement ended, @Nullable YearMonth until, AreaScope scope) {
        LocalDate last = until == null ? null : Months.firstDay(until);
        boolean reopened = jdbc.sql("""
                        update disbursement.entitlement e
                        set last_month = :until, exit_code = case when cast(:until as date) is null then null else exit_code end,
                            exit_decided_on = case when cast(:until as date) is null then null else exit_decided_on end,
                            exit_by = case when cast(:until as date) is null then null else exit_by end,
                            tapers = tapers and cast(:until as date) is not null, version = version + 1
                        where e.id = :id and e.version = :version and e.last_month is not null and""" + IN_SCOPE)
                        .param("until", last, java.sql.Types.DATE)
                        .param("id", ended.id())
                        .param("version", ended.version())
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
        if (reopened) {
            cover(ended.id(), null, Months.firstDay(ended.lastMonth()), last, scope);
        }
        return reopened;
    }

    /** Covers again who was covered up to a month: one person, or everybody. */
    int cover(
            UUID entitlementId, @Nullable UUID residentId, LocalDate last, @Nullable LocalDate until, AreaScope scope) {
        return jdbc.sql("""
                        update disbursement.covered_person e
                        set to_month = :until, exit_code = case when cast(:until as date) is null then null else exit_code end
                        where e.entitlement_id = :id and e.to_month = :last
                          and (cast(:resident as uuid) is null or e.resident_id = :resident) and""" + IN_SCOPE)
                .param("until", until, java.sql.Types.DATE)
                .param("id", entitlementId)
                .param("resident", residentId, java.sql.Types.OTHER)
                .param("last", last)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** The first month of a benefit of the same scheme the household was granted after this one ended. */
    Optional<YearMonth> takenOverFrom(Entitlement ended, AreaScope scope) {
        return jdbc.sql("""
                        select min(e.first_month) as month from disbursement.entitlement e
                        where e.scheme = :scheme and e.household_id = :household and e.id <> :id
                          and e.first_month > :last and""" + IN_SCOPE)
                .param("scheme", ended.scheme())
                .param("household", ended.householdId())
                .param("id", ended.id())
                .param("last", Months.firstDay(ended.lastMonth()))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> Optional.ofNullable(Months.read(row, "month")))
                .single();
    }

    @Unscoped("the entitlement was read within the scope; the row policy checks the inserted row")
    void restored(Entitlement entitlement, YearMonth from, String why, UUID by, LocalDate on) {
        jdbc.sql("""
                        insert into disbursement.restoration (entitlement_id, area_code, from_month, why, restored_by, restored_on)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(entitlement.id(), entitlement.area().value(), Months.firstDay(from), why, by, on)
                .update();
    }

    boolean changePayee(UUID id, UUID payeeId, int version, AreaScope scope) {
        return jdbc.sql("""
                        update disbursement.entitlement e set payee_id = :payee, version = version + 1
                        where e.id = :id and e.version = :version and""" + IN_SCOPE)
                        .param("id", id)
                        .param("payee", payeeId)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    boolean changeHolder(UUID id, UUID holderId, int version, AreaScope scope) {
        return jdbc.sql("""
                        update disbursement.entitlement e
                        set resident_id = :holder, payee_id = :holder, version = version + 1
                        where e.id = :id and e.version = :version and""" + IN_SCOPE)
                        .param("id", id)
                        .param("holder", holderId)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    boolean reviewed(UUID id, @Nullable ReviewClass reviewClass, LocalDate next, int version, AreaScope scope) {
        return jdbc.sql("""
                        update disbursement.entitlement e
                        set next_review_on = :next, review_class = coalesce(:class, review_class), version = version + 1
                        where e.id = :id and e.version = :version and""" + IN_SCOPE)
                        .param("id", id)
                        .param("next", next)
                        .param("class", reviewClass == null ? null : reviewClass.name(), java.sql.Types.VARCHAR)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    int planReviews(String scheme, ReviewClass reviewClass, int months, LocalDate notBefore, AreaScope scope) {
        return jdbc.sql("""
                        update disbursement.entitlement e set review_class = :class, version = version + 1,
                            next_review_on = greatest((e.decided_on + make_interval(months => :months))::date,
                                cast(:notBefore as date))
                        where e.scheme = :scheme and e.next_review_on is null and e.last_month is null and""" + IN_SCOPE)
                .param("class", reviewClass.name())
                .param("months", months)
                .param("notBefore", notBefore)
                .param("scheme", scheme)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    List<ReviewDue> reviewsDue(String scheme, LocalDate until, YearMonth month, AreaScope scope) {
        return jdbc.sql("""
                        select e.id, e.area_code, e.household_id, e.resident_id, e.review_class, e.next_review_on,
                            coalesce(d.persons, 0) as persons, coalesce(d.amount, 0) as amount
                        from disbursement.entitlement e
                        left join lateral (
                            select d.persons, d.amount from disbursement.determination d
                            where d.entitlement_id = e.id and d.effective_month <= greatest(:month, e.first_month)
                            order by d.effective_month desc, d.ordinal desc limit 1) d on true
                        where e.scheme = :scheme and e.last_month is null
                          and e.review_class is not null and e.next_review_on <= :until and""" + IN_SCOPE + "order by e.next_review_on, e.area_code, e.id")
                .param("scheme", scheme)
                .param("month", Months.firstDay(month))
                .param("until", until)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new ReviewDue(
                        row.getObject("id", UUID.class),
                        AreaCode.of(row.getString("area_code")),
                        row.getObject("household_id", UUID.class),
                        row.getObject("resident_id", UUID.class),
                        ReviewClass.valueOf(row.getString("review_class")),
                        row.getObject("next_review_on", LocalDate.class),
                        row.getInt("persons"),
                        new Money(row.getBigDecimal("amount"))))
                .list();
    }

    /** Reviews of the months from one to before another, by place and class; the earlier ones stand in the first month. */
    List<PlannedReviews> reviewPlan(
            String scheme, YearMonth from, YearMonth before, boolean byVillage, AreaScope scope) {
        return jdbc.sql("""
                        select x.place, a.name, x.month, x.review_class, count(*) as households
                        from (
                            select case when :villages then e.area_code else left(e.area_code, 9) || '000' end as place,
                                greatest(date_trunc('month', e.next_review_on)::date, cast(:from as date)) as month, e.review_class
                            from disbursement.entitlement e
                            where e.scheme = :scheme and e.last_month is null
                              and e.review_class is not null and e.next_review_on < :before
                              and e.resident_id <> all ((select registry.closed_residents())::uuid[]) and""" + IN_SCOPE + """
                            ) x join registry.area a on a.code = x.place
                        group by x.place, a.name, x.month, x.review_class order by x.place, x.month, x.review_class""")
                .param("scheme", scheme)
                .param("villages", byVillage)
                .param("from", Months.firstDay(from))
                .param("before", Months.firstDay(before))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new PlannedReviews(
                        AreaCode.of(row.getString("place")),
                        row.getString("name"),
                        Rows.month(row, "month"),
                        ReviewClass.valueOf(row.getString("review_class")),
                        row.getInt("households")))
                .list();
    }

    List<CoveredBirth> coveredBornBetween(String scheme, LocalDate from, LocalDate to, AreaScope scope) {
        return jdbc.sql("""
                        select e.id, e.area_code, e.residence, e.household_id, e.category, r.id as resident_id, r.birth_date
                        from registry.resident r
                        join disbursement.covered_person c on c.resident_id = r.id and c.scheme = :scheme and c.to_month is null
                        join disbursement.entitlement e on e.id = c.entitlement_id and e.last_month is null
                        where r.birth_date between :from and :to and r.death_date is null and e.household_id is not null
                          and r.area_code >= :lo and r.area_code < :hi and""" + IN_SCOPE + "order by r.birth_date, r.id")
                .param("scheme", scheme)
                .param("from", from)
                .param("to", to)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new CoveredBirth(
                        row.getObject("id", UUID.class),
                        row.getObject("household_id", UUID.class),
                        row.getObject("resident_id", UUID.class),
                        row.getObject("birth_date", LocalDate.class),
                        AreaCode.of(row.getString("area_code")),
                        UrbanRural.valueOf(row.getString("residence")),
                        row.getString("category")))
                .list();
    }

    List<CoveredPerson> covered(UUID entitlementId, AreaScope scope) {
        return jdbc.sql("""
                        select e.*, r.name from disbursement.covered_person e
                        join registry.resident r on r.id = e.resident_id
                        where e.entitlement_id = :id and""" + IN_SCOPE + "order by e.from_month, r.birth_date")
                .param("id", entitlementId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> {
                    String exit = row.getString("exit_code");
                    return new CoveredPerson(
                            row.getObject("resident_id", UUID.class),
                            row.getString("name"),
                            Rows.month(row, "from_month"),
                            Months.read(row, "to_month"),
                            row.getString("entry_why"),
                            exit == null ? null : ExitCode.of(exit));
                })
                .list();
    }

    private static final String BENEFITS = """
            select e.*, r.name as resident_name, p.name as payee_name, d.id as determination_id,
                coalesce(d.persons, 0) as persons, coalesce(d.amount, 0) as amount, h.reason as held_for, h.id as hold_id,
                e.last_month is not null and not (e.tapers and e.last_month >= :month) as ended
            from disbursement.entitlement e
            join registry.resident r on r.id = e.resident_id
            join registry.resident p on p.id = e.payee_id
            left join lateral (
                select d.id, d.persons, d.amount from disbursement.determination d
                where d.entitlement_id = e.id
                  and d.effective_month <= greatest(least(:month, coalesce(e.last_month, :month)), e.first_month)
                order by d.effective_month desc, d.ordinal desc limit 1) d on true
            left join lateral (
                select h.id, h.reason from disbursement.hold h
                where h.entitlement_id = e.id and h.released_at is null
                order by h.placed_at limit 1) h on true
            where\s""";

    List<BenefitInForce> ofHousehold(UUID householdId, YearMonth month, AreaScope scope) {
        return benefits(
                "(e.household_id = :id or e.household_id is null and e.resident_id in (select m.resident_id"
                        + " from registry.household_member m where m.household_id = :id and m.valid_to is null)) and",
                householdId,
                month,
                scope);
    }

    List<BenefitInForce> ofResident(UUID residentId, YearMonth month, AreaScope scope) {
        return benefits(
                "e.id in (select c.entitlement_id from disbursement.covered_person c where c.resident_id = :id) and",
                residentId,
                month,
                scope);
    }

    List<BenefitInForce> one(UUID entitlementId, YearMonth month, AreaScope scope) {
        return benefits("e.id = :id and", entitlementId, month, scope);
    }

    private List<BenefitInForce> benefits(String which, UUID id, YearMonth month, AreaScope scope) {
        return jdbc.sql(BENEFITS + which + IN_SCOPE + "order by e.last_month nulls first, e.first_month desc, e.id")
                .param("id", id)
                .param("month", Months.firstDay(month))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> benefit(row))
                .list();
    }

    private static BenefitInForce benefit(ResultSet row) throws SQLException {
        Entitlement entitlement = entitlement(row);
        String heldFor = row.getString("held_for");
        return new BenefitInForce(
                entitlement.id(),
                entitlement.scheme(),
                entitlement.residence(),
                entitlement.householdId(),
                entitlement.residentId(),
                row.getString("resident_name"),
                entitlement.payeeId(),
                row.getString("payee_name"),
                entitlement.category(),
                entitlement.reviewClass(),
                entitlement.firstMonth(),
                entitlement.lastMonth(),
                entitlement.exitCode(),
                row.getObject("determination_id", UUID.class),
                row.getInt("persons"),
                new Money(row.getBigDecimal("amount")),
                heldFor == null ? null : HoldReason.valueOf(heldFor),
                row.getObject("hold_id", UUID.class),
                row.getBoolean("ended"),
                entitlement.version());
    }

    private static final String DETERMINATIONS = """
            select d.*, e.scheme, e.household_id, e.resident_id, o.name as decided_by_name
            from disbursement.determination d
            join disbursement.entitlement e on e.id = d.entitlement_id
            left join registry.officer o on o.id = d.decided_by
            where\s""";

    Optional<Determination> determination(UUID id, AreaScope scope) {
        return jdbc.sql(DETERMINATIONS + "d.id = :id and (" + IN_SCOPE
                        + " or d.area_code >= :lo and d.area_code < :hi)")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> determination(row))
                .optional();
    }

    List<Determination> determinations(UUID entitlementId, AreaScope scope) {
        return jdbc.sql(DETERMINATIONS + "d.entitlement_id = :id and" + IN_SCOPE
                        + "order by d.effective_month desc, d.ordinal desc")
                .param("id", entitlementId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> determination(row))
                .list();
    }

    private static Determination determination(ResultSet row) throws SQLException {
        java.math.BigDecimal computed = row.getBigDecimal("computed_amount");
        return new Determination(
                row.getObject("id", UUID.class),
                row.getObject("entitlement_id", UUID.class),
                row.getString("scheme"),
                row.getObject("household_id", UUID.class),
                row.getObject("resident_id", UUID.class),
                AreaCode.of(row.getString("area_code")),
                Rows.month(row, "effective_month"),
                row.getInt("ordinal"),
                row.getInt("persons"),
                new Money(row.getBigDecimal("base_amount")),
                new Money(row.getBigDecimal("supplement_amount")),
                new Money(row.getBigDecimal("amount")),
                Cause.valueOf(row.getString("cause")),
                row.getString("rule_version"),
                row.getString("reckoning"),
                computed == null ? null : new Money(computed),
                row.getObject("case_id", UUID.class),
                row.getString("decided_by_name"),
                row.getObject("decided_on", LocalDate.class));
    }

    private static final String PAYMENTS = """
            select e.run_id, r.run_no, e.seq, e.scheme, e.kind, e.benefit_month, r.pay_month, e.payee_name,
                coalesce(a.bank, '') as bank, coalesce(a.last_four, '') as last_four, e.persons, e.amount, e.determination_id, e.explanation, s.reason as failure, s.processed_on,
                case when s.succeeded then 'PAID' when s.run_id is not null then 'FAILED'
                    when r.signed_at is not null then 'SIGNED' else 'PENDING' end as outcome
            from disbursement.payment_line e
            join disbursement.payment_run r on r.id = e.run_id and r.state <> 'ABANDONED'
            left join registry.payment_account a on a.id = e.account_id
            left join disbursement.line_result s on s.run_id = e.run_id and s.seq = e.seq
            where\s""";

    List<Payment> payments(UUID householdId, int limit, int offset, AreaScope scope) {
        return payments(
                "x.household_id = :id or x.household_id is null and x.resident_id in (select m.resident_id"
                        + " from registry.household_member m where m.household_id = :id and m.valid_to is null)",
                householdId,
                limit,
                offset,
                scope);
    }

    List<Payment> paymentsOfResident(UUID residentId, int limit, int offset, AreaScope scope) {
        return payments(
                "x.id in (select c.entitlement_id from disbursement.covered_person c where c.resident_id = :id)",
                residentId,
                limit,
                offset,
                scope);
    }

    /** Payments belong to their benefit: a family that moved here brings along what was paid elsewhere. */
    private static final String OF_BENEFITS = """
            e.entitlement_id in (select x.id from disbursement.entitlement x
                where x.area_code >= :lo and x.area_code < :hi and (%s))\s""";

    private List<Payment> payments(String which, UUID id, int limit, int offset, AreaScope scope) {
        return jdbc.sql(
                        PAYMENTS + OF_BENEFITS.formatted(which)
                                + "order by r.pay_month desc, e.benefit_month desc, e.run_id, e.seq limit :limit offset :offset")
                .param("id", id)
                .param("limit", limit)
                .param("offset", offset)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Payment(
                        row.getObject("run_id", UUID.class),
                        row.getString("run_no"),
                        row.getInt("seq"),
                        row.getString("scheme"),
                        row.getString("kind"),
                        Rows.month(row, "benefit_month"),
                        Rows.month(row, "pay_month"),
                        row.getString("payee_name"),
                        row.getString("bank"),
                        row.getString("last_four"),
                        row.getInt("persons"),
                        new Money(row.getBigDecimal("amount")),
                        row.getObject("determination_id", UUID.class),
                        row.getString("explanation"),
                        row.getString("outcome"),
                        row.getString("failure"),
                        row.getObject("processed_on", LocalDate.class)))
                .list();
    }

    int countPayments(UUID householdId, AreaScope scope) {
        return jdbc.sql("""
                        select count(*) from disbursement.payment_line e
                        join disbursement.payment_run r on r.id = e.run_id and r.state <> 'ABANDONED'
                        where\s""" + OF_BENEFITS.formatted("x.household_id = :id"))
                .param("id", householdId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }

    Running running(AreaCode village, AreaScope scope) {
        return jdbc.sql("""
                        select count(*) as benefits, coalesce(sum(d.amount), 0) as amount from disbursement.entitlement e
                        left join lateral (select x.amount from disbursement.determination x
                            where x.entitlement_id = e.id order by x.effective_month desc, x.ordinal desc limit 1) d on true
                        where e.area_code = :village and e.last_month is null and""" + IN_SCOPE)
                .param("village", village.value())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Running(row.getInt("benefits"), new Money(row.getBigDecimal("amount"))))
                .single();
    }
}
