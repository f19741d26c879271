package cn.civilaffairs.casework;

import cn.civilaffairs.casework.calendar.DayUnit;
import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.kernel.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a case is read from a row. */
final class CaseRows {

    static final String COLUMNS = """
            c.id, c.case_no, c.matter, c.area_code, c.household_id, c.applicant_id, c.title, c.status, c.step, c.step_since,
            c.due_on, c.opened_on, c.closed_on, c.paused_since, c.paused_days, c.returned, c.return_to, c.devolved,
            c.limit_count, c.limit_unit, c.whole_count, c.whole_unit, c.extended, c.relative,
            c.handler_id, c.reviewer_id, c.confirmer_id, c.version""";

    private CaseRows() {}

    static CaseFile read(ResultSet row, int number) throws SQLException {
        return new CaseFile(
                row.getObject("id", UUID.class),
                row.getString("case_no"),
                row.getString("matter"),
                AreaCode.of(row.getString("area_code")),
                row.getObject("household_id", UUID.class),
                row.getObject("applicant_id", UUID.class),
                row.getString("title"),
                CaseStatus.valueOf(row.getString("status")),
                row.getString("step"),
                row.getObject("step_since", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                row.getObject("opened_on", LocalDate.class),
                row.getObject("closed_on", LocalDate.class),
                row.getObject("paused_since", LocalDate.class),
                row.getInt("paused_days"),
                row.getBoolean("returned"),
                row.getString("return_to"),
                row.getBoolean("devolved"),
                limit(row, "limit"),
                limit(row, "whole"),
                row.getBoolean("extended"),
                row.getBoolean("relative"),
                row.getObject("handler_id", UUID.class),
                row.getObject("reviewer_id", UUID.class),
                row.getObject("confirmer_id", UUID.class),
                row.getInt("version"));
    }

    private static @Nullable Limit limit(ResultSet row, String which) throws SQLException {
        String unit = row.getString(which + "_unit");
        return unit == null ? null : new Limit(row.getInt(which + "_count"), DayUnit.valueOf(unit));
    }
}
