package cn.civilaffairs.casework.lead;

import cn.civilaffairs.casework.calendar.DayUnit;
import cn.civilaffairs.casework.calendar.WorkCalendar;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Instants;
import cn.civilaffairs.registry.resident.Masks;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The leads' rows. Counts and lists are made from one and the same condition. */
@Repository
class Leads {

    /** How far lists are counted; more than that is "more than". */
    static final int CAP = 10_000;

    private static final String COLUMNS = """
            l.*, a.name as answered_by_name, c.name as confirmed_by_name\s""";
    private static final String FROM = """
            from casework.lead l
            left join registry.officer a on a.id = l.answered_by
            left join registry.officer c on c.id = l.confirmed_by
            join registry.resident r on r.id = l.resident_id
            join registry.area v on v.code = l.area_code
            left join registry.area t on t.code = v.parent_code and t.level = 'TOWNSHIP'
            where l.area_code >= :lo and l.area_code < :hi\s""";

    /** The lines an officer may look at leads of; the row policy stands behind it. */
    private static final String OF_LINES = "and l.lines && cast(:lines as text[]) ";

    private static final Map<LeadFilter.View, String> VIEWS = new EnumMap<>(Map.of(
            LeadFilter.View.TO_ANSWER, "and l.state in ('OPEN', 'ESCALATED') ",
            LeadFilter.View.OVERDUE, "and l.state in ('OPEN', 'ESCALATED') and l.due_on < :today ",
            LeadFilter.View.TO_CONFIRM, "and l.state = 'ANSWERED' ",
            LeadFilter.View.CLOSED, "and l.state = 'CLOSED' ",
            LeadFilter.View.ALL, ""));

    private final JdbcClient jdbc;

    Leads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The lead already filed for the same, if any: the same key, or for a death any lead about it not yet answered. */
    Optional<UUID> known(NewLead lead, AreaScope scope) {
        return jdbc.sql("""
                        select id from casework.lead
                        where resident_id = :resident and area_code >= :lo and area_code < :hi
                          and (kind = :kind and event_on = :on and source = :source
                              or :death and kind in ('DEATH', 'CREMATION') and state <> 'CLOSED')
                        order by opened_at limit 1""")
                .param("resident", lead.residentId())
                .param("kind", lead.kind())
                .param("on", lead.eventOn())
                .param("source", lead.source())
                .param("death", LeadKind.isDeath(lead.kind()))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .optional();
    }

    @Unscoped("the row policy checks the area of the inserted row")
    boolean insert(UUID id, NewLead lead, Set<LineOfBusiness> lines, LocalDate dueOn, Instant at) {
        return jdbc.sql("""
                        insert into casework.lead
                            (id, kind, resident_id, area_code, event_on, source, detail, source_id, opened_at, due_on, lines)
                        values (:id, :kind, :resident, :area, :on, :source, :detail, :sourceId, :at, :due, cast(:lines as text[]))
                        on conflict (kind, resident_id, event_on, source) do nothing""")
                        .param("id", id)
                        .param("kind", lead.kind())
                        .param("resident", lead.residentId())
                        .param("area", lead.area().value())
                        .param("on", lead.eventOn())
                        .param("source", lead.source())
                        .param("detail", lead.detail())
                        .param("sourceId", lead.sourceId())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("due", dueOn)
                        .param("lines", names(lines))
                        .update()
                == 1;
    }

