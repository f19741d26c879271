package cn.civilaffairs.casework.calendar;

import cn.civilaffairs.kernel.Unscoped;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
@Unscoped("holidays are the same everywhere")
class CalendarDays {

    private final JdbcClient jdbc;

    CalendarDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<Integer> years() {
        return new HashSet<>(jdbc.sql("select year from casework.calendar_year")
                .query(Integer.class)
                .list());
    }

    List<CalendarYear> yearsWithDays() {
        return jdbc.sql("select year, document from casework.calendar_year order by year desc")
                .query((row, number) -> new CalendarYear(row.getInt(1), row.getString(2), in(row.getInt(1))))
                .list();
    }

    List<CalendarDay> all() {
        return jdbc.sql("select day, kind, name from casework.calendar_day order by day")
                .query(CalendarDay.class)
                .list();
    }

    private List<CalendarDay> in(int year) {
        return jdbc.sql(
                        "select day, kind, name from casework.calendar_day where extract(year from day) = ? order by day")
                .param(year)
                .query(CalendarDay.class)
                .list();
    }

    void addYear(int year, String document, @Nullable UUID by) {
        jdbc.sql("""
                        insert into casework.calendar_year (year, document, loaded_by) values (?, ?, ?)
                        on conflict (year) do update set document = excluded.document, loaded_by = excluded.loaded_by""").params(Arrays.asList(year, document, by)).update();
    }

    void put(CalendarDay day) {
        jdbc.sql("""
                        insert into casework.calendar_day (day, kind, name) values (?, ?, ?)
                        on conflict (day) do update set kind = excluded.kind, name = excluded.name""").params(day.day(), day.kind().name(), day.name()).update();
    }

    int remove(LocalDate day) {
        return jdbc.sql("delete from casework.calendar_day where day = ?")
                .param(day)
                .update();
    }
}
