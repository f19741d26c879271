package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Months;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Benefits of a household that moves, and the rows that go along with them. */
@Repository
class MovedBenefits {

    /** The household's benefits and its members' own, ended ones too. */
    private static final String OF_HOUSEHOLD = """
            (e.household_id = :household or e.household_id is null and e.resident_id in (select m.resident_id
                from registry.household_member m where m.household_id = :household and m.valid_to is null))
            and e.area_code >= :lo and e.area_code < :hi\s""";

    private static final String OF_CLAIM = " t set area_code = :area where t.recovery_id in"
            + " (select c.id from disbursement.recovery c where c.entitlement_id = any (:ids))";

    /** Rows of a benefit that carry its area and are still to be acted upon. */
    private static final List<String> ALONG = List.of(
            "disbursement.covered_person t set area_code = :area where t.entitlement_id = any (:ids)",
            "disbursement.hold t set area_code = :area where t.entitlement_id = any (:ids)",
            "disbursement.payee_change t set area_code = :area where t.entitlement_id = any (:ids)",
            "registry.stored_file t set area_code = :area where t.id in (select c.paper_file_id"
                    + " from disbursement.payee_change c where c.entitlement_id = any (:ids))",
            "disbursement.arrear t set area_code = :area where t.entitlement_id = any (:ids) and t.settled_run_id is null",
            "disbursement.recovery t set area_code = :area where t.entitlement_id = any (:ids)",
            "disbursement.recovery_month" + OF_CLAIM,
            "disbursement.recovery_instalment" + OF_CLAIM,
            "disbursement.recovery_receipt" + OF_CLAIM,
            "disbursement.recovery_letter" + OF_CLAIM,
            "disbursement.recovery_offset" + OF_CLAIM,
            "disbursement.recovery_act" + OF_CLAIM);

    private final JdbcClient jdbc;

    MovedBenefits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The schemes the household is paid by, in a month or later. */
    List<String> schemes(UUID household, YearMonth month, AreaScope scope) {
        return jdbc.sql("select distinct e.scheme from disbursement.entitlement e where " + OF_HOUSEHOLD
                        + "and (e.last_month is null or e.last_month >= :month) order by 1")
                .param("household", household)
                .param("month", Months.firstDay(month))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(String.class)
                .list();
    }

    /**
     * Somebody who receives a running benefit of the household without belonging to it.
     *
     * @param registered whether the register of guardians and those entrusted (监护人、代领人) says why; it goes along
     */
    record PayeeOutside(String name, String holder, boolean registered) {}