    /** A lead that is known already concerns whoever speaks of it again, too. */
    void concern(UUID id, Set<LineOfBusiness> lines, AreaScope scope) {
        jdbc.sql("""
                        update casework.lead set lines = array(
                            select unnest(lines) union select unnest(cast(:lines as text[])) order by 1)
                        where id = :id and not lines @> cast(:lines as text[]) and area_code >= :lo and area_code < :hi""")
                .param("id", id)
                .param("lines", names(lines))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** The lines of business that care for somebody. @param care as {@link PeopleInCare#lines} answers it */
    @Unscoped("the benefits' own row policies hold")
    Set<LineOfBusiness> linesThatCareFor(UUID resident, String care) {
        return Set.copyOf(jdbc.sql("select distinct p.line from (" + care + ") p where p.resident_id = :resident")
                .param("resident", resident)
                .query((row, number) -> LineOfBusiness.valueOf(row.getString(1)))
                .list());
    }

    private static String[] names(Collection<LineOfBusiness> lines) {
        return lines.stream().map(LineOfBusiness::name).sorted().toArray(String[]::new);
    }

    @Unscoped("the row policy checks the area of every inserted row")
    int insertAll(List<NewLead> leads, Set<LineOfBusiness> lines, LocalDate dueOn, Instant at) {
        NewLead first = leads.get(0);
        return jdbc.sql("""
                        with filed as (
                            insert into casework.lead
                                (kind, resident_id, area_code, event_on, source, detail, source_id, opened_at, due_on, lines)
                            select :kind, l.resident, l.area, cast(:on as date), :source, l.detail, cast(:sourceId as uuid),
                                cast(:at as timestamptz), cast(:due as date), cast(:lines as text[])
                            from unnest(cast(:residents as uuid[]), cast(:areas as text[]), cast(:details as text[]))
                                l (resident, area, detail)
                            on conflict (kind, resident_id, event_on, source) do nothing
                            returning id, area_code, source)
                        insert into casework.lead_entry (lead_id, ordinal, area_code, act, note, officer_name, at)
                        select id, 1, area_code, 'OPEN', source, source, :at from filed""")
                .param("kind", first.kind())
                .param("on", first.eventOn())
                .param("source", first.source())
                .param("sourceId", first.sourceId())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("due", dueOn)
                .param("lines", names(lines))
                .param("residents", leads.stream().map(NewLead::residentId).toArray(UUID[]::new))
                .param("areas", leads.stream().map(lead -> lead.area().value()).toArray(String[]::new))
                .param("details", leads.stream().map(NewLead::detail).toArray(String[]::new))
                .update();
    }

    Optional<Lead> find(UUID id, Set<LineOfBusiness> lines, AreaScope scope) {
        return jdbc.sql("select " + COLUMNS + FROM + OF_LINES + "and l.id = :id")
                .param("id", id)
                .param("lines", names(lines))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> lead(row))
                .optional();
    }

    /** What is still open of somebody who moves is looked into where they move to. */
    void move(List<UUID> residents, AreaCode to, AreaScope county) {
        for (String rows : List.of(
                "casework.lead_entry t set area_code = :area from casework.lead l where l.id = t.lead_id and ",
                "casework.lead l set area_code = :area where ")) {
            jdbc.sql("update " + rows + """
                             l.state <> 'CLOSED' and l.resident_id = any (:residents)
                              and l.area_code >= :lo and l.area_code < :hi""")
                    .param("area", to.value())
                    .param("residents", residents.toArray(UUID[]::new))
                    .param("lo", county.lo())
                    .param("hi", county.hi())
                    .update();
        }
    }

    List<Lead> unanswered(String kind, UUID sourceId, AreaScope scope) {
        return jdbc.sql("select " + COLUMNS + FROM
                        + "and l.source_id = :source and l.kind = :kind and l.state in ('OPEN', 'ESCALATED')")
                .param("source", sourceId)
                .param("kind", kind)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> lead(row))
                .list();
    }

    List<Lead> ofResident(UUID residentId, AreaScope scope) {
        return jdbc.sql("select " + COLUMNS + FROM + "and l.resident_id = :resident order by l.opened_at desc")
                .param("resident", residentId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> lead(row))
                .list();
    }

