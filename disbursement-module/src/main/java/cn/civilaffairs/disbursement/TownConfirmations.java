package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which townships have confirmed their part of a run. */
@Repository
class TownConfirmations {

    private final JdbcClient jdbc;

    TownConfirmations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if that township has confirmed already. */
    @Unscoped("the row policy checks the area of the inserted row")
    boolean insert(
            UUID runId, TownTotal total, AreaCode town, UUID by, OffsetDateTime at, @Nullable String onBehalfWhy) {
        return jdbc.sql("""
                        insert into disbursement.town_confirmation
                            (run_id, area_code, households, persons, amount, confirmed_by, confirmed_at, on_behalf_why)
                        values (:run, :town, :households, :persons, :amount, :by, :at, :why) on conflict do nothing""")
                        .param("run", runId)
                        .param("town", town.value())
                        .param("households", total.households())
                        .param("persons", total.persons())
                        .param("amount", total.amount().yuan())
                        .param("by", by)
                        .param("at", at)
                        .param("why", onBehalfWhy)
                        .update()
                == 1;
    }

    /** Townships with somebody in the run that have not confirmed yet. */
    int outstanding(UUID runId, AreaScope scope) {
        return jdbc.sql("""
                        select count(*) from (
                            select left(area_code, 9) || '000' as town from disbursement.payment_line
                            where run_id = :run and area_code >= :lo and area_code < :hi and <not withheld>
                            union
                            select left(area_code, 9) || '000' from disbursement.run_exception
                            where run_id = :run and area_code >= :lo and area_code < :hi and <not withheld>) t
                        where not exists (select from disbursement.town_confirmation c
                            where c.run_id = :run and c.area_code = t.town)""".replace("<not withheld>", WithheldPlace.IS_NOT_WITHHELD))
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }
}
