package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Sex;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The ways into the register. Every condition on an indexed column is an equality or a range: those operators are
 * leakproof, so PostgreSQL may use the index although the tables stand behind row policies; LIKE and array operators would
 * be tried after reading every row of the scope. Candidates are capped before they are joined or ordered.
 */
@Repository
class ResidentTerms {

    private static final String LINES = """
             select r.id, r.name, r.id_prefix, r.sex, r.birth_date, r.area_code, r.death_date,
                   h.id as household_id, h.file_no, m.relation
            from hit
            join registry.resident r on r.id = hit.id
            left join registry.household_member m on m.resident_id = r.id and m.valid_to is null
            left join registry.household h on h.id = m.household_id
            where r.area_code >= :lo and r.area_code < :hi""";

    /** The rows of one term in the scope, read off the primary key. */
    static final String BY_TERM = """
            with hit as materialized (
                select t.resident_id as id from registry.resident_term t
                where t.term = :term and t.area_code >= :lo and t.area_code < :hi
                limit :most)""";

    static final String BY_PREFIX = """
            with hit as materialized (
                select distinct c.id from (
                    select t.resident_id as id from registry.resident_term t
                    where t.term >= :from and t.term < :to and t.area_code >= :lo and t.area_code < :hi
                    limit :most) c)""";

    private final JdbcClient jdbc;

    ResidentTerms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<FoundResident> byTerm(String term, AreaScope scope, int most) {
        return lines(jdbc.sql(BY_TERM + LINES).param("term", term).param("most", most), scope);
    }

    /** @param prefix of letters: the range ends before the same text with its last letter's successor */
    List<FoundResident> byPrefix(String prefix, AreaScope scope, int most) {
        int last = prefix.length() - 1;
        String to = prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
        return lines(
                jdbc.sql(BY_PREFIX + LINES)
                        .param("from", prefix)
                        .param("to", to)
                        .param("most", most),
                scope);
    }

    /** Those who carry all the pairs, and whose name has them in a row. */
    List<FoundResident> byTerms(List<String> pairs, String name, AreaScope scope, int most) {
        StringBuilder others = new StringBuilder();
        for (int i = 1; i < pairs.size(); i++) {
            others.append(" and exists (select from registry.resident_term o where o.term = :term")
                    .append(i)
                    .append(" and o.area_code = t.area_code and o.resident_id = t.resident_id)");
        }
        JdbcClient.StatementSpec statement = jdbc.sql("with hit as materialized ("
                        + "select t.resident_id as id from registry.resident_term t"
                        + " where t.term = :term0 and t.area_code >= :lo and t.area_code < :hi" + others
                        + " limit :most)" + LINES + " and position(:name in r.name) > 0")
                .param("name", name)
                .param("most", most);
        for (int i = 0; i < pairs.size(); i++) {
            statement = statement.param("term" + i, pairs.get(i));
        }
        return lines(statement, scope);
    }

    List<FoundResident> byIdNumber(byte[] index, AreaScope scope, int most) {
        return by("registry.resident", "id", "id_number_index = :value", index, scope, most);
    }

    List<FoundResident> byPhone(byte[] index, AreaScope scope, int most) {
        return by("registry.resident", "id", "phone_index = :value", index, scope, most);
    }

    List<FoundResident> byAccount(byte[] index, AreaScope scope, int most) {
        return by("registry.payment_account", "resident_id", "number_index = :value", index, scope, most);
    }

    List<FoundResident> byBirthDate(LocalDate date, AreaScope scope, int most) {
        return by("registry.resident", "id", "birth_date = :value", date, scope, most);
    }

    /** @param table and column and condition are ours, never input */
    private List<FoundResident> by(
            String table, String column, String condition, Object value, AreaScope scope, int most) {
        return lines(
                jdbc.sql("with hit as materialized (select distinct c.id from (select " + column + " as id from "
                                + table
                                + " where " + condition + " and area_code >= :lo and area_code < :hi limit :most) c)"
                                + LINES)
                        .param("value", value)
                        .param("most", most),
                scope);
    }

    /** The head of the household with this file number. */
    List<FoundResident> byFileNo(String fileNo, AreaScope scope) {
        return lines(jdbc.sql("""
                                with hit as materialized (
                                    select m.resident_id as id from registry.household f
                                    join registry.household_member m on m.household_id = f.id
                                        and m.valid_to is null and m.relation = 'HEAD'
                                    where f.file_no = :fileNo and f.area_code >= :lo and f.area_code < :hi)""" + LINES).param("fileNo", fileNo), scope);
    }

    private static List<FoundResident> lines(JdbcClient.StatementSpec statement, AreaScope scope) {
        return statement
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> line(row))
                .list();
    }

    private static FoundResident line(ResultSet row) throws SQLException {
        return new FoundResident(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Masks.idNumber(row.getString("id_prefix")),
                Sex.valueOf(row.getString("sex")),
                row.getObject("birth_date", LocalDate.class),
                AreaCode.of(row.getString("area_code")),
                row.getObject("death_date", LocalDate.class),
                row.getObject("household_id", UUID.class),
                row.getString("file_no"),
                Residents.constant(Relation.class, row.getString("relation")));
    }
}
