package cn.civilaffairs.casework;

import cn.civilaffairs.casework.calendar.WorkCalendar;
import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.casework.procedure.Procedures;
import cn.civilaffairs.casework.procedure.Step;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.PlannedByValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists of cases. Counts and rows are made from one and the same condition. */
@Repository
class CaseLines {

    private static final String CASES = " from casework.case_file c";
    private static final String HOUSEHOLDS = " left join registry.household h on h.id = c.household_id";
    private static final String WITHIN = " where c.area_code >= :lo and c.area_code < :hi and c.matter in (:matters)";

    /** What is shown of them beside, looked up for the page alone and not for everything there is. */
    private static final String DETAILS = """
            ) c
            left join registry.household h on h.id = c.household_id
            join registry.area v on v.code = c.area_code
            left join registry.area t on t.code = v.parent_code
            left join lateral (select p.ends_on from casework.posting p
                where p.case_id = c.id and p.result is null order by p.posted_on desc limit 1) p on true""";

    /**
     * Each urgency as a range and no expression over all of them: the database goes straight to the cases meant. They
     * exclude each other, and together they are every case.
     */
    private static final Map<Urgency, String> URGENCIES = Map.of(
            Urgency.OVERDUE, " and c.presses_on < :today",
            Urgency.DUE_SOON, " and c.presses_on between :today and :soon",
            Urgency.RETURNED, " and c.presses_on > :soon and c.returned",
            Urgency.NEW, " and c.presses_on > :soon and not c.returned and c.step_since >= :newSince",
            Urgency.LATER, " and c.presses_on > :soon and not c.returned and c.step_since < :newSince");

    private static final Map<CaseFilter.Sort, String> ORDER = Map.of(
            CaseFilter.Sort.DUE, "c.presses_on",
            CaseFilter.Sort.OPENED, "c.opened_on",
            CaseFilter.Sort.NUMBER, "c.case_no",
            CaseFilter.Sort.TITLE, "c.title",
            CaseFilter.Sort.AREA, "c.area_code");

    private final JdbcClient jdbc;
    private final Procedures procedures;

    CaseLines(PlannedByValue planned, Procedures procedures) {
        this.jdbc = planned.each();
        this.procedures = procedures;
    }

    int count(CaseFilter filter, Officer officer, AreaScope scope, WorkCalendar calendar, LocalDate today) {
        Condition condition = condition(filter, officer, scope, calendar, today);
        return jdbc.sql("select " + counted(condition.sql))
                .params(condition.values)
                .query(Integer.class)
                .single();
    }

    /** Every urgency counted in one statement, each no further than a list is counted. */
    Map<Urgency, Integer> countByUrgency(
            CaseFilter filter, Officer officer, AreaScope scope, WorkCalendar calendar, LocalDate today) {
        Condition condition = condition(filter.with(null), officer, scope, calendar, today);
        return jdbc.sql(Arrays.stream(Urgency.values())
                        .map(urgency -> counted(condition.sql + URGENCIES.get(urgency)) + " as " + urgency)
                        .collect(Collectors.joining(", ", "select ", "")))
                .params(condition.values)
                .query((row, number) -> {
                    Map<Urgency, Integer> counts = new EnumMap<>(Urgency.class);
                    for (Urgency urgency : Urgency.values()) {
                        counts.put(urgency, row.getInt(urgency.name()));
                    }
                    return counts;
                })
                .single();
    }

    private static String counted(String condition) {
        return "(select count(*) from (select 1" + condition + " limit " + (CaseCount.CAP + 1) + ") x)";
    }

