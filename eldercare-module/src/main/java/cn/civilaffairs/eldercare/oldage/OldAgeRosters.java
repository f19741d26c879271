package cn.civilaffairs.eldercare.oldage;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Instants;
import cn.civilaffairs.registry.database.Months;
import cn.civilaffairs.registry.resident.Masks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rosters of the months and the people on them. */
@Repository
class OldAgeRosters {

    private static final String IN_SCOPE = " c.area_code >= :lo and c.area_code < :hi ";

    private static final String PART = """
            (:part = '' or :part = 'TO_ANSWER' and c.finding = 'TO_CONFIRM' and c.answer is null
                or :part = 'TO_GRANT' and c.answer = 'CONFIRMED' and c.entitlement_id is null
                or :part = 'GRANTED' and c.entitlement_id is not null
                or :part = 'LEFT_OUT' and c.answer = 'LEFT_OUT'
                or :part = 'BAND_CHANGE' and c.finding = 'BAND_CHANGE'
                or :part = 'NOT_MATCHED' and c.finding in ('DEAD', 'REGISTERED_ELSEWHERE')) and\s""";

    private final JdbcClient jdbc;

    OldAgeRosters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The roster of a month of a county, made if there is none yet. */
    @Unscoped("the row policy checks that the roster belongs to the officer's county")
    UUID open(AreaCode county, YearMonth month, UUID by, OffsetDateTime at) {
        jdbc.sql("""
                        insert into eldercare.old_age_roster (id, area_code, month, drawn_by, drawn_at)
                        values (?, ?, ?, ?, ?) on conflict (area_code, month) do nothing""")
                .params(Ids.next(), county.value(), Months.firstDay(month), by, at)
                .update();
        return jdbc.sql("select id from eldercare.old_age_roster where area_code = ? and month = ?")
                .params(county.value(), Months.firstDay(month))
                .query(UUID.class)
                .single();
    }

