package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.assistance.minimumliving.ReckoningJson;
import cn.civilaffairs.casework.CaseFigure;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Changes of households in payment, one for each case. */
@Repository
class MinimumLivingChanges {

    private static final String IN_SCOPE = " t.area_code >= :lo and t.area_code < :hi ";

    private final JdbcClient jdbc;

    MinimumLivingChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Unscoped("the row policy refuses what lies outside the officer's area")
    void insert(
            UUID caseId,
            AreaCode area,
            UUID entitlementId,
            AllowanceChange facts,
            ChangeOutlook outlook,
            UUID officer,
            OffsetDateTime at) {
        outlook(jdbc.sql("""
                        insert into assistance.minimum_living_change (case_id, area_code, household_id, entitlement_id, kind,
                            since, facts, effective_month, persons_before, amount_before, persons_after, amount_after,
                            exit_code, last_month, arrears, overpaid, outlook, submitted_by, reckoned_at)
                        values (:case, :area, :household, :entitlement, :kind, :since, cast(:facts as jsonb), :from,
                            :personsBefore, :before, :personsAfter, :after, :code, :last, :arrears, :overpaid,
                            cast(:outlook as jsonb), :by, :at)"""), outlook)
                .param("case", caseId)
                .param("area", area.value())
                .param("household", facts.householdId())
                .param("entitlement", entitlementId)
                .param("kind", facts.kind().name())
                .param("since", facts.since())
                .param("facts", ReckoningJson.writeValue(facts))
                .param("by", officer)
                .param("at", at)
                .update();
    }

    private static JdbcClient.StatementSpec outlook(JdbcClient.StatementSpec statement, ChangeOutlook outlook) {
        YearMonth last = outlook.lastMonth();
        return statement
                .param("from", outlook.from().atDay(1))
                .param("personsBefore", outlook.personsBefore())
                .param("before", outlook.amountBefore().yuan())
                .param("personsAfter", outlook.personsAfter())
                .param("after", outlook.amountAfter().yuan())
                .param(
                        "code",
                        outlook.exitCode() == null ? null : outlook.exitCode().code(),
                        java.sql.Types.VARCHAR)
                .param("last", last == null ? null : last.atDay(1), java.sql.Types.DATE)
                .param("arrears", outlook.arrears().yuan())
                .param("overpaid", outlook.overpaid().yuan())
                .param("outlook", ReckoningJson.writeValue(outlook));
    }

    boolean reckoned(UUID caseId, ChangeOutlook outlook, OffsetDateTime at, int version, AreaScope scope) {
        return outlook(jdbc.sql("""
                        update assistance.minimum_living_change t set effective_month = :from,
                            persons_before = :personsBefore, amount_before = :before, persons_after = :personsAfter,
                            amount_after = :after, exit_code = :code, last_month = :last, arrears = :arrears,
                            overpaid = :overpaid, outlook = cast(:outlook as jsonb), reckoned_at = :at,
                            version = version + 1
                        where t.case_id = :case and t.version = :version and t.applied_on is null and""" + IN_SCOPE), outlook)
                        .param("at", at)
                        .param("case", caseId)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    /** Other facts in place of those reported first, as long as nothing is confirmed. */
    boolean amend(
            UUID caseId,
            AllowanceChange facts,
            ChangeOutlook outlook,
            UUID officer,
            OffsetDateTime at,
            int version,
            AreaScope scope) {
        boolean amended = jdbc.sql("""
                        update assistance.minimum_living_change t set kind = :kind, since = :since,
                            facts = cast(:facts as jsonb), submitted_by = :by
                        where t.case_id = :case and t.version = :version and t.applied_on is null and""" + IN_SCOPE)
                        .param("kind", facts.kind().name())
                        .param("since", facts.since())
                        .param("facts", ReckoningJson.writeValue(facts))
                        .param("by", officer)
                        .param("case", caseId)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
        return amended && reckoned(caseId, outlook, at, version, scope);
    }

    boolean applied(UUID caseId, UUID officer, LocalDate on, int version, AreaScope scope) {
        return jdbc.sql("""
                        update assistance.minimum_living_change t
                        set applied_by = :by, applied_on = :on, version = version + 1
                        where t.case_id = :case and t.version = :version and t.applied_on is null and""" + IN_SCOPE)
                        .param("by", officer)
                        .param("on", on)
                        .param("case", caseId)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    /** Whoever sends it on stands behind what it says. */
    void submitted(UUID caseId, UUID officer, AreaScope scope) {
        jdbc.sql("update assistance.minimum_living_change t set submitted_by = :by"
                        + " where t.case_id = :case and t.applied_on is null and" + IN_SCOPE)
                .param("by", officer)
                .param("case", caseId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** An appeal did away with it. */
    boolean undone(UUID caseId, Restoration undone, UUID officer, LocalDate on, int version, AreaScope scope) {
        return jdbc.sql("""
                        update assistance.minimum_living_change t
                        set undone = cast(:undone as jsonb), undone_by = :by, undone_on = :on, version = version + 1
                        where t.case_id = :case and t.version = :version and t.applied_on is not null
                          and t.undone_on is null and""" + IN_SCOPE)
                        .param("undone", ReckoningJson.writeValue(undone))
                        .param("by", officer)
                        .param("on", on)
                        .param("case", caseId)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    Optional<MinimumLivingChange> find(UUID caseId, AreaScope scope) {
        return jdbc.sql("select t.* from assistance.minimum_living_change t where t.case_id = :case and" + IN_SCOPE)
                .param("case", caseId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(MinimumLivingChanges::change)
                .optional();
    }

    /** The latest first. */
    List<MinimumLivingChange> ofHousehold(UUID householdId, AreaScope scope) {
        return jdbc.sql("select t.* from assistance.minimum_living_change t where t.household_id = :household and"
                        + IN_SCOPE + "order by t.reckoned_at desc")
                .param("household", householdId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(MinimumLivingChanges::change)
                .list();
    }

    Map<UUID, CaseFigure> figures(Collection<UUID> cases, AreaScope scope) {
        Map<UUID, CaseFigure> figures = new HashMap<>();
        jdbc.sql("select t.case_id, t.persons_after, t.amount_after from assistance.minimum_living_change t"
                        + " where t.case_id in (:cases) and" + IN_SCOPE)
                .param("cases", cases)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    figures.put(
                            row.getObject("case_id", UUID.class),
                            new CaseFigure(row.getInt("persons_after"), new Money(row.getBigDecimal("amount_after"))));
                });
        return figures;
    }

    private static MinimumLivingChange change(ResultSet row, int number) throws SQLException {
        String undone = row.getString("undone");
        @Nullable LocalDate applied = row.getObject("applied_on", LocalDate.class);
        return new MinimumLivingChange(
                row.getObject("case_id", UUID.class),
                AreaCode.of(row.getString("area_code")),
                row.getObject("household_id", UUID.class),
                row.getObject("entitlement_id", UUID.class),
                ReckoningJson.readValue(row.getString("facts"), AllowanceChange.class),
                ReckoningJson.readValue(row.getString("outlook"), ChangeOutlook.class),
                row.getObject("submitted_by", UUID.class),
                row.getObject("reckoned_at", OffsetDateTime.class),
                applied,
                undone == null ? null : ReckoningJson.readValue(undone, Restoration.class),
                row.getObject("undone_on", LocalDate.class),
                row.getInt("version"));
    }
}
