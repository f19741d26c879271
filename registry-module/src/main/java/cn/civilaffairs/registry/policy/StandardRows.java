package cn.civilaffairs.registry.policy;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
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

/** The table of standards. */
@Repository
@Unscoped("standards are published")
class StandardRows {

    private static final String SELECT = """
            select s.id, s.scheme, s.tier, s.area_code, s.residence, s.amount, s.unit, s.effective_from, s.effective_to,
                s.document, s.published_on, s.proposed_by, p.name as proposer, a.name as approver, s.approved_at
            from registry.standard s
            left join registry.officer p on p.id = s.proposed_by
            left join registry.officer a on a.id = s.approved_by
            """;

    private final JdbcClient jdbc;

    StandardRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Standard> ofScheme(String scheme) {
        return jdbc.sql(SELECT + "where s.scheme = ? order by s.area_code, s.tier, s.residence, s.effective_from")
                .param(scheme)
                .query(StandardRows::read)
                .list();
    }

    /** Those of an area, of everything inside it and of everything around it, the latest first. */
    List<Standard> around(AreaCode area) {
        return jdbc.sql(SELECT + """
                        where starts_with(s.area_code, :prefix) or s.area_code = any (:around)
                        order by s.scheme, s.effective_from desc, s.tier, s.residence desc""")
                .param("prefix", area.prefix())
                .param("around", Ancestors.of(area).toArray(String[]::new))
                .query(StandardRows::read)
                .list();
    }

    Optional<Standard> find(UUID id) {
        return jdbc.sql(SELECT + "where s.id = ?")
                .param(id)
                .query(StandardRows::read)
                .optional();
    }

    /** Writes a proposal, in place of an earlier one for the same day that nobody has approved; false if one stands. */
    boolean propose(Standard standard, @Nullable Instant approvedAt) {
        return jdbc.sql("""
                        insert into registry.standard as s (id, scheme, tier, area_code, residence, amount, unit,
                            effective_from, effective_to, document, published_on, proposed_by, approved_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (scheme, tier, area_code, residence, effective_from) do update
                        set id = excluded.id, amount = excluded.amount, unit = excluded.unit,
                            effective_to = excluded.effective_to, document = excluded.document,
                            published_on = excluded.published_on, proposed_by = excluded.proposed_by
                        where s.approved_at is null""")
                        .params(Arrays.asList(
                                standard.id(),
                                standard.scheme(),
                                standard.tier(),
                                standard.area().value(),
                                standard.residence().name(),
                                standard.amount().yuan(),
                                standard.unit().name(),
                                standard.effectiveFrom(),
                                standard.effectiveTo(),
                                standard.document(),
                                standard.publishedOn(),
                                standard.proposedBy(),
                                approvedAt == null ? null : approvedAt.atOffset(ZoneOffset.UTC)))
                        .update()
                == 1;
    }

    boolean approve(UUID id, UUID approver, Instant at) {
        return jdbc.sql("""
                                update registry.standard set approved_by = ?, approved_at = ?
                                where id = ? and approved_at is null""").params(approver, at.atOffset(ZoneOffset.UTC), id).update() == 1;
    }

    private static Standard read(ResultSet row, int number) throws SQLException {
        return new Standard(
                row.getObject("id", UUID.class),
                row.getString("scheme"),
                row.getString("tier"),
                AreaCode.of(row.getString("area_code")),
                Standard.Residence.valueOf(row.getString("residence")),
                new Money(row.getBigDecimal("amount")),
                Standard.Unit.valueOf(row.getString("unit")),
                row.getObject("effective_from", LocalDate.class),
                row.getObject("effective_to", LocalDate.class),
                row.getString("document"),
                row.getObject("published_on", LocalDate.class),
                row.getObject("proposed_by", UUID.class),
                row.getString("proposer"),
                row.getString("approver"),
                row.getObject("approved_at") != null);
    }
}
