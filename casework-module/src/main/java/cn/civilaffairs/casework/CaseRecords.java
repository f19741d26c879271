package cn.civilaffairs.casework;

import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.casework.procedure.Duty;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Unscoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What hangs on a case: its entries, papers and postings. */
@Repository
class CaseRecords {

    private static final String OF_CASE = " where case_id = :case and area_code >= :lo and area_code < :hi ";

    private final JdbcClient jdbc;

    CaseRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<CaseEntry> entries(UUID caseId, AreaScope scope) {
        return of("""
                select ordinal, step, act, duty, to_step, reason_code, opinion, officer_id, officer_name, officer_unit, at,
                    due_on from casework.case_entry""" + OF_CASE + "order by ordinal", caseId, scope)
                .query(CaseRecords::entry)
                .list();
    }

    private JdbcClient.StatementSpec of(String sql, UUID caseId, AreaScope scope) {
        return jdbc.sql(sql).param("case", caseId).param("lo", scope.lo()).param("hi", scope.hi());
    }

    private static CaseEntry entry(ResultSet row, int number) throws SQLException {
        String duty = row.getString("duty");
        return new CaseEntry(
                row.getInt("ordinal"),
                row.getString("step"),
                CaseAct.valueOf(row.getString("act")),
                duty == null ? null : Duty.valueOf(duty),
                row.getString("to_step"),
                row.getString("reason_code"),
                row.getString("opinion"),
                row.getObject("officer_id", UUID.class),
                row.getString("officer_name"),
                row.getString("officer_unit"),
                row.getTimestamp("at").toInstant(),
                row.getObject("due_on", LocalDate.class));
    }

    /** Whoever adds an entry has written to or locked the case before, so that numbers do not meet. */
    @Unscoped("the row policy refuses an entry outside the officer's area")
    void add(CaseFile file, Entry entry, Officer officer, Instant at) {
        jdbc.sql("""
                        insert into casework.case_entry (case_id, ordinal, area_code, step, act, duty, to_step, reason_code, opinion,
                            officer_id, officer_name, officer_unit, at, due_on)
                        select ?, coalesce(max(ordinal), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                        from casework.case_entry where case_id = ?""")
                .params(Arrays.asList(
                        file.id(),
                        file.area().value(),
                        file.step(),
                        entry.act.name(),
                        entry.duty == null ? null : entry.duty.name(),
                        entry.toStep,
                        entry.reasonCode,
                        entry.opinion == null || entry.opinion.isBlank() ? null : entry.opinion.strip(),
                        officer.id(),
                        officer.name(),
                        officer.unit(),
                        Timestamp.from(at),
                        entry.dueOn,
                        file.id()))
                .update();
    }

    /** An entry about to be made. */
    record Entry(
            CaseAct act,
            @Nullable Duty duty,
            @Nullable String toStep,
            @Nullable String reasonCode,
            @Nullable String opinion,
            @Nullable LocalDate dueOn) {}

    List<CasePaper> papers(UUID caseId, AreaScope scope) {
        return of("select code, state, promised_by, note from casework.case_paper" + OF_CASE, caseId, scope)
                .query((row, number) -> new CasePaper(
                        row.getString("code"),
                        CasePaper.State.valueOf(row.getString("state")),
                        row.getObject("promised_by", LocalDate.class),
                        row.getString("note")))
                .list();
    }

    @Unscoped("the row policy refuses a paper outside the officer's area")
    void put(CaseFile file, CasePaper paper, UUID officer, Instant at) {
        jdbc.sql("""
                        insert into casework.case_paper (case_id, code, area_code, state, promised_by, note, updated_by, updated_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (case_id, code) do update set state = excluded.state, promised_by = excluded.promised_by,
                            note = excluded.note, updated_by = excluded.updated_by, updated_at = excluded.updated_at""")
                .params(Arrays.asList(
                        file.id(),
                        paper.code(),
                        file.area().value(),
                        paper.state().name(),
                        paper.promisedBy(),
                        paper.note(),
                        officer,
                        Timestamp.from(at)))
                .update();
    }

    List<Posting> postings(UUID caseId, AreaScope scope) {
        return of(
                        "select id, posted_on, ends_on, place, content, result, result_note, closed_on from casework.posting"
                                + OF_CASE + "order by posted_on, id",
                        caseId,
                        scope)
                .query((row, number) -> new Posting(
                        row.getObject("id", UUID.class),
                        row.getObject("posted_on", LocalDate.class),
                        row.getObject("ends_on", LocalDate.class),
                        row.getString("place"),
                        row.getString("content"),
                        row.getString("result") == null ? null : Posting.Result.valueOf(row.getString("result")),
                        row.getString("result_note"),
                        row.getObject("closed_on", LocalDate.class)))
                .list();
    }

    Optional<Posting> latestPosting(UUID caseId, AreaScope scope) {
        List<Posting> all = postings(caseId, scope);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    @Unscoped("the row policy refuses a posting outside the officer's area")
    void post(CaseFile file, Posting posting, UUID officer) {
        jdbc.sql("""
                        insert into casework.posting (id, case_id, area_code, posted_on, ends_on, place, content, posted_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        posting.id(),
                        file.id(),
                        file.area().value(),
                        posting.postedOn(),
                        posting.endsOn(),
                        posting.place(),
                        posting.content(),
                        officer)
                .update();
    }

    void close(Posting posting, Posting.Result result, @Nullable String note, LocalDate on, UUID by, AreaScope scope) {
        jdbc.sql("""
                        update casework.posting set result = ?, result_note = ?, closed_on = ?, closed_by = ?
                        where id = ? and result is null and area_code >= ? and area_code < ?""")
                .params(Arrays.asList(result.name(), note, on, by, posting.id(), scope.lo(), scope.hi()))
                .update();
    }
}
