package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.CopyIn;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Instants;
import cn.civilaffairs.registry.database.Months;
import cn.civilaffairs.registry.database.Statistics;
import cn.civilaffairs.registry.policy.Standard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Uplifts with what they do to each benefit (提标测算). */
@Repository
class Uplifts {

    private static final String SELECT = """
            select u.*, p.name as proposed_by_name, a.name as approved_by_name
            from disbursement.uplift u
            join registry.officer p on p.id = u.proposed_by
            left join registry.officer a on a.id = u.approved_by
            where u.area_code >= :lo and u.area_code < :hi\s""";

    /** More changes of amount than a benefit has in the years an uplift may reach back. */
    private static final int MOST_MONTHS = 64;

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    /** Those a standard of an area and residence may concern: in payment in its first month or later. */
    private static final String CONCERNED = """
            from disbursement.entitlement e
            where e.scheme = :scheme and e.area_code >= :lo and e.area_code < :hi
              and (:residence = 'UNIFIED' or e.residence = :residence)
              and (e.last_month is null or e.last_month >= :from and e.last_month >= e.first_month)\s""";

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final Statistics statistics;

    Uplifts(JdbcClient jdbc, DataSource dataSource, Statistics statistics) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.statistics = statistics;
    }

    @Unscoped("the standard was found in the officer's area; the row policy checks the inserted row")
    UUID insert(Standard standard, YearMonth from, UUID by, OffsetDateTime at) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into disbursement.uplift (id, scheme, standard_id, area_code, residence, standard_amount,
                            document, effective_month, state, beat_at, proposed_by, proposed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, 'PREVIEWING', ?, ?, ?)""")
                .params(
                        id,
                        standard.scheme(),
                        standard.id(),
                        standard.area().value(),
                        standard.residence().name(),
                        standard.amount().yuan(),
                        standard.document(),
                        Months.firstDay(from),
                        at,
                        by,
                        at)
                .update();
        return id;
    }

    @Unscoped("the standard was found in the officer's area")
    int replace(UUID standardId) {
        return jdbc.sql("""
                        update disbursement.uplift set state = 'REPLACED', version = version + 1
                        where standard_id = ? and state in ('PREVIEWING', 'PREVIEWED')""").param(standardId).update();
    }

    Optional<Uplift> find(UUID id, AreaScope scope) {
        return jdbc.sql(SELECT + "and u.id = :id")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> uplift(row))
                .optional();
    }

    /** The latest of each standard. */
    List<Uplift> standing(AreaScope scope) {
        return jdbc.sql(SELECT + "and u.state <> 'REPLACED' order by u.proposed_at desc")
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> uplift(row))
                .list();
    }

    private static Uplift uplift(ResultSet row) throws SQLException {
        return new Uplift(
                row.getObject("id", UUID.class),
                row.getString("scheme"),
                row.getObject("standard_id", UUID.class),
                AreaCode.of(row.getString("area_code")),
                Standard.Residence.valueOf(row.getString("residence")),
                money(row, "standard_amount"),
                row.getString("document"),
                Rows.month(row, "effective_month"),
                UpliftState.valueOf(row.getString("state")),
                row.getInt("read_count"),
                row.getInt("raised"),
                row.getInt("lowered"),
                row.getInt("unchanged"),
                row.getInt("ineligible"),
                row.getInt("manual"),
                money(row, "monthly_before"),
                money(row, "monthly_after"),
                money(row, "arrears_amount"),
                money(row, "excess_amount"),
                row.getString("items_hash"),
                row.getString("data_hash"),
                row.getInt("applied"),
                row.getInt("moved"),
                row.getInt("newcomers"),
                row.getInt("phase_done"),
                row.getInt("phase_total"),
                row.getString("failure"),
                row.getObject("proposed_by", UUID.class),
                row.getString("proposed_by_name"),
                Objects.requireNonNull(Instants.read(row, "proposed_at")),
                row.getString("approved_by_name"),
                Instants.read(row, "approved_at"),
                Instants.read(row, "applied_at"),
                row.getInt("version"));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getBigDecimal(column));
    }

    /** How far the work has come. @param last the benefit done last, in the order of their ids; null before the first */
    record Position(
            UpliftState state,
            int done,
            int total,
            @Nullable UUID last) {

        UUID after() {
            return last == null ? BEFORE_ALL : last;
        }
    }

    @Unscoped("the uplift was found in the officer's area; whoever holds this row works alone")
    Position lock(UUID id) {
        return position(id, " for update");
    }

    @Unscoped("the uplift was found in the officer's area")
    Position position(UUID id) {
        return position(id, "");
    }

    private Position position(UUID id, String lock) {
        return jdbc.sql("select state, phase_done, phase_total, cursor_id from disbursement.uplift where id = ?" + lock)
                .param(id)
                .query((row, number) -> new Position(
                        UpliftState.valueOf(row.getString("state")),
                        row.getInt("phase_done"),
                        row.getInt("phase_total"),
                        row.getObject("cursor_id", UUID.class)))
                .single();
    }

    @Unscoped("the uplift was found in the officer's area")
    void move(UUID id, Position to, OffsetDateTime at) {
        jdbc.sql("""
                        update disbursement.uplift set phase_done = ?, phase_total = ?, cursor_id = ?, beat_at = ?, failure = null
                        where id = ?""").params(to.done(), to.total(), to.last(), at, id).update();
    }

    @Unscoped("the uplift was found in the officer's area")
    void failed(UUID id, String failure, OffsetDateTime at) {
        jdbc.sql("update disbursement.uplift set failure = ?, beat_at = ? where id = ?")
                .params(failure, at, id)
                .update();
    }

    boolean concernsAnybody(Standard standard, AreaScope scope) {
        return jdbc.sql("select exists (select " + CONCERNED + ")")
                .param("scheme", standard.scheme())
                .param("residence", standard.residence().name())
                .param("from", standard.effectiveFrom().withDayOfMonth(1))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Boolean.class)
                .single();
    }

    int countConcerned(Uplift uplift, AreaScope scope) {
        return concerning("select count(*) " + CONCERNED, uplift, scope)
                .query(Integer.class)
                .single();
    }

    private JdbcClient.StatementSpec concerning(String sql, Uplift uplift, AreaScope scope) {
        return jdbc.sql(sql)
                .param("scheme", uplift.scheme())
                .param("residence", uplift.residence().name())
                .param("from", Months.firstDay(uplift.effectiveMonth()))
                .param("lo", scope.lo())
                .param("hi", scope.hi());
    }

    /**
     * A benefit from a month on, as it is determined now.
     *
     * @param monthsPaid how many of its months up to the next change have been paid already
     * @param ordinal what a new determination of this month is numbered, if none is made before
     */
    record Standing(
            AmountRule.Recipient recipient,
            int persons,
            Money amount,
            Cause cause,
            boolean latest,
            int monthsPaid,
            int ordinal,
            Entitlements.Mark mark) {}

    /**
     * The next benefits in the order of their ids, each with the first month the standard applies to it and every later month
     * its amount changes; these follow one another. Ids are given by time, so that what is read and locked one after the other
     * lies side by side in every table.
     *
     * @param last none after this one, or null for no bound
     */
    List<Standing> standings(Uplift uplift, Position after, @Nullable UUID last, int limit, AreaScope scope) {
        return concerning("""
                        select e.id, e.version, e.area_code, e.residence, e.household_id, e.resident_id, e.category, m.month, m.latest,
                            d.persons, d.amount, d.cause,
                            (select count(*) from disbursement.month_paid p where p.entitlement_id = e.id
                                and p.benefit_month >= m.month and p.benefit_month < m.next) as months_paid,
                            made.determinations, made.ordinal
                        from (select e.*\s""" + CONCERNED + """
                            and e.id > :after and e.id <= :last order by e.id limit :limit) e
                        cross join lateral (
                            select x.month, lead(x.month, 1, coalesce((e.last_month + interval '1 month')::date, 'infinity'))
                                    over (order by x.month) as next,
                                lead(x.month) over (order by x.month) is null as latest
                            from (select greatest(:from::date, e.first_month::date) as month
                                union select d.effective_month::date from disbursement.determination d
                                where d.entitlement_id = e.id and d.effective_month > greatest(:from::date, e.first_month::date)
                                  and (e.last_month is null or d.effective_month <= e.last_month)) x) m
                        join lateral (
                            select d.persons, d.amount, d.cause from disbursement.determination d
                            where d.entitlement_id = e.id and d.effective_month <= m.month
                            order by d.effective_month desc, d.ordinal desc limit 1) d on true
                        cross join lateral (
                            select count(*) as determinations,
                                coalesce(max(x.ordinal) filter (where x.effective_month = m.month), 0) + 1 as ordinal
                            from disbursement.determination x where x.entitlement_id = e.id) made
                        order by e.id, m.month""", uplift, scope)
                .param("after", after.after())
                .param("last", last == null ? AFTER_ALL : last)
                .param("limit", limit)
                .query((row, number) -> new Standing(
                        new AmountRule.Recipient(
                                row.getObject("id", UUID.class),
                                AreaCode.of(row.getString("area_code")),
                                UrbanRural.valueOf(row.getString("residence")),
                                row.getObject("household_id", UUID.class),
                                row.getObject("resident_id", UUID.class),
                                row.getString("category"),
                                Rows.month(row, "month")),
                        row.getInt("persons"),
                        money(row, "amount"),
                        Cause.valueOf(row.getString("cause")),
                        row.getBoolean("latest"),
                        row.getInt("months_paid"),
                        row.getInt("ordinal"),
                        Entitlements.Mark.read(row)))
                .list();
    }

    @Unscoped("the benefits were read within the scope; the row policy checks every inserted row")
    void insertItems(UUID upliftId, List<Standing> standings, List<UpliftRule.Result> results) {
        try (CopyIn copy = CopyIn.into(
                dataSource,
                "disbursement.uplift_item",
                "uplift_id",
                "entitlement_id",
                "benefit_month",
                "area_code",
                "residence",
                "household_id",
                "resident_id",
                "latest",
                "persons",
                "before_amount",
                "after_persons",
                "after_amount",
                "outcome",
                "why",
                "months_past",
                "past_amount")) {
            for (int i = 0; i < standings.size(); i++) {
                Standing standing = standings.get(i);
                UpliftRule.Result result = results.get(i);
                AmountRule.Recipient recipient = standing.recipient();
                copy.value(upliftId)
                        .value(recipient.entitlementId())
                        .value(recipient.month())
                        .value(recipient.area())
                        .value(recipient.residence())
                        .value(recipient.householdId())
                        .value(recipient.residentId())
                        .value(standing.latest())
                        .value(standing.persons())
                        .value(standing.amount())
                        .value(result.persons())
                        .value(result.after())
                        .value(result.outcome())
                        .value(result.why())
                        .value(standing.monthsPaid())
                        .value(result.after().minus(standing.amount()).times(standing.monthsPaid()))
                        .endRow();
            }
        }
    }

    /** One outcome for a benefit: the gravest of its months, so that the counts are of households or people. */
    private static final String BY_BENEFIT = """
            (select i.entitlement_id, min(i.area_code) as area_code, bool_or(i.outcome = 'MANUAL') as manual,
                bool_or(i.outcome = 'INELIGIBLE') as ineligible, bool_or(i.outcome = 'LOWERED') as lowered,
                bool_or(i.outcome = 'RAISED') as raised, sum(i.before_amount) filter (where i.latest) as before,
                sum(i.after_amount) filter (where i.latest) as after,
                sum(i.past_amount) filter (where i.past_amount > 0) as arrears,
                sum(-i.past_amount) filter (where i.past_amount < 0) as excess
            from disbursement.uplift_item i
            where i.uplift_id = :id and i.area_code >= :lo and i.area_code < :hi group by i.entitlement_id) b\s""";

    /** Households under limited access are counted for the county only. */
    private static final String NOT_LIMITED =
            "and i.resident_id <> all ((select registry.limited_residents())::uuid[]) ";

    private static final String COUNTS = """
            count(*) filter (where manual) as manual, count(*) filter (where ineligible and not manual) as ineligible,
            count(*) filter (where lowered and not ineligible and not manual) as lowered,
            count(*) filter (where raised and not lowered and not ineligible and not manual) as raised,
            count(*) filter (where not raised and not lowered and not ineligible and not manual) as unchanged,
            coalesce(sum(before), 0) as before, coalesce(sum(after), 0) as after, coalesce(sum(arrears), 0) as arrears,
            coalesce(sum(excess), 0) as excess\s""";

    /** Freezes the preview: figures, and the digests of what was seen and of what it was worked out from. */
    void previewed(Uplift uplift, OffsetDateTime at, AreaScope scope) {
        statistics.refresh("disbursement.uplift_item");
        jdbc.sql(
                        "update disbursement.uplift u set state = 'PREVIEWED', read_count = f.manual + f.ineligible + f.lowered + f.raised"
                                + " + f.unchanged, raised = f.raised, lowered = f.lowered, unchanged = f.unchanged,"
                                + " ineligible = f.ineligible, manual = f.manual, monthly_before = f.before, monthly_after = f.after,"
                                + " arrears_amount = f.arrears, excess_amount = f.excess, newcomers = (select count(*)"
                                + " from disbursement.uplift_newcomer n where n.uplift_id = u.id), items_hash = :items, data_hash = :data,"
                                + " previewed_at = :at, beat_at = :at, failure = null, version = version + 1"
                                + " from (select " + COUNTS + "from " + BY_BENEFIT + ") f where u.id = :id")
                .param("id", uplift.id())
                .param("items", itemsHash(uplift.id(), scope))
                .param("data", dataHash(uplift, scope))
                .param("at", at)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** A digest over every benefit of the preview, village by village. */
    String itemsHash(UUID upliftId, AreaScope scope) {
        return jdbc.sql("""
                        select encode(sha256(convert_to(coalesce(string_agg(v.digest, '' order by v.area_code), ''), 'UTF8')), 'hex')
                        from (select i.area_code, encode(sha256(convert_to(string_agg(i.entitlement_id::text || i.benefit_month
                                || i.outcome || i.before_amount || i.after_amount, '|' order by i.entitlement_id, i.benefit_month),
                                'UTF8')), 'hex') as digest
                            from disbursement.uplift_item i
                            where i.uplift_id = :id and i.area_code >= :lo and i.area_code < :hi group by i.area_code) v""")
                .param("id", upliftId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(String.class)
                .single();
    }

    /** A digest over what the preview was worked out from: who is in payment, till when, and by which determination. */
    String dataHash(Uplift uplift, AreaScope scope) {
        return concerning("""
                        select encode(sha256(convert_to(coalesce(string_agg(v.digest, '' order by v.area_code), ''), 'UTF8')), 'hex')
                        from (select e.area_code, encode(sha256(convert_to(string_agg(e.id::text || coalesce(e.last_month::text, '')
                                || coalesce((select max(d.id::text) from disbursement.determination d
                                    where d.entitlement_id = e.id), ''), '|' order by e.id), 'UTF8')), 'hex') as digest\s""" + CONCERNED + " group by e.area_code) v", uplift, scope)
                .query(String.class)
                .single();
    }

    @Unscoped("the uplift was found in the officer's area")
    boolean approved(UUID id, int version, UUID by, OffsetDateTime at) {
        return jdbc.sql("""
                        update disbursement.uplift set state = 'APPLYING', approved_by = ?, approved_at = ?, phase_done = 0,
                            phase_total = raised + lowered, cursor_id = null, beat_at = ?, version = version + 1
                        where id = ? and version = ? and state = 'PREVIEWED'""").params(by, at, at, id, version).update() == 1;
    }

    /**
     * What was previewed for the next benefits in the order of their ids.
     *
     * @param expected yuan by benefit and month, of those that are to be changed
     * @param last the last of them, to be changed or not; null if there are none left
     */
    record Batch(
            Map<UUID, Map<YearMonth, Money>> expected,
            @Nullable UUID last) {}

    private record Previewed(UUID entitlement, YearMonth month, UpliftRule.Outcome outcome, Money after) {}

    /** Reads a few rows more than asked for, so that the months of one benefit stay together. */
    Batch toApply(UUID upliftId, Position after, int limit, AreaScope scope) {
        int rows = limit + MOST_MONTHS;
        List<Previewed> read = jdbc.sql("""
                        select entitlement_id, benefit_month, outcome, after_amount from disbursement.uplift_item
                        where uplift_id = :id and area_code >= :lo and area_code < :hi and entitlement_id > :after
                        order by entitlement_id, benefit_month limit :rows""")
                .param("id", upliftId)
                .param("after", after.after())
                .param("rows", rows)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Previewed(
                        row.getObject("entitlement_id", UUID.class),
                        Rows.month(row, "benefit_month"),
                        UpliftRule.Outcome.valueOf(row.getString("outcome")),
                        money(row, "after_amount")))
                .list();
        UUID cut = read.size() < rows ? null : read.get(read.size() - 1).entitlement();
        Map<UUID, Map<YearMonth, Money>> expected = new LinkedHashMap<>();
        Set<UUID> unfit = new HashSet<>();
        UUID last = null;
        for (Previewed item : read) {
            if (item.entitlement().equals(cut)) {
                break;
            }
            last = item.entitlement();
            switch (item.outcome()) {
                case RAISED, LOWERED ->
                    expected.computeIfAbsent(item.entitlement(), id -> new HashMap<>())
                            .put(item.month(), item.after());
                case MANUAL, INELIGIBLE -> unfit.add(item.entitlement());
                case UNCHANGED -> {}
            }
        }
        expected.keySet().removeAll(unfit);
        return new Batch(expected, last);
    }

    @Unscoped("the uplift was found in the officer's area; the row policy checks every inserted row")
    void insertMoved(UUID upliftId, Set<UUID> moved, String why) {
        if (!moved.isEmpty()) {
            jdbc.sql("""
                            insert into disbursement.uplift_moved (uplift_id, entitlement_id, area_code, why)
                            select ?, e.id, e.area_code, ? from disbursement.entitlement e where e.id = any(cast(? as uuid[]))""").params(upliftId, why, Rows.array(moved)).update();
        }
    }

    @Unscoped("the uplift was found in the officer's area")
    void count(UUID id, int applied, int moved) {
        jdbc.sql("update disbursement.uplift set applied = applied + ?, moved = moved + ? where id = ?")
                .params(applied, moved, id)
                .update();
    }

    @Unscoped("the uplift was found in the officer's area")
    void applied(UUID id, OffsetDateTime at) {
        jdbc.sql(
                        "update disbursement.uplift set state = 'APPLIED', applied_at = ?, beat_at = ?, version = version + 1 where id = ?")
                .params(at, at, id)
                .update();
    }

    List<UpliftTown> towns(UUID upliftId, AreaScope scope) {
        return jdbc.sql("select t.town, a.name, t.* from (select left(b.area_code, 9) || '000' as town, " + COUNTS
                        + "from " + BY_BENEFIT.replace("group by", NOT_LIMITED + "group by")
                        + "group by 1) t join registry.area a on a.code = t.town order by t.town")
                .param("id", upliftId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new UpliftTown(
                        AreaCode.of(row.getString("town")),
                        row.getString("name"),
                        row.getInt("raised"),
                        row.getInt("lowered"),
                        row.getInt("unchanged"),
                        row.getInt("ineligible"),
                        row.getInt("manual"),
                        money(row, "before"),
                        money(row, "after"),
                        money(row, "arrears").minus(money(row, "excess"))))
                .list();
    }

    private static final String ITEMS = """
            select i.*, r.name, m.entitlement_id is not null as moved, coalesce(m.why, i.why) as said,
                case when t.level = 'TOWNSHIP' then t.name || ' ' || v.name else v.name end as place
            from disbursement.uplift_item i
            join registry.resident r on r.id = i.resident_id
            join registry.area v on v.code = i.area_code left join registry.area t on t.code = v.parent_code
            left join disbursement.uplift_moved m on m.uplift_id = i.uplift_id and m.entitlement_id = i.entitlement_id
            where i.uplift_id = :id and i.area_code >= :lo and i.area_code < :hi
              and (:outcome::text is null or i.outcome = :outcome)\s""";

    List<UpliftItem> items(
            UUID upliftId, UpliftRule.@Nullable Outcome outcome, int limit, int offset, AreaScope scope) {
        List<UpliftItem> items = new ArrayList<>();
        itemsQuery(
                        ITEMS
                                + "order by i.outcome, i.area_code, i.entitlement_id, i.benefit_month limit :limit offset :offset",
                        upliftId,
                        outcome,
                        scope)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> item(row))
                .list()
                .forEach(items::add);
        return items;
    }

    /** Every one of them, one after the other; memory stays as it is. */
    void each(UUID upliftId, UpliftRule.@Nullable Outcome outcome, AreaScope scope, Consumer<UpliftItem> consumer) {
        try (var stream =
                itemsQuery(ITEMS + "order by i.area_code, i.entitlement_id, i.benefit_month", upliftId, outcome, scope)
                        .withFetchSize(1_000)
                        .query((row, number) -> item(row))
                        .stream()) {
            stream.forEach(consumer);
        }
    }

    @Unscoped("the households were found within the scope; the row policy checks every inserted row")
    void insertNewcomers(UUID upliftId, List<NewlyEligible.Found> found) {
        try (CopyIn copy = CopyIn.into(
                dataSource,
                "disbursement.uplift_newcomer",
                "uplift_id",
                "household_id",
                "area_code",
                "residence",
                "resident_id",
                "ground",
                "ground_on",
                "persons",
                "monthly_income",
                "amount")) {
            for (NewlyEligible.Found household : found) {
                copy.value(upliftId)
                        .value(household.householdId())
                        .value(household.area())
                        .value(household.residence())
                        .value(household.head())
                        .value(household.ground())
                        .value(household.groundOn())
                        .value(household.persons())
                        .value(household.monthlyIncome())
                        .value(household.amount())
                        .endRow();
            }
        }
    }

    /** The next households in (area, household) order; whoever the officer may not see is not among them. */
    List<UpliftNewcomer> newcomers(
            UUID upliftId, NewlyEligible.@Nullable Found after, int limit, int offset, AreaScope scope) {
        return jdbc.sql("""
                        select n.*, h.file_no, r.name, v.name as village,
                            case when t.level = 'TOWNSHIP' then t.name else '' end as township
                        from disbursement.uplift_newcomer n
                        join registry.household h on h.id = n.household_id
                        join registry.resident r on r.id = n.resident_id
                        join registry.area v on v.code = n.area_code left join registry.area t on t.code = v.parent_code
                        where n.uplift_id = :id and n.area_code >= :lo and n.area_code < :hi
                          and (n.area_code, n.household_id) > (:afterArea, :afterId)
                        order by n.area_code, n.household_id limit :limit offset :offset""")
                .param("id", upliftId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .param("afterArea", after == null ? "" : after.area().value())
                .param("afterId", after == null ? new UUID(0, 0) : after.householdId())
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> newcomer(row))
                .list();
    }

    private static UpliftNewcomer newcomer(ResultSet row) throws SQLException {
        return new UpliftNewcomer(
                new NewlyEligible.Found(
                        row.getObject("household_id", UUID.class),
                        row.getObject("resident_id", UUID.class),
                        AreaCode.of(row.getString("area_code")),
                        UrbanRural.valueOf(row.getString("residence")),
                        NewlyEligible.Ground.valueOf(row.getString("ground")),
                        row.getObject("ground_on", LocalDate.class),
                        row.getInt("persons"),
                        money(row, "monthly_income"),
                        money(row, "amount")),
                row.getString("township"),
                row.getString("village"),
                row.getString("file_no"),
                row.getString("name"));
    }

    private JdbcClient.StatementSpec itemsQuery(
            String sql, UUID upliftId, UpliftRule.@Nullable Outcome outcome, AreaScope scope) {
        return jdbc.sql(sql)
                .param("id", upliftId)
                .param("outcome", outcome == null ? null : outcome.name())
                .param("lo", scope.lo())
                .param("hi", scope.hi());
    }

    private static UpliftItem item(ResultSet row) throws SQLException {
        return new UpliftItem(
                row.getObject("entitlement_id", UUID.class),
                Rows.month(row, "benefit_month"),
                row.getString("place"),
                UrbanRural.valueOf(row.getString("residence")),
                row.getObject("household_id", UUID.class),
                row.getString("name"),
                row.getInt("persons"),
                money(row, "before_amount"),
                money(row, "after_amount"),
                UpliftRule.Outcome.valueOf(row.getString("outcome")),
                row.getString("said"),
                row.getInt("months_past"),
                money(row, "past_amount"),
                row.getBoolean("moved"));
    }
}
