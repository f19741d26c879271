package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The records of appraisals, never changed. */
@Repository
class Appraisals {

    private final JdbcClient jdbc;

    Appraisals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Unscoped("the row policy refuses an appraisal outside the officer's area")
    void add(CaseFile file, Appraisal appraisal, UUID officer, Instant at) {
        jdbc.sql("""
                        insert into casework.appraisal (id, case_id, area_code, held_on, place, convenor, attendees, votes_for,
                            votes_against, votes_abstain, minutes, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        Ids.next(),
                        file.id(),
                        file.area().value(),
                        appraisal.heldOn(),
                        appraisal.place(),
                        appraisal.convenor(),
                        appraisal.attendees().toArray(String[]::new),
                        appraisal.votesFor(),
                        appraisal.votesAgainst(),
                        appraisal.votesAbstain(),
                        appraisal.minutes(),
                        officer,
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The earliest first. */
    List<Appraisal> ofCase(UUID caseId, AreaScope scope) {
        return jdbc.sql("""
                        select a.*, o.name as recorder from casework.appraisal a
                        left join registry.officer o on o.id = a.recorded_by
                        where a.case_id = :case and a.area_code >= :lo and a.area_code < :hi order by a.recorded_at, a.id""")
                .param("case", caseId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Appraisal(
                        row.getObject("held_on", LocalDate.class),
                        row.getString("place"),
                        row.getString("convenor"),
                        List.of((String[]) row.getArray("attendees").getArray()),
                        row.getInt("votes_for"),
                        row.getInt("votes_against"),
                        row.getInt("votes_abstain"),
                        row.getString("minutes"),
                        row.getString("recorder")))
                .list();
    }
}
