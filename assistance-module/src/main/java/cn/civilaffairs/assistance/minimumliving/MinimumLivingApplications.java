package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.casework.CaseFigure;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Applications, with the checks, visits and proposals made for them. */
@Repository
class MinimumLivingApplications {

    private static final String OF_CASE = " t.case_id = :case and t.area_code >= :lo and t.area_code < :hi ";
    private static final String INSERT_IS_CHECKED = "the row policy refuses what lies outside the officer's area";

    private final JdbcClient jdbc;

    MinimumLivingApplications(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Unscoped(INSERT_IS_CHECKED)
    void insert(MinimumLivingApplication application) {
        jdbc.sql("""
                        insert into assistance.minimum_living_application (case_id, area_code, household_id, residence,
                            applied_on, cause, relative_of_staff, note)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        application.caseId(),
                        application.area().value(),
                        application.householdId(),
                        application.residence().name(),
                        application.appliedOn(),
                        application.cause(),
                        application.relativeOfStaff(),
                        application.note()))
                .update();
    }

    Optional<MinimumLivingApplication> find(UUID caseId, AreaScope scope) {
        return of("select t.* from assistance.minimum_living_application t where" + OF_CASE, caseId, scope)
                .query(MinimumLivingApplications::application)
                .optional();
    }

    /** Writes what the applicant is now understood to have asked for; only on top of the given version. */
    boolean correct(UUID caseId, NewApplication corrected, int expectedVersion, AreaScope scope) {
        return of("""
                                update assistance.minimum_living_application t
                                set residence = :residence, applied_on = :appliedOn, cause = :cause,
                                    relative_of_staff = relative_of_staff or :relative, note = :note,
                                    version = version + 1
                                where t.version = :version and""" + OF_CASE, caseId, scope)
                        .param("residence", corrected.residence().name())
                        .param("appliedOn", corrected.appliedOn())
                        .param("cause", corrected.cause().strip())
                        .param("relative", corrected.relativeOfStaff())
                        .param("note", corrected.note())
                        .param("version", expectedVersion)
                        .update()
                == 1;
    }

    boolean classify(
            UUID caseId, ReviewClass reviewClass, @Nullable String tier, int expectedVersion, AreaScope scope) {
        return of("""
                                update assistance.minimum_living_application t
                                set proposed_class = :class, proposed_tier = :tier, version = version + 1
                                where t.version = :version and""" + OF_CASE, caseId, scope)
                        .param("class", reviewClass.name())
                        .param("tier", tier)
                        .param("version", expectedVersion)
                        .update()
                == 1;
    }

    /** Opens a round: one row for each department, none of them answered. */
    @Unscoped(INSERT_IS_CHECKED)
    void request(UUID caseId, AreaCode area, int round, UUID officer, OffsetDateTime at) {
        for (Department department : Department.values()) {
            jdbc.sql("""
                            insert into assistance.means_check (case_id, ordinal, department, area_code, requested_by,
                                requested_at)
                            values (?, ?, ?, ?, ?, ?)""")
                    .params(caseId, round, department.name(), area.value(), officer, at)
                    .update();
        }
    }

    boolean answer(
            UUID caseId,
            int round,
            Department department,
            CheckAnswer answer,
            @Nullable String finding,
            UUID officer,
            OffsetDateTime at,
            AreaScope scope) {
        return of("""
                                update assistance.means_check t set answer = :answer, finding = :finding,
                                    answered_by = :officer, answered_at = :at
                                where t.ordinal = :round and t.department = :department and""" + OF_CASE, caseId, scope)
                        .param("answer", answer.name())
                        .param("finding", finding)
                        .param("officer", officer)
                        .param("at", at)
                        .param("round", round)
                        .param("department", department.name())
                        .update()
                == 1;
    }

    /** Every round, the latest first, departments in their order. */
    List<MeansCheck> checks(UUID caseId, AreaScope scope) {
        return of("""
                        select t.ordinal, t.department, r.name as requester, t.requested_at, t.answer, t.finding,
                            a.name as answerer, t.answered_at
                        from assistance.means_check t
                        left join registry.officer r on r.id = t.requested_by
                        left join registry.officer a on a.id = t.answered_by
                        where""" + OF_CASE, caseId, scope).query(MinimumLivingApplications::check).list().stream()
                .sorted(Comparator.comparing(MeansCheck::round).reversed().thenComparing(MeansCheck::department))
                .toList();
    }

    @Unscoped(INSERT_IS_CHECKED)
    UUID insert(UUID caseId, AreaCode area, NewHomeVisit visit, boolean county, UUID officer, OffsetDateTime at) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into assistance.home_visit (id, case_id, area_code, visited_on, surveyor, second_surveyor,
                            present, housing, living, consistent, finding, signed_by_household, county_visit, recorded_by,
                            recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        caseId,
                        area.value(),
                        visit.visitedOn(),
                        visit.surveyor(),
                        visit.secondSurveyor(),
                        visit.present(),
                        visit.housing(),
                        visit.living(),
                        visit.consistent(),
                        visit.finding(),
                        visit.signedByHousehold(),
                        county,
                        officer,
                        at))
                .update();
        return id;
    }

    List<HomeVisit> visits(UUID caseId, AreaScope scope) {
        return of("""
                        select t.*, o.name as recorder from assistance.home_visit t
                        left join registry.officer o on o.id = t.recorded_by
                        where""" + OF_CASE + "order by t.visited_on desc, t.id desc", caseId, scope)
                .query(MinimumLivingApplications::visit)
                .list();
    }

    @Unscoped(INSERT_IS_CHECKED)
    void insert(
            UUID caseId,
            AreaCode area,
            MinimumLivingCalculation calculation,
            String facts,
            String reckoning,
            UUID officer,
            OffsetDateTime at) {
        jdbc.sql("""
                        insert into assistance.minimum_living_proposal (case_id, ordinal, area_code, effective_month, persons,
                            amount, entitled, rule_version, facts, reckoning, made_by, made_at)
                        select ?, coalesce(max(ordinal), 0) + 1, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?
                        from assistance.minimum_living_proposal where case_id = ?""")
                .params(
                        caseId,
                        area.value(),
                        calculation.month().atDay(1),
                        calculation.persons(),
                        calculation.amount().yuan(),
                        calculation.entitled(),
                        calculation.ruleVersion(),
                        facts,
                        reckoning,
                        officer,
                        at,
                        caseId)
                .update();
    }

    /** The latest first. */
    List<Proposal> proposals(UUID caseId, AreaScope scope) {
        return of("""
                        select t.case_id, t.ordinal, t.effective_month, t.persons, t.amount, t.entitled, t.rule_version,
                            t.reckoning, t.made_at, o.name as maker
                        from assistance.minimum_living_proposal t left join registry.officer o on o.id = t.made_by
                        where""" + OF_CASE + "order by t.ordinal desc", caseId, scope)
                .query(MinimumLivingApplications::proposal)
                .list();
    }

    /** The latest proposal's persons and amount of each case that has one. */
    Map<UUID, CaseFigure> figures(Collection<UUID> cases, AreaScope scope) {
        Map<UUID, CaseFigure> figures = new HashMap<>();
        jdbc.sql("""
                        select distinct on (case_id) case_id, persons, amount from assistance.minimum_living_proposal
                        where case_id in (:cases) and area_code >= :lo and area_code < :hi
                        order by case_id, ordinal desc""")
                .param("cases", cases)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(row -> {
                    figures.put(
                            row.getObject("case_id", UUID.class),
                            new CaseFigure(row.getInt("persons"), new Money(row.getBigDecimal("amount"))));
                });
        return figures;
    }

    private JdbcClient.StatementSpec of(String sql, UUID caseId, AreaScope scope) {
        return jdbc.sql(sql).param("case", caseId).param("lo", scope.lo()).param("hi", scope.hi());
    }

    private static MinimumLivingApplication application(ResultSet row, int number) throws SQLException {
        String reviewClass = row.getString("proposed_class");
        return new MinimumLivingApplication(
                row.getObject("case_id", UUID.class),
                AreaCode.of(row.getString("area_code")),
                row.getObject("household_id", UUID.class),
                UrbanRural.valueOf(row.getString("residence")),
                row.getObject("applied_on", LocalDate.class),
                row.getString("cause"),
                row.getBoolean("relative_of_staff"),
                reviewClass == null ? null : ReviewClass.valueOf(reviewClass),
                row.getString("proposed_tier"),
                row.getString("note"),
                row.getInt("version"));
    }

    private static MeansCheck check(ResultSet row, int number) throws SQLException {
        String answer = row.getString("answer");
        return new MeansCheck(
                row.getInt("ordinal"),
                Department.valueOf(row.getString("department")),
                row.getString("requester"),
                row.getObject("requested_at", OffsetDateTime.class),
                answer == null ? null : CheckAnswer.valueOf(answer),
                row.getString("finding"),
                row.getString("answerer"),
                row.getObject("answered_at", OffsetDateTime.class));
    }

    private static HomeVisit visit(ResultSet row, int number) throws SQLException {
        return new HomeVisit(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getObject("visited_on", LocalDate.class),
                row.getString("surveyor"),
                row.getString("second_surveyor"),
                row.getString("present"),
                row.getString("housing"),
                row.getString("living"),
                row.getBoolean("consistent"),
                row.getString("finding"),
                row.getBoolean("signed_by_household"),
                row.getBoolean("county_visit"),
                row.getString("recorder"));
    }

    private static Proposal proposal(ResultSet row, int number) throws SQLException {
        return new Proposal(
                row.getObject("case_id", UUID.class),
                row.getInt("ordinal"),
                YearMonth.from(row.getObject("effective_month", LocalDate.class)),
                row.getInt("persons"),
                new Money(row.getBigDecimal("amount")),
                row.getBoolean("entitled"),
                row.getString("rule_version"),
                ReckoningJson.read(row.getString("reckoning")),
                row.getString("maker"),
                row.getObject("made_at", OffsetDateTime.class));
    }
}
