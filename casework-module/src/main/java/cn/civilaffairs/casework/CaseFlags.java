package cn.civilaffairs.casework;

import cn.civilaffairs.casework.relative.Kinship;
import cn.civilaffairs.casework.relative.RelativeMatch;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Ids;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CaseFlags {

    private final JdbcClient jdbc;

    CaseFlags(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Unscoped("the row policy refuses a flag outside the officer's area")
    void add(
            UUID caseId,
            AreaCode area,
            CaseFlag.Kind kind,
            @Nullable RelativeMatch match,
            String detail,
            UUID officer,
            Instant at) {
        jdbc.sql("""
                        insert into casework.case_flag (id, case_id, area_code, kind, relative_id, officer_id, staff_name,
                            staff_post, kinship, resident_name, detail, raised_by, raised_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(Arrays.asList(
                        Ids.next(),
                        caseId,
                        area.value(),
                        kind.name(),
                        match == null ? null : match.relativeId(),
                        match == null ? null : match.officerId(),
                        match == null ? null : match.staffName(),
                        match == null ? null : match.staffPost(),
                        match == null ? null : match.kinship().name(),
                        match == null ? null : match.residentName(),
                        detail,
                        officer,
                        at.atOffset(ZoneOffset.UTC)))
                .update();
    }

    List<CaseFlag> ofCase(UUID caseId, AreaScope scope) {
        return jdbc.sql("""
                        select f.*, o.name as raiser from casework.case_flag f
                        left join registry.officer o on o.id = f.raised_by
                        where f.case_id = :case and f.area_code >= :lo and f.area_code < :hi order by f.raised_at, f.id""")
                .param("case", caseId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new CaseFlag(
                        CaseFlag.Kind.valueOf(row.getString("kind")),
                        row.getObject("officer_id", UUID.class),
                        row.getString("staff_name"),
                        row.getString("staff_post"),
                        row.getString("kinship") == null ? null : Kinship.valueOf(row.getString("kinship")),
                        row.getString("resident_name"),
                        row.getString("detail"),
                        row.getString("raiser"),
                        row.getObject("raised_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