    List<CaseLine> list(
            CaseFilter filter,
            Officer officer,
            AreaScope scope,
            WorkCalendar calendar,
            LocalDate today,
            int offset,
            int limit) {
        Condition condition = condition(filter, officer, scope, calendar, today);
        LimitClocks clocks = new LimitClocks(calendar, today);
        return jdbc.sql("select " + CaseRows.COLUMNS
                        + ", h.file_no, v.name as village, t.name as township, p.ends_on from (select c.*"
                        + condition.sql + order(filter) + " limit :limit offset :offset" + DETAILS + order(filter))
                .params(condition.values)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> line(row, number, clocks))
                .list();
    }

    List<UUID> ids(
            CaseFilter filter, Officer officer, AreaScope scope, WorkCalendar calendar, LocalDate today, int limit) {
        Condition condition = condition(filter, officer, scope, calendar, today);
        return jdbc.sql("select c.id" + condition.sql + order(filter) + " limit :limit")
                .params(condition.values)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    private static String order(CaseFilter filter) {
        return " order by " + ORDER.get(filter.sort()) + (filter.descending() ? " desc" : "")
                + " nulls last, c.case_no";
    }

    private CaseLine line(ResultSet row, int number, LimitClocks clocks) throws SQLException {
        CaseFile file = CaseRows.read(row, number);
        Step step = procedures.of(file.matter()).step(file.step());
        String township = row.getString("township");
        return new CaseLine(
                file,
                step,
                row.getString("file_no"),
                row.getString("village"),
                township == null ? "" : township,
                clocks.ofStep(file, step),
                row.getObject("ends_on", LocalDate.class));
    }

    /** Whatever decides which cases are shown; the household is asked only where something is looked for in it. */
    private record Condition(String sql, Map<String, Object> values) {}

    private Condition condition(
            CaseFilter filter, Officer officer, AreaScope scope, WorkCalendar calendar, LocalDate today) {
        StringBuilder sql = new StringBuilder(CASES);
        if (filter.text() != null) {
            sql.append(HOUSEHOLDS);
        }
        sql.append(WITHIN);
        Map<String, Object> values = new HashMap<>();
        AreaScope within = filter.area() == null ? scope : scope.within(filter.area());
        values.put("lo", within.lo());
        values.put("hi", within.hi());
        values.put("today", today);
        values.put("soon", calendar.plusWorkingDays(today, 3));
        values.put("newSince", calendar.workingDaysAgo(today, 3));
        List<Procedure> seen = procedures.seenBy(officer);
        values.put("matters", orNone(seen.stream().map(Procedure::matter).toList()));
        hold(filter, officer, seen, sql, values);
        if (filter.urgency() != null) {
            sql.append(URGENCIES.get(filter.urgency()));
        }
        if (filter.matter() != null) {
            sql.append(" and c.matter = :matter");
            values.put("matter", filter.matter());
        }
        if (filter.step() != null) {
            sql.append(" and c.step = :step");
            values.put("step", filter.step());
        }
        if (filter.text() != null) {
            sql.append(" and (strpos(c.title, :text) > 0 or c.case_no = :text or h.file_no = :text)");
            values.put("text", filter.text());
        }
        return new Condition(sql.toString(), values);
    }

    private static void hold(
            CaseFilter filter, Officer officer, List<Procedure> seen, StringBuilder sql, Map<String, Object> values) {
        switch (filter.hold()) {
            case OPEN -> sql.append(" and c.status = 'OPEN'");
            case CLOSED -> sql.append(" and c.status <> 'OPEN'");
            case MINE -> {
                sql.append("""
                         and c.status = 'OPEN' and c.turn in (:turns)
                            and not (c.relative and exists (select from casework.case_flag f
                                where f.case_id = c.id and f.officer_id = :me))""");
                values.put("turns", turns(officer, seen));
                values.put("me", officer.id());
            }
        }
    }

    /** As {@code case_file.turn} has them. */
    private static List<String> turns(Officer officer, List<Procedure> seen) {
        List<String> turns = new ArrayList<>();
        for (Procedure procedure : seen) {
            for (Step step : procedure.steps()) {
                String turn = procedure.matter() + "/" + step.code();
                Map.of(
                                turn,
                                step.roles(false),
                                turn + "/devolved",
                                step.roles(true),
                                turn + "/relative",
                                step.roles(false, true))
                        .forEach((name, roles) -> {
                            if (AccessDecision.may(officer, Action.HANDLE_CASE, procedure.line(), roles)) {
                                turns.add(name);
                            }
                        });
            }
        }
        return orNone(turns);
    }

    /** An empty list in SQL is an error; one that matches nothing is not. */
    private static List<String> orNone(List<String> values) {
        return values.isEmpty() ? List.of("-") : values;
    }
}
