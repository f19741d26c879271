package cn.civilaffairs.registry.database;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** Months as the database keeps them: the date of their first day. */
public final class Months {

    private Months() {}

    public static LocalDate firstDay(YearMonth month) {
        return month.atDay(1);
    }

    public static YearMonth of(LocalDate date) {
        return YearMonth.from(date);
    }

    /** The month in a column that may be null. */
    public static @Nullable YearMonth read(ResultSet row, String column) throws SQLException {
        Date date = row.getDate(column);
        return date == null ? null : YearMonth.from(date.toLocalDate());
    }
}