    /**
     * Compares everybody old enough with deaths, registration and who is paid already, and lists who is new (比对). Those of
     * an earlier month who were left out come again with the first month they had then, where the rule reaches back.
     *
     * @param county whose registered people (户籍人口) it is for
     * @param ages the bands' ages, such as 80, 90, 100
     * @param rule how many months lie between the birthday's month and the first month due
     */
    int draw(UUID roster, AreaCode county, YearMonth month, Collection<Integer> ages, StartRule rule, AreaScope scope) {
        return jdbc.sql("""
                        insert into eldercare.old_age_candidate
                            (roster_id, resident_id, area_code, residence, age, first_month, finding)
                        select :roster, r.id, r.area_code,
                            coalesce(h.residence, case when left(a.class_code, 1) = '1' then 'URBAN' else 'RURAL' end),
                            b.age,
                            coalesce(case when :reachesBack then earlier.first_month end, case when b.reached = :month
                                then (b.reached + make_interval(months => :offset))::date else :month end),
                            case when r.death_date is not null then 'DEAD'
                                when paid.id is not null then 'BAND_CHANGE'
                                when left(coalesce(r.registered_area, r.area_code), 6) <> left(:county, 6)
                                    then 'REGISTERED_ELSEWHERE'
                                else 'TO_CONFIRM' end
                        from registry.resident r
                        join registry.area a on a.code = r.area_code
                        join lateral (
                            select age, date_trunc('month', r.birth_date + make_interval(years => age))::date as reached
                            from unnest(cast(:ages as int[])) age
                            where r.birth_date + make_interval(years => age) < :month + interval '1 month'
                            order by age desc limit 1) b on true
                        left join lateral (
                            select e.id from disbursement.entitlement e
                            where e.scheme = :scheme and e.resident_id = r.id and e.household_id is null
                              and e.last_month is null) paid on true
                        left join registry.household_member m on m.resident_id = r.id and m.valid_to is null
                        left join registry.household h on h.id = m.household_id
                        left join lateral (
                            select min(c.first_month) as first_month from eldercare.old_age_candidate c
                            where c.resident_id = r.id and c.answer = 'LEFT_OUT') earlier on true
                        where r.birth_date < :month + interval '1 month' - make_interval(years => :youngest)
                          and r.area_code >= :lo and r.area_code < :hi
                          and (b.reached = :month
                            or r.death_date is null and paid.id is null
                              and left(coalesce(r.registered_area, r.area_code), 6) = left(:county, 6))
                          and not exists (select from eldercare.old_age_candidate c
                            where c.resident_id = r.id and c.finding = 'TO_CONFIRM' and c.roster_id <> :roster
                              and c.answer is distinct from 'LEFT_OUT' and c.entitlement_id is null)
                        on conflict (roster_id, resident_id) do nothing""")
                .param("roster", roster)
                .param("county", county.value())
                .param("month", Months.firstDay(month))
                .param("ages", array(ages))
                .param("youngest", ages.stream().min(Integer::compare).orElse(200))
                .param("offset", rule == StartRule.NEXT_MONTH ? 1 : 0)
                .param("reachesBack", rule.reachesBack())
                .param("scheme", OldAgeAllowance.CODE)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    private static String array(Collection<?> elements) {
        return elements.stream().map(Object::toString).collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }

    private static final String ROSTERS = """
            select o.id, o.month, o.drawn_at, f.name as drawn_by_name, count(c.id) as found,
                count(c.id) filter (where c.finding = 'TO_CONFIRM' and c.answer is null) as to_answer,
                count(c.id) filter (where c.answer = 'CONFIRMED' and c.entitlement_id is null) as to_grant,
                count(c.id) filter (where c.entitlement_id is not null) as granted,
                count(c.id) filter (where c.answer = 'LEFT_OUT') as left_out
            from eldercare.old_age_roster o join registry.officer f on f.id = o.drawn_by
            left join eldercare.old_age_candidate c on c.roster_id = o.id and c.area_code >= :lo and c.area_code < :hi
            where o.area_code = left(:county, 6) || '000000' and\s""";

    List<OldAgeRoster> rosters(AreaCode county, int limit, int offset, AreaScope scope) {
        return jdbc.sql(ROSTERS + "true group by o.id, f.name order by o.month desc limit :limit offset :offset")
                .param("county", county.value())
                .param("limit", limit)
                .param("offset", offset)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> roster(row))
                .list();
    }

