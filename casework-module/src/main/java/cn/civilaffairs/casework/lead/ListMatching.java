package cn.civilaffairs.casework.lead;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.calendar.WorkCalendar;
import cn.civilaffairs.casework.calendar.WorkCalendars;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.registry.database.CopyIn;
import cn.civilaffairs.registry.database.WholeView;
import cn.civilaffairs.registry.database.WorkMemory;
import cn.civilaffairs.registry.policy.Parameter;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import cn.civilaffairs.registry.resident.DeathReported;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Matches a list of any length to the people in care (名单比对): numbers become blind indexes, are copied to a temporary table
 * and joined in one statement. Who is not found leaves no trace but a number; the temporary table goes with the transaction.
 */
@Component
public class ListMatching {

    private static final int DAYS = 10;
    private static final int DEATH_DAYS = 3;

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final FieldCipher cipher;
    private final WorkCalendars calendars;
    private final Parameters parameters;
    private final ObjectProvider<PeopleInCare> peopleInCare;
    private final ApplicationEventPublisher events;
    private final WholeView wholeView;
    private final WorkMemory memory;
    private final Clock clock;

    ListMatching(
            JdbcClient jdbc,
            DataSource dataSource,
            FieldCipher cipher,
            WorkCalendars calendars,
            Parameters parameters,
            ObjectProvider<PeopleInCare> peopleInCare,
            ApplicationEventPublisher events,
            WholeView wholeView,
            WorkMemory memory,
            Clock clock) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.cipher = cipher;
        this.calendars = calendars;
        this.parameters = parameters;
        this.peopleInCare = peopleInCare;
        this.events = events;
        this.wholeView = wholeView;
        this.memory = memory;
        this.clock = clock;
    }

    /** One row of a list. @param row its number, by which findings name it */
    public record Entry(
            int row,
            String kind,
            String idNumber,
            @Nullable String name,
            LocalDate eventOn,
            String detail,
            @Nullable Money amount,
            String source) {}

    /**
     * @param listed rows of the list
     * @param matched rows about somebody in care
     * @param fresh leads filed, or to be filed, for the first time
     */
    public record Counts(int listed, int matched, int fresh) {

        public int unmatched() {
            return listed - matched;
        }
    }

    /** Begins a list within the running transaction. */
    public void begin() {
        jdbc.sql("drop table if exists pg_temp.staged_list, pg_temp.matched_list")
                .update();
        jdbc.sql("""
                        create temporary table staged_list (row_no int, kind text, person_index bytea, name text, event_on date,
                            detail text, amount numeric(14, 2), source text) on commit drop""").update();
    }

    public void add(List<Entry> entries) {
        Iterator<byte[]> indexes = indexes(entries).iterator();
        try (CopyIn copy = CopyIn.into(
                dataSource,
                "staged_list",
                "row_no",
                "kind",
                "person_index",
                "name",
                "event_on",
                "detail",
                "amount",
                "source")) {
            for (Entry entry : entries) {
                copy.value(entry.row())
                        .value(entry.kind())
                        .value(indexes.next())
                        .value(entry.name())
                        .value(entry.eventOn())
                        .value(entry.detail())
                        .value(entry.amount())
                        .value(entry.source())
                        .endRow();
            }
        }
    }

    /** Half of what a list takes is hashing, on one processor: on all of them it is not. */
    private List<byte[]> indexes(List<Entry> entries) {
        Function<String, byte[]> index = cipher.indexing(ProtectedField.RESIDENT_ID_NUMBER);
        return entries.parallelStream()
                .map(entry -> index.apply(IdNumber.normalise(entry.idNumber())))
                .toList();
    }

    /** Looks everybody up, in whichever line they are cared for; needs every entry to have been added. */
    public Counts match() {
        return wholeView.during(this::matched);
    }

    private Counts matched() {
        memory.grant();
        jdbc.sql("analyze pg_temp.staged_list (person_index)").update();
        String inCare = peopleInCare
                .orderedStream()
                .map(people -> "f.resident_id in (" + people.query(YearMonth.now(clock)) + ")")
                .collect(Collectors.joining(" or "));
        // who is in care is asked of those found, not the other way round: how many are in care the planner cannot know
        jdbc.sql("""
                        create temporary table matched_list on commit drop as
                        with found as materialized (
                            select s.row_no, s.kind, s.event_on, s.source, s.detail, s.amount, r.id as resident_id,
                                r.area_code::text collate "C" as area_code, s.name is distinct from r.name as other_name,
                                s.kind in ('DEATH', 'CREMATION') as death, r.death_date is not null as dead
                            from pg_temp.staged_list s join registry.resident r on r.id_number_index = s.person_index),
                        m as materialized (
                            select f.*, row_number() over (partition by f.resident_id,
                                case when f.death then 'DEATH' else f.kind end,
                                case when f.death then null else f.event_on end,
                                case when f.death then null else f.source end
                                order by f.row_no) as nth
                            from found f
                            where\s""" + (inCare.isEmpty() ? "true" : inCare) + """
                            ),
                        known as (
                            select distinct m.row_no from m join casework.lead l on l.resident_id = m.resident_id
                                and (l.kind = m.kind and l.event_on = m.event_on and l.source = m.source
                                    or m.death and l.kind in ('DEATH', 'CREMATION') and l.state <> 'CLOSED'))
                        select m.row_no, m.kind, m.resident_id, m.area_code, m.event_on, m.source, m.detail, m.amount,
                            m.other_name, m.death, m.dead,
                            m.nth = 1 and not (m.death and m.dead) and known.row_no is null as fresh
                        from m left join known on known.row_no = m.row_no""").update();
        return jdbc.sql("""
                        select (select count(*) from pg_temp.staged_list) as listed, count(*) as matched,
                            count(*) filter (where fresh) as fresh
                        from pg_temp.matched_list""")
                .query((row, number) -> new Counts(row.getInt("listed"), row.getInt("matched"), row.getInt("fresh")))
                .single();
    }

    /** Leaves rows out that did not pass, before or after matching. @param failedRows a query of row numbers */
    void leaveOut(String failedRows) {
        jdbc.sql("delete from pg_temp.matched_list where row_no in (" + failedRows + ")")
                .update();
        jdbc.sql("delete from pg_temp.staged_list where row_no in (" + failedRows + ")")
                .update();
    }

    /** Files a lead for everybody found of whom it is not known yet; deaths are reported as such too. How many. */
    public int file(AreaCode county) {
        return wholeView.during(() -> filed(county));
    }

    private int filed(AreaCode county) {
        jdbc.sql("analyze pg_temp.matched_list").update();
        LocalDate today = LocalDate.now(clock);
        WorkCalendar calendar = calendars.current();
        OffsetDateTime at = OffsetDateTime.now(clock);
        String care = peopleInCare
                .orderedStream()
                .map(people -> people.lines(YearMonth.now(clock)))
                .reduce((one, other) -> one + " union all " + other)
                .orElse("select null::uuid as resident_id, null::text as line where false");
        int filed = jdbc.sql("""
                        with care as (
                            select m.row_no, array_agg(distinct c.line order by c.line) as lines
                            from pg_temp.matched_list m join (""" + care + """
                            ) c on c.resident_id = m.resident_id
                            where m.fresh group by m.row_no),
                        filed as (
                            insert into casework.lead
                                (kind, resident_id, area_code, event_on, source, detail, amount, opened_at, due_on, lines)
                            select kind, resident_id, area_code, event_on, source,
                                detail || case when other_name then ' (名单姓名与登记姓名不一致)' else '' end, amount, :at,
                                case when death then :deathDue::date else :due::date end,
                                coalesce(care.lines, array[:keepers])
                            from pg_temp.matched_list left join care using (row_no) where fresh
                            on conflict (kind, resident_id, event_on, source) do nothing
                            returning id, area_code, source)
                        insert into casework.lead_entry (lead_id, ordinal, area_code, act, note, officer_name, at)
                        select id, 1, area_code, 'OPEN', '部门比对清单', source, :at from filed""")
                .param("at", at)
                .param("keepers", LineOfBusiness.ASSISTANCE.name())
                .param("due", calendar.end(today, Limit.workingDays(days(ParameterKey.LEAD_DAYS, county, DAYS))))
                .param(
                        "deathDue",
                        calendar.end(today, Limit.workingDays(days(ParameterKey.LEAD_DEATH_DAYS, county, DEATH_DAYS))))
                .update();
        reportDeaths();
        return filed;
    }

    int days(ParameterKey key, AreaCode county, int otherwise) {
        return parameters
                .find(key.code(), county, LocalDate.now(clock))
                .map(Parameter::value)
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    private void reportDeaths() {
        jdbc.sql("""
                        select m.resident_id, m.area_code, m.event_on, m.source, l.id
                        from pg_temp.matched_list m
                        join casework.lead l on (l.kind, l.resident_id, l.event_on, l.source)
                            = (m.kind, m.resident_id, m.event_on, m.source)
                        where m.fresh and m.death order by m.row_no""")
                .query((row, number) -> new DeathReported(
                        row.getObject(1, UUID.class),
                        AreaCode.of(row.getString(2)),
                        row.getObject(3, LocalDate.class),
                        row.getString(4),
                        row.getObject(5, UUID.class)))
                .list()
                .forEach(events::publishEvent);
    }
}
