package cn.civilaffairs.registry.policy;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Unscoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of parameters. */
@Repository
@Unscoped("the parameter sheet names no person")
class ParameterRows {

    private static final String SELECT = """
            select s.id, s.key, s.area_code, s.value, s.effective_from, s.document, s.proposed_by, p.name as proposer,
                a.name as approver, s.approved_at
            from registry.parameter s
            left join registry.officer p on p.id = s.proposed_by
            left join registry.officer a on a.id = s.approved_by
            """;

    private final JdbcClient jdbc;

    ParameterRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Parameter> ofKey(String key, AreaCode area) {
        return jdbc.sql(SELECT + "where s.key = :key and s.area_code = any (:around)")
                .param("key", key)
                .param("around", Ancestors.of(area).toArray(String[]::new))
                .query(ParameterRows::read)
                .list();
    }

    /** Those of an area, of everything inside it and of everything around it, the latest first. */
    List<Parameter> around(AreaCode area) {
        return jdbc.sql(SELECT + """
                        where starts_with(s.area_code, :prefix) or s.area_code = any (:around)
                        order by s.key, s.area_code, s.effective_from desc""")
                .param("prefix", area.prefix())
                .param("around", Ancestors.of(area).toArray(String[]::new))
                .query(ParameterRows::read)
                .list();
    }

    Optional<Parameter> find(UUID id) {
        return jdbc.sql(SELECT + "where s.id = ?")
                .param(id)
                .query(ParameterRows::read)
                .optional();
    }

    /** Writes a proposal, in place of an earlier one for the same day that nobody has approved; false if one stands. */
    boolean propose(Parameter parameter, @Nullable Instant approvedAt) {
        return jdbc.sql("""
                        insert into registry.parameter as s (id, key, area_code, value, effective_from, document,
                            proposed_by, approved_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (key, area_code, effective_from) do update
                        set id = excluded.id, value = excluded.value, document = excluded.document,
                            proposed_by = excluded.proposed_by
                        where s.approved_at is null""")
                        .params(Arrays.asList(
                                parameter.id(),
                                parameter.key(),
                                parameter.area().value(),
                                parameter.value(),
                                parameter.effectiveFrom(),
                                parameter.document(),
                                parameter.proposedBy(),
                                approvedAt == null ? null : approvedAt.atOffset(ZoneOffset.UTC)))
                        .update()
                == 1;
    }

    boolean approve(UUID id, UUID approver, Instant at) {
        return jdbc.sql("""
                                update registry.parameter set approved_by = ?, approved_at = ?
                                where id = ? and approved_at is null""").params(approver, at.atOffset(ZoneOffset.UTC), id).update() == 1;
    }

    private static Parameter read(ResultSet row, int number) throws SQLException {
        return new Parameter(
                row.getObject("id", UUID.class),
                row.getString("key"),
                AreaCode.of(row.getString("area_code")),
                row.getString("value"),
                row.getObject("effective_from", LocalDate.class),
                row.getString("document"),
                row.getObject("proposed_by", UUID.class),
                row.getString("proposer"),
                row.getString("approver"),
                row.getObject("approved_at") != null);
    }
}