    List<LeadLine> list(
            LeadFilter filter,
            WorkCalendar calendar,
            LocalDate today,
            int limit,
            int offset,
            Set<LineOfBusiness> lines,
            AreaScope scope) {
        Condition condition = condition(filter, today, lines, scope);
        return jdbc.sql("select " + COLUMNS + """
                        , r.name as resident_name, r.id_prefix, v.name as village, t.name as township,
                        (select m.household_id from registry.household_member m
                            where m.resident_id = l.resident_id and m.valid_to is null) as household_id\s""" + FROM + condition.sql
                        + (filter.view() == LeadFilter.View.CLOSED
                                ? "order by coalesce(l.confirmed_at, l.answered_at) desc, l.lead_no"
                                : "order by (l.state in ('OPEN', 'ESCALATED')) desc, l.due_on, l.lead_no")
                        + " limit :limit offset :offset")
                .params(condition.values)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> line(row, calendar, today))
                .list();
    }

    private static LeadLine line(ResultSet row, WorkCalendar calendar, LocalDate today) throws SQLException {
        Lead lead = lead(row);
        int left = lead.dueOn().isBefore(today)
                ? -calendar.elapsed(lead.dueOn(), today, DayUnit.WORKING_DAYS)
                : calendar.elapsed(today, lead.dueOn(), DayUnit.WORKING_DAYS);
        String township = row.getString("township");
        return new LeadLine(
                lead,
                row.getString("resident_name"),
                Masks.idNumber(row.getString("id_prefix")),
                row.getObject("household_id", UUID.class),
                row.getString("village"),
                township == null ? "" : township,
                left);
    }

    int count(LeadFilter filter, LocalDate today, Set<LineOfBusiness> lines, AreaScope scope) {
        Condition condition = condition(filter, today, lines, scope);
        return jdbc.sql("select count(*) from (select 1 " + FROM + condition.sql + "limit " + (CAP + 1) + ") x")
                .params(condition.values)
                .query(Integer.class)
                .single();
    }

    /** How many leads of each kind are in a list, whatever kind it is narrowed to. */
    Map<String, Integer> countByKind(LeadFilter filter, LocalDate today, Set<LineOfBusiness> lines, AreaScope scope) {
        Condition condition =
                condition(new LeadFilter(filter.view(), null, filter.area(), filter.text()), today, lines, scope);
        Map<String, Integer> counts = new HashMap<>();
        jdbc.sql("select l.kind, count(*) " + FROM + condition.sql + "group by 1")
                .params(condition.values)
                .query(row -> {
                    counts.put(row.getString(1), row.getInt(2));
                });
        return counts;
    }

    private record Condition(String sql, Map<String, Object> values) {}

    private static Condition condition(LeadFilter filter, LocalDate today, Set<LineOfBusiness> lines, AreaScope scope) {
        AreaScope within = filter.area() == null ? scope : scope.within(filter.area());
        StringBuilder sql = new StringBuilder(OF_LINES).append(VIEWS.get(filter.view()));
        Map<String, Object> values = new HashMap<>();
        values.put("lines", names(lines));
        values.put("lo", within.lo());
        values.put("hi", within.hi());
        values.put("today", today);
        if (filter.kind() != null) {
            sql.append("and l.kind = :kind ");
            values.put("kind", filter.kind());
        }
        if (filter.text() != null) {
            sql.append("and (strpos(r.name, :text) > 0 or l.lead_no = :text) ");
            values.put("text", filter.text());
        }
        return new Condition(sql.toString(), values);
    }

    boolean answer(
            UUID id,
            int version,
            LeadState next,
            LeadOutcome outcome,
            String reply,
            UUID by,
            Instant at,
            AreaScope scope) {
        return jdbc.sql("""
                        update casework.lead set state = :next, outcome = :outcome, reply = :reply, answered_by = :by,
                            answered_at = :at, version = version + 1
                        where id = :id and version = :version and state in ('OPEN', 'ESCALATED')
                          and area_code >= :lo and area_code < :hi""")
                        .param("id", id)
                        .param("version", version)
                        .param("next", next.name())
                        .param("outcome", outcome.name())
                        .param("reply", reply)
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    boolean confirm(UUID id, int version, UUID by, Instant at, AreaScope scope) {
        return jdbc.sql("""
                        update casework.lead set state = 'CLOSED', confirmed_by = :by, confirmed_at = :at,
                            version = version + 1
                        where id = :id and version = :version and state = 'ANSWERED'
                          and area_code >= :lo and area_code < :hi""")
                        .param("id", id)
                        .param("version", version)
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    boolean sendBack(UUID id, int version, LocalDate today, AreaScope scope) {
        return jdbc.sql("""
                        update casework.lead set state = case when due_on < :today then 'ESCALATED' else 'OPEN' end,
                            outcome = null, reply = null, answered_by = null, answered_at = null, version = version + 1
                        where id = :id and version = :version and state = 'ANSWERED'
                          and area_code >= :lo and area_code < :hi""")
                        .param("id", id)
                        .param("version", version)
                        .param("today", today)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    /** Raises what is overdue and answers which leads those were, with their areas. */
    Map<UUID, AreaCode> escalate(LocalDate today, AreaScope scope) {
        Map<UUID, AreaCode> raised = new HashMap<>();
        jdbc.sql("""
                        update casework.lead set state = 'ESCALATED', version = version + 1
                        where state = 'OPEN' and due_on < :today and area_code >= :lo and area_code < :hi
                        returning id, area_code""")
                .param("today", today)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    raised.put(row.getObject(1, UUID.class), AreaCode.of(row.getString(2)));
                });
        return raised;
    }

    @Unscoped("the lead was read within the scope; the row policy checks the inserted row")
    void enter(
            UUID leadId,
            AreaCode area,
            LeadEntry.Act act,
            @Nullable LeadOutcome outcome,
            String note,
            @Nullable UUID officer,
            String officerName,
            Instant at) {
        jdbc.sql("""
                        insert into casework.lead_entry
                            (lead_id, ordinal, area_code, act, outcome, note, officer_id, officer_name, at)
                        select :lead, count(*) + 1, :area, :act, :outcome, :note, :officer, :name, :at
                        from casework.lead_entry where lead_id = :lead""")
                .param("lead", leadId)
                .param("area", area.value())
                .param("act", act.name())
                .param("outcome", outcome == null ? null : outcome.name())
                .param("note", note)
                .param("officer", officer)
                .param("name", officerName)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<LeadEntry> entries(UUID leadId, AreaScope scope) {
        return jdbc.sql("""
                        select act, outcome, note, officer_name, at from casework.lead_entry
                        where lead_id = :lead and area_code >= :lo and area_code < :hi order by ordinal""")
                .param("lead", leadId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new LeadEntry(
                        LeadEntry.Act.valueOf(row.getString("act")),
                        outcome(row),
                        row.getString("note"),
                        row.getString("officer_name"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static @Nullable LeadOutcome outcome(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return outcome == null ? null : LeadOutcome.valueOf(outcome);
    }

    static Lead lead(ResultSet row) throws SQLException {
        BigDecimal amount = row.getBigDecimal("amount");
        return new Lead(
                row.getObject("id", UUID.class),
                row.getString("lead_no"),
                row.getString("kind"),
                row.getObject("resident_id", UUID.class),
                AreaCode.of(row.getString("area_code")),
                row.getObject("event_on", LocalDate.class),
                row.getString("source"),
                row.getString("detail"),
                amount == null ? null : new Money(amount),
                row.getObject("source_id", UUID.class),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("due_on", LocalDate.class),
                LeadState.valueOf(row.getString("state")),
                outcome(row),
                row.getString("reply"),
                row.getObject("answered_by", UUID.class),
                row.getString("answered_by_name"),
                Instants.read(row, "answered_at"),
                row.getObject("confirmed_by", UUID.class),
                row.getString("confirmed_by_name"),
                Instants.read(row, "confirmed_at"),
                Stream.of((String[]) row.getArray("lines").getArray())
                        .map(LineOfBusiness::valueOf)
                        .collect(Collectors.toSet()),
                row.getInt("version"));
    }
}
