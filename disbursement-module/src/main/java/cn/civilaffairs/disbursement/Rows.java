package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Months;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reading columns this module's tables share. */
final class Rows {

    private Rows() {}

    static YearMonth month(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Months.read(row, column));
    }

    /** An array as PostgreSQL writes it; the elements are identifiers or dates and need no quoting. */
    static String array(Collection<?> elements) {
        return elements.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
    }

    /** One page of a list of a run, whose statement names {@code :lo}, {@code :hi}, {@code :limit} and {@code :offset}. */
    static List<RunListItem> page(JdbcClient.StatementSpec list, int limit, int offset, AreaScope scope) {
        return list.param("lo", scope.lo())
                .param("hi", scope.hi())
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> listItem(row))
                .list();
    }

    /** A row of any list of a run: who, where, what, and how much. */
    private static RunListItem listItem(ResultSet row) throws SQLException {
        return new RunListItem(
                row.getObject("entitlement_id", UUID.class),
                row.getString("area_name"),
                UrbanRural.valueOf(row.getString("residence")),
                row.getObject("household_id", UUID.class),
                row.getString("resident_name"),
                row.getString("what"),
                row.getString("note"),
                row.getInt("households"),
                row.getInt("persons"),
                new Money(row.getBigDecimal("amount")),
                row.getObject("determination_id", UUID.class));
    }
}
