package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.NewlyEligible;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.policy.Standard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Households the register knows that are not paid (已建档未享受): refused, ended for their means, or with means on file. */
@Repository
class KnownFamilies {

    private static final String[] MEANS_FAILED = Arrays.stream(ExitCode.values())
            .filter(ExitCode::failsMeans)
            .map(ExitCode::code)
            .toArray(String[]::new);

    private final JdbcClient jdbc;

    KnownFamilies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Family(
            UUID id,
            UUID head,
            AreaCode area,
            UrbanRural residence,
            NewlyEligible.Ground ground,
            @Nullable LocalDate groundOn) {}

    /**
     * The next ones in (area, id) order. Whoever is applying already is left out, and so is whoever left for another reason than
     * their means, unless they were refused since.
     *
     * @param residence whom the standard is for
     * @param month a month they are not paid in
     */
    List<Family> next(
            Standard.Residence residence, YearMonth month, @Nullable Family after, int limit, AreaScope scope) {
        return jdbc.sql("""
                        select h.id, h.area_code, h.residence, m.resident_id, refused.closed_on, ended.exit_decided_on
                        from registry.household h
                        join registry.household_member m on m.household_id = h.id and m.relation = 'HEAD' and m.valid_to is null
                        left join lateral (
                            select e.last_month, e.exit_code, e.exit_decided_on from disbursement.entitlement e
                            where e.household_id = h.id and e.scheme = :scheme
                            order by e.last_month desc nulls first limit 1) ended on true
                        left join lateral (
                            select c.closed_on from casework.case_file c
                            where c.household_id = h.id and c.matter = :scheme and c.status = 'REFUSED'
                            order by c.closed_on desc limit 1) refused on true
                        where h.area_code >= :lo and h.area_code < :hi and (h.area_code, h.id) > (:afterArea, :afterId)
                          and h.closed_on is null and (:residence = 'UNIFIED' or h.residence = :residence)
                          and (ended.exit_code is null and ended.last_month is null or ended.last_month < :month)
                          and not exists (select from disbursement.entitlement e where e.household_id = h.id
                              and e.scheme = :scheme and e.last_month is null)
                          and not exists (select from casework.case_file c where c.household_id = h.id
                              and c.matter = :scheme and c.status = 'OPEN')
                          and case when refused.closed_on > coalesce(ended.exit_decided_on, '-infinity') then true
                              when ended.exit_code is not null then ended.exit_code = any (:means)
                              else exists (select from registry.means_item i where i.household_id = h.id
                                  and i.withdrawn_at is null and (i.end_on is null or i.end_on >= :month)) end
                        order by h.area_code, h.id limit :limit""")
                .param("scheme", MinimumLivingAllowance.CODE)
                .param("residence", residence.name())
                .param("month", month.atDay(1))
                .param("means", MEANS_FAILED)
                .param("afterArea", after == null ? "" : after.area().value())
                .param("afterId", after == null ? new UUID(0, 0) : after.id())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .param("limit", limit)
                .query((row, number) -> family(row))
                .list();
    }

    /** Which of these are paid or applying by now. */
    List<UUID> settled(List<UUID> households, YearMonth month, AreaScope scope) {
        return jdbc.sql("""
                        select e.household_id from disbursement.entitlement e
                        where e.household_id = any (:ids) and e.scheme = :scheme
                          and (e.last_month is null or e.last_month >= :month)
                          and e.area_code >= :lo and e.area_code < :hi
                        union select c.household_id from casework.case_file c
                        where c.household_id = any (:ids) and c.matter = :scheme and c.status = 'OPEN'
                          and c.area_code >= :lo and c.area_code < :hi""")
                .param("ids", households.toArray(UUID[]::new))
                .param("scheme", MinimumLivingAllowance.CODE)
                .param("month", month.atDay(1))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .list();
    }

    private static Family family(ResultSet row) throws SQLException {
        LocalDate refused = row.getObject("closed_on", LocalDate.class);
        LocalDate ended = row.getObject("exit_decided_on", LocalDate.class);
        boolean refusedLast = refused != null && (ended == null || refused.isAfter(ended));
        NewlyEligible.Ground ground = refusedLast
                ? NewlyEligible.Ground.REFUSED
                : ended != null ? NewlyEligible.Ground.ENDED : NewlyEligible.Ground.KNOWN;
        return new Family(
                row.getObject("id", UUID.class),
                row.getObject("resident_id", UUID.class),
                AreaCode.of(row.getString("area_code")),
                UrbanRural.valueOf(row.getString("residence")),
                ground,
                refusedLast ? refused : ended);
    }
}