    List<PayeeOutside> payeesOutside(UUID household, LocalDate day, AreaScope scope) {
        return jdbc.sql("""
                        select distinct p.name, h.name as holder,
                            registry.is_guardian(e.payee_id, e.resident_id, cast(:day as date)) as registered
                        from disbursement.entitlement e
                        join registry.resident p on p.id = e.payee_id
                        join registry.resident h on h.id = e.resident_id
                        where e.last_month is null and not exists (select from registry.household_member m
                            where m.household_id = :household and m.resident_id = e.payee_id and m.valid_to is null) and\s""" + OF_HOUSEHOLD + "order by 3, 1, 2")
                .param("household", household)
                .param("day", day)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) ->
                        new PayeeOutside(row.getString("name"), row.getString("holder"), row.getBoolean("registered")))
                .list();
    }

    /** The latest month whose payment the bank sent back and nobody has made again. */
    Optional<YearMonth> paymentFailed(UUID household, AreaScope scope) {
        return jdbc.sql("""
                        select max(l.benefit_month) as month from disbursement.payment_line l
                        join disbursement.line_result s on s.run_id = l.run_id and s.seq = l.seq and not s.succeeded
                        where l.entitlement_id in (select e.id from disbursement.entitlement e where\s""" + OF_HOUSEHOLD + """
                            )
                          and not exists (select from disbursement.payment_line o
                              join disbursement.payment_run r on r.id = o.run_id and r.state <> 'ABANDONED'
                              where o.reissue_of_run = l.run_id and o.reissue_of_seq = l.seq and o.kind = 'REISSUE')""")
                .param("household", household)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> Optional.ofNullable(Months.read(row, "month")))
                .single();
    }

    /** Whether a stop found before a payment still waits for its second person. */
    boolean stopPending(UUID household, AreaScope scope) {
        return jdbc.sql("""
                        select exists (select from disbursement.red_answer a
                            join disbursement.entitlement e on e.id = a.entitlement_id and e.last_month is null
                            where a.answer = 'STOP' and a.stop_confirmed_by is null and\s""" + OF_HOUSEHOLD + ")")
                .param("household", household)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Boolean.class)
                .single();
    }

    /** A scheme's latest regular run that was not abandoned. */
    record LatestRun(YearMonth month, RunState state) {}

    @Unscoped("a run belongs to the county and names nobody")
    Optional<LatestRun> latestRun(String scheme, AreaCode county) {
        return jdbc.sql("""
                        select benefit_month, state from disbursement.payment_run
                        where scheme = :scheme and area_code = :county and kind = 'REGULAR' and state <> 'ABANDONED'
                        order by benefit_month desc limit 1""")
                .param("scheme", scheme)
                .param("county", county.value())
                .query((row, number) ->
                        new LatestRun(Rows.month(row, "benefit_month"), RunState.valueOf(row.getString("state"))))
                .optional();
    }

    /** Enters the benefits at the new place, with what is still to be acted upon. @return which they are */
    List<UUID> move(UUID household, UUID move, AreaCode to, UrbanRural residence, YearMonth month, AreaScope county) {
        List<UUID> ids = jdbc.sql("select e.id from disbursement.entitlement e where " + OF_HOUSEHOLD + "for update")
                .param("household", household)
                .param("lo", county.lo())
                .param("hi", county.hi())
                .query(UUID.class)
                .list();
        UUID[] all = ids.toArray(UUID[]::new);
        jdbc.sql("""
                        insert into disbursement.moved_entitlement (entitlement_id, move_id, area_code, to_area, from_month)
                        select e.id, :move, e.area_code, :area, :month from disbursement.entitlement e
                        where e.id = any (:ids) and e.area_code >= :lo and e.area_code < :hi""")
                .param("move", move)
                .param("area", to.value())
                .param("month", Months.firstDay(month))
                .param("ids", all)
                .param("lo", county.lo())
                .param("hi", county.hi())
                .update();
        jdbc.sql("""
                        update disbursement.entitlement e set area_code = :area, residence = :residence, version = version + 1
                        where e.id = any (:ids) and e.area_code >= :lo and e.area_code < :hi""")
                .param("area", to.value())
                .param("residence", residence.name())
                .param("ids", all)
                .param("lo", county.lo())
                .param("hi", county.hi())
                .update();
        for (String rows : ALONG) {
            jdbc.sql("update " + rows + " and t.area_code >= :lo and t.area_code < :hi")
                    .param("area", to.value())
                    .param("ids", all)
                    .param("lo", county.lo())
                    .param("hi", county.hi())
                    .update();
        }
        stillReadWhoReceived(move, all, county);
        return ids;
    }

    /** The township left goes on reading its own closed months, whoever received the money for the household. */
    private void stillReadWhoReceived(UUID move, UUID[] entitlements, AreaScope county) {
        jdbc.sql("""
                        insert into registry.moved_resident (move_id, resident_id, area_code)
                        select distinct on (e.payee_id) v.move_id, e.payee_id, v.area_code
                        from disbursement.moved_entitlement v join disbursement.entitlement e on e.id = v.entitlement_id
                        where v.move_id = :move and e.id = any (:ids) and e.area_code >= :lo and e.area_code < :hi
                        on conflict do nothing""")
                .param("move", move)
                .param("ids", entitlements)
                .param("lo", county.lo())
                .param("hi", county.hi())
                .update();
    }
}
