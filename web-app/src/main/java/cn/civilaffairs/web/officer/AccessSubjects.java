package cn.civilaffairs.web.officer;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Where a file or a case lies and what it is about, without whose it is. */
@Repository
@Transactional(readOnly = true)
class AccessSubjects {

    private final JdbcClient jdbc;

    AccessSubjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param number of a family's file (档案编号) or of a case (办件编号) */
    Optional<Subject> numbered(String number, AreaScope scope) {
        return jdbc.sql("""
                        select 'families' kind, h.id::text id, h.area_code, null matter from registry.household h
                        where h.file_no = :number and h.area_code >= :lo and h.area_code < :hi
                        union all
                        select 'cases', c.id::text, c.area_code, c.matter from casework.case_file c
                        where c.case_no = :number and c.area_code >= :lo and c.area_code < :hi""")
                .param("number", number)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, n) -> new Subject(
                        row.getString("kind"),
                        row.getString("id"),
                        AreaCode.of(row.getString("area_code")),
                        row.getString("matter")))
                .optional();
    }

    /** Whether the acting officer sees it at all, which the row policies decide: area, line of business, limited access. */
    boolean isSeen(Subject subject, AreaScope scope) {
        return jdbc.sql("""
                        select exists (select from registry.household
                            where id = cast(:id as uuid) and area_code >= :lo and area_code < :hi)
                            or exists (select from casework.case_file
                            where id = cast(:id as uuid) and area_code >= :lo and area_code < :hi)""")
                .param("id", subject.id())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Boolean.class)
                .single();
    }

    /** @param kind the first part of its address */
    record Subject(
            String kind, String id, AreaCode area, @Nullable String matter) {

        String address() {
            return "/" + kind + "/" + id + (kind.equals("families") ? "/members" : "");
        }
    }
}