    Optional<OldAgeRoster> roster(UUID id, AreaCode county, AreaScope scope) {
        return jdbc.sql(ROSTERS + "o.id = :id group by o.id, f.name")
                .param("id", id)
                .param("county", county.value())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> roster(row))
                .optional();
    }

    private static OldAgeRoster roster(ResultSet row) throws SQLException {
        return new OldAgeRoster(
                row.getObject("id", UUID.class),
                month(row, "month"),
                row.getString("drawn_by_name"),
                row.getObject("drawn_at", OffsetDateTime.class).toInstant(),
                row.getInt("found"),
                row.getInt("to_answer"),
                row.getInt("to_grant"),
                row.getInt("granted"),
                row.getInt("left_out"));
    }

    private static YearMonth month(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Months.read(row, column));
    }

    /** How each township stands: its code, name, and how many wait for it and for the county. */
    List<OldAgeTown> towns(UUID roster, AreaScope scope) {
        return jdbc.sql("""
                        select t.code, t.name, count(*) filter (where c.finding = 'TO_CONFIRM') as to_confirm,
                            count(*) filter (where c.finding = 'TO_CONFIRM' and c.answer is null) as to_answer,
                            count(*) filter (where c.answer = 'CONFIRMED' and c.entitlement_id is null) as to_grant,
                            count(*) filter (where c.entitlement_id is not null) as granted,
                            count(*) filter (where c.answer = 'LEFT_OUT') as left_out,
                            count(*) filter (where c.finding = 'BAND_CHANGE') as band_changes
                        from eldercare.old_age_candidate c
                        join registry.area t on t.code = left(c.area_code, 9) || '000'
                        where c.roster_id = :roster and""" + IN_SCOPE + "group by t.code, t.name order by t.code")
                .param("roster", roster)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new OldAgeTown(
                        AreaCode.of(row.getString("code")),
                        row.getString("name"),
                        row.getInt("to_confirm"),
                        row.getInt("to_answer"),
                        row.getInt("to_grant"),
                        row.getInt("granted"),
                        row.getInt("left_out"),
                        row.getInt("band_changes")))
                .list();
    }

    private static final String CANDIDATES = """
            select c.*, r.name, r.id_prefix, r.birth_date, r.death_date, v.name as village, t.name as town,
                p.bank || ' ****' || p.last_four as account, f.name as answered_by_name, g.name as granted_by_name
            from eldercare.old_age_candidate c
            join registry.resident r on r.id = c.resident_id
            join registry.area v on v.code = c.area_code
            left join registry.area t on t.code = v.parent_code
            left join registry.payment_account p on p.resident_id = c.resident_id and p.active
            left join registry.officer f on f.id = c.answered_by
            left join registry.officer g on g.id = c.granted_by
            where\s""";

    List<OldAgeCandidate> candidates(UUID roster, OldAgeFilter filter, int limit, int offset, AreaScope scope) {
        return jdbc.sql(CANDIDATES + PART + "c.roster_id = :roster and r.name like :name || '%' and" + IN_SCOPE
                        + "order by c.area_code, r.birth_date, c.id limit :limit offset :offset")
                .param("roster", roster)
                .param("part", filter.part() == null ? "" : filter.part().name())
                .param("name", filter.name())
                .param("limit", limit)
                .param("offset", offset)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> candidate(row))
                .list();
    }

    /** Locks them, so that two officers cannot answer or grant one at the same time. */
    List<OldAgeCandidate> lock(UUID roster, Collection<UUID> ids, AreaScope scope) {
        return jdbc.sql(CANDIDATES + "c.roster_id = :roster and c.id = any (:ids) and" + IN_SCOPE
                        + "order by c.area_code, c.id for update of c")
                .param("roster", roster)
                .param("ids", ids.toArray(UUID[]::new))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> candidate(row))
                .list();
    }

    List<OldAgeCandidate> lockToGrant(UUID roster, AreaScope scope) {
        return jdbc.sql(CANDIDATES + "c.roster_id = :roster and c.answer = 'CONFIRMED' and c.entitlement_id is null and"
                        + IN_SCOPE + "order by c.area_code, c.id for update of c")
                .param("roster", roster)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> candidate(row))
                .list();
    }

    private static OldAgeCandidate candidate(ResultSet row) throws SQLException {
        String town = row.getString("town");
        String answer = row.getString("answer");
        String leftOut = row.getString("left_out");
        return new OldAgeCandidate(
                row.getObject("id", UUID.class),
                row.getObject("resident_id", UUID.class),
                row.getString("name"),
                Masks.idNumber(row.getString("id_prefix")),
                row.getObject("birth_date", LocalDate.class),
                AreaCode.of(row.getString("area_code")),
                (town == null ? "" : town + " ") + row.getString("village"),
                UrbanRural.valueOf(row.getString("residence")),
                row.getInt("age"),
                month(row, "first_month"),
                OldAgeCandidate.Finding.valueOf(row.getString("finding")),
                row.getString("account"),
                answer == null ? null : OldAgeCandidate.Answer.valueOf(answer),
                leftOut == null ? null : OldAgeCandidate.LeftOut.valueOf(leftOut),
                row.getString("note"),
                row.getObject("answered_by", UUID.class),
                row.getString("answered_by_name"),
                Instants.read(row, "answered_at"),
                row.getString("granted_by_name"),
                Instants.read(row, "granted_at"),
                row.getObject("entitlement_id", UUID.class),
                row.getDate("death_date") != null);
    }

    int answer(
            Collection<UUID> ids,
            OldAgeCandidate.Answer answer,
            OldAgeCandidate.@Nullable LeftOut leftOut,
            String note,
            UUID by,
            OffsetDateTime at,
            AreaScope scope) {
        return jdbc.sql("""
                        update eldercare.old_age_candidate c
                        set answer = :answer, left_out = :leftOut, note = :note, answered_by = :by, answered_at = :at
                        where c.id = any (:ids) and c.finding = 'TO_CONFIRM' and c.entitlement_id is null and""" + IN_SCOPE)
                .param("answer", answer.name())
                .param("leftOut", leftOut == null ? null : leftOut.name(), java.sql.Types.VARCHAR)
                .param("note", note)
                .param("by", by)
                .param("at", at)
                .param("ids", ids.toArray(UUID[]::new))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    int granted(List<UUID> ids, List<UUID> entitlements, UUID by, OffsetDateTime at, AreaScope scope) {
        return jdbc.sql("""
                        update eldercare.old_age_candidate c set entitlement_id = g.entitlement, granted_by = :by,
                            granted_at = :at
                        from unnest(cast(:ids as uuid[]), cast(:entitlements as uuid[])) g(id, entitlement)
                        where c.id = g.id and c.entitlement_id is null and""" + IN_SCOPE)
                .param("ids", array(ids))
                .param("entitlements", array(entitlements))
                .param("by", by)
                .param("at", at)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    private static final String RECIPIENTS = """
            from disbursement.entitlement c
            join registry.resident r on r.id = c.resident_id
            where c.scheme = :scheme and c.last_month is null and c.household_id is null
              and r.birth_date <= :oldest and r.birth_date > :youngest and r.name like :name || '%' and\s""";

    List<OldAgeRecipient> recipients(
            OldAgeFilter filter, YearMonth month, LocalDate today, int limit, int offset, AreaScope scope) {
        return jdbc.sql("""
                        select c.id, c.resident_id, r.name, r.id_prefix, r.birth_date, c.first_month, c.next_review_on, d.id as determination,
                            coalesce(d.amount, 0) as amount, v.name as village, t.name as town,
                            exists (select from disbursement.hold h
                                where h.entitlement_id = c.id and h.released_at is null) as held
                        from (select c.id\s""" + RECIPIENTS + IN_SCOPE + """
                            order by c.area_code, r.birth_date, c.id limit :limit offset :offset) page
                        join disbursement.entitlement c on c.id = page.id
                        join registry.resident r on r.id = c.resident_id
                        join registry.area v on v.code = c.area_code
                        left join registry.area t on t.code = v.parent_code
                        left join lateral (
                            select d.id, d.amount from disbursement.determination d
                            where d.entitlement_id = c.id and d.effective_month <= greatest(:month, c.first_month)
                            order by d.effective_month desc, d.ordinal desc limit 1) d on true
                        order by c.area_code, r.birth_date, c.id""")
                .param("scheme", OldAgeAllowance.CODE)
                .param("oldest", today.minusYears(filter.minAge()))
                .param("youngest", today.minusYears(filter.maxAge()))
                .param("name", filter.name())
                .param("month", Months.firstDay(month))
                .param("limit", limit)
                .param("offset", offset)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> {
                    String town = row.getString("town");
                    return new OldAgeRecipient(
                            row.getObject("id", UUID.class),
                            row.getObject("resident_id", UUID.class),
                            row.getString("name"),
                            Masks.idNumber(row.getString("id_prefix")),
                            row.getObject("birth_date", LocalDate.class),
                            (town == null ? "" : town + " ") + row.getString("village"),
                            month(row, "first_month"),
                            row.getObject("determination", UUID.class),
                            new Money(row.getBigDecimal("amount")),
                            row.getBoolean("held"),
                            row.getObject("next_review_on", LocalDate.class));
                })
                .list();
    }

    int countRecipients(OldAgeFilter filter, LocalDate today, AreaScope scope) {
        return jdbc.sql("select count(*) " + RECIPIENTS + IN_SCOPE)
                .param("scheme", OldAgeAllowance.CODE)
                .param("oldest", today.minusYears(filter.minAge()))
                .param("youngest", today.minusYears(filter.maxAge()))
                .param("name", filter.name())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }
}
