package cn.civilaffairs.registry.relocation;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Instants;
import cn.civilaffairs.registry.database.Months;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The moves' rows; a scope sees those that leave it and those that come into it. */
@Repository
class Relocations {

    private static final String IN_SIGHT = """
             (m.area_code >= :lo and m.area_code < :hi or m.to_area >= :lo and m.to_area < :hi)\s""";

    private static final String MOVES = """
            select m.*, p.name as proposed_by_name, a.name as answered_by_name
            from registry.household_move m
            join registry.officer p on p.id = m.proposed_by
            left join registry.officer a on a.id = m.answered_by
            where""" + IN_SIGHT;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    Relocations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A household found by somebody who lives in it, wherever in the county it is registered. */
    record Elsewhere(UUID householdId, String fileNo, String headName, AreaCode area, UrbanRural residence) {}

    @Unscoped("answers only who types the whole number and the name, and only where the household is registered")
    Optional<Elsewhere> elsewhere(byte[] numberIndex, String name) {
        return jdbc.sql("select * from registry.household_elsewhere(:index, :name)")
                .param("index", numberIndex)
                .param("name", name)
                .query((row, number) -> new Elsewhere(
                        row.getObject("household_id", UUID.class),
                        row.getString("file_no"),
                        row.getString("head_name"),
                        AreaCode.of(row.getString("area_code")),
                        UrbanRural.valueOf(row.getString("residence"))))
                .optional();
    }

    @Unscoped("the row policy checks both areas of an inserted row: one of them is the officer's")
    void insert(
            UUID id,
            Elsewhere household,
            @Nullable Integer persons,
            NewRelocation move,
            YearMonth month,
            Side side,
            @Nullable List<AmountChange> amounts,
            UUID by,
            Instant at) {
        jdbc.sql("""
                        insert into registry.household_move (id, household_id, file_no, head_name, persons, area_code, to_area,
                            residence, to_residence, address, moved_on, from_month, asked_by_side, reason, state, amounts,
                            proposed_by, proposed_at)
                        values (:id, :household, :fileNo, :head, :persons, :from, :to, :residence, :toResidence, :address,
                            :movedOn, :month, :side, :reason, 'PROPOSED', cast(:amounts as jsonb), :by, :at)""")
                .param("id", id)
                .param("household", household.householdId())
                .param("fileNo", household.fileNo())
                .param("head", household.headName())
                .param("persons", persons)
                .param("from", household.area().value())
                .param("to", move.to().value())
                .param("residence", household.residence().name())
                .param("toResidence", move.residence().name())
                .param("address", move.address())
                .param("movedOn", move.movedOn())
                .param("month", Months.firstDay(month))
                .param("side", side.name())
                .param("reason", move.reason())
                .param("amounts", amounts == null ? null : write(amounts))
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Relocation> find(UUID id, AreaScope scope) {
        return jdbc.sql(MOVES + "and m.id = :id")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> move(row))
                .optional();
    }

    /** The move of a household that is still open. */
    Optional<Relocation> openOf(UUID householdId, AreaScope scope) {
        return jdbc.sql(MOVES + "and m.household_id = :household and m.state in ('PROPOSED', 'ACCEPTED')")
                .param("household", householdId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> move(row))
                .optional();
    }

    List<Relocation> ofHousehold(UUID householdId, AreaScope scope) {
        return jdbc.sql(MOVES + "and m.household_id = :household order by m.proposed_at desc")
                .param("household", householdId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> move(row))
                .list();
    }

    /** Accepted moves that have not taken effect, the oldest first. */
    List<UUID> accepted(AreaScope scope) {
        return jdbc.sql("select m.id from registry.household_move m where m.state = 'ACCEPTED' and" + IN_SIGHT
                        + "order by m.proposed_at, m.id")
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .list();
    }

    private static final String FILTERED = """
            and (:text::text is null or m.file_no = :text or strpos(m.head_name, :text) > 0)
            and case :view
                when 'TO_ANSWER' then m.state = 'PROPOSED' and (case m.asked_by_side when 'LEAVING' then m.to_area
                    else m.area_code end) >= :lo and (case m.asked_by_side when 'LEAVING' then m.to_area
                    else m.area_code end) < :hi
                when 'ASKED' then m.state = 'PROPOSED' and (case m.asked_by_side when 'LEAVING' then m.area_code
                    else m.to_area end) >= :lo and (case m.asked_by_side when 'LEAVING' then m.area_code
                    else m.to_area end) < :hi
                when 'WAITING' then m.state = 'ACCEPTED'
                when 'CLOSED' then m.state in ('DONE', 'DECLINED', 'WITHDRAWN')
                else true end\s""";

    List<Relocation> list(RelocationFilter filter, int limit, int offset, AreaScope scope) {
        return jdbc.sql(MOVES + FILTERED + """
                        order by case m.state when 'PROPOSED' then 0 when 'ACCEPTED' then 1 else 2 end, m.proposed_at desc, m.id
                        limit :limit offset :offset""")
                .param("text", filter.text())
                .param("view", filter.view().name())
                .param("limit", limit)
                .param("offset", offset)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> move(row))
                .list();
    }

    int count(RelocationFilter filter, AreaScope scope) {
        return jdbc.sql("select count(*) from registry.household_move m where" + IN_SIGHT + FILTERED)
                .param("text", filter.text())
                .param("view", filter.view().name())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }

    /** What the township left has looked at: who, how much, from when. */
    boolean reckoned(UUID id, int version, int persons, List<AmountChange> amounts, YearMonth month, AreaScope scope) {
        return jdbc.sql("""
                        update registry.household_move m set persons = :persons, amounts = cast(:amounts as jsonb),
                            from_month = :month, version = version + 1
                        where m.id = :id and m.version = :version and""" + IN_SIGHT)
                        .param("persons", persons)
                        .param("amounts", write(amounts))
                        .param("month", Months.firstDay(month))
                        .param("id", id)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    boolean answer(
            UUID id, int version, RelocationState state, @Nullable String note, UUID by, Instant at, AreaScope scope) {
        return jdbc.sql("""
                        update registry.household_move m set state = :state, answer_note = :note, answered_by = :by,
                            answered_at = :at, version = version + 1
                        where m.id = :id and m.version = :version and m.state = 'PROPOSED' and""" + IN_SIGHT)
                        .param("state", state.name())
                        .param("note", note)
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    /** Withdrawn by the side that asked, whether accepted already or not. */
    boolean withdraw(UUID id, int version, String why, AreaScope scope) {
        return jdbc.sql("""
                        update registry.household_move m set state = 'WITHDRAWN', answer_note = :why, waits_for = null,
                            version = version + 1
                        where m.id = :id and m.version = :version and m.state in ('PROPOSED', 'ACCEPTED') and""" + IN_SIGHT)
                        .param("why", why)
                        .param("id", id)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    /** Back to the side that answered: what it agreed to is another now. */
    boolean askAgain(UUID id, int version, List<AmountChange> amounts, AreaScope scope) {
        return jdbc.sql("""
                        update registry.household_move m set state = 'PROPOSED', amounts = cast(:amounts as jsonb),
                            answered_by = null, answered_at = null, answer_note = null, waits_for = null, version = version + 1
                        where m.id = :id and m.version = :version and m.state = 'ACCEPTED' and""" + IN_SIGHT)
                        .param("amounts", write(amounts))
                        .param("id", id)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    /** Says why it does not take effect yet; says nothing twice. */
    void waits(UUID id, RuleViolation why, AreaScope scope) {
        String[] words = Stream.concat(
                        Stream.of(why.messageKey()), Stream.of(why.arguments()).map(String::valueOf))
                .toArray(String[]::new);
        jdbc.sql("""
                        update registry.household_move m set waits_for = cast(:words as text[])
                        where m.id = :id and m.state = 'ACCEPTED' and m.waits_for is distinct from cast(:words as text[]) and""" + IN_SIGHT)
                .param("words", words)
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    boolean done(UUID id, int version, YearMonth month, Instant at, AreaScope scope) {
        return jdbc.sql("""
                        update registry.household_move m set state = 'DONE', from_month = :month, done_at = :at,
                            waits_for = null, version = version + 1
                        where m.id = :id and m.version = :version and m.state = 'ACCEPTED' and""" + IN_SIGHT)
                        .param("month", Months.firstDay(month))
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .param("version", version)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    @Unscoped("the row policy checks the area of every inserted row")
    void left(UUID id, List<UUID> residents, AreaCode from) {
        jdbc.sql("""
                        insert into registry.moved_resident (move_id, resident_id, area_code)
                        select :id, r.resident, :from from unnest(:residents) r(resident)""")
                .param("id", id)
                .param("residents", residents.toArray(UUID[]::new))
                .param("from", from.value())
                .update();
    }

    private static Relocation move(ResultSet row) throws SQLException {
        String amounts = row.getString("amounts");
        return new Relocation(
                row.getObject("id", UUID.class),
                row.getObject("household_id", UUID.class),
                row.getString("file_no"),
                row.getString("head_name"),
                row.getObject("persons", Integer.class),
                AreaCode.of(row.getString("area_code")),
                AreaCode.of(row.getString("to_area")),
                UrbanRural.valueOf(row.getString("residence")),
                UrbanRural.valueOf(row.getString("to_residence")),
                row.getString("address"),
                row.getObject("moved_on", LocalDate.class),
                Objects.requireNonNull(Months.read(row, "from_month")),
                Side.valueOf(row.getString("asked_by_side")),
                row.getString("reason"),
                RelocationState.valueOf(row.getString("state")),
                amounts == null ? null : read(amounts),
                row.getObject("proposed_by", UUID.class),
                row.getString("proposed_by_name"),
                Objects.requireNonNull(Instants.read(row, "proposed_at")),
                row.getObject("answered_by", UUID.class),
                row.getString("answered_by_name"),
                Instants.read(row, "answered_at"),
                row.getString("answer_note"),
                words(row.getArray("waits_for")),
                Instants.read(row, "done_at"),
                row.getInt("version"));
    }

    private static List<String> words(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    /** An amount as it is kept: plain numbers of yuan. */
    private record Kept(String scheme, UUID benefit, String holder, BigDecimal before, BigDecimal after) {}

    private static String write(List<AmountChange> amounts) {
        return JSON.writeValueAsString(amounts.stream()
                .map(amount -> new Kept(
                        amount.scheme(),
                        amount.benefit(),
                        amount.holder(),
                        amount.before().yuan(),
                        amount.after().yuan()))
                .toList());
    }

    private static List<AmountChange> read(String json) {
        return JSON.readValue(json, new TypeReference<List<Kept>>() {}).stream()
                .map(kept -> new AmountChange(
                        kept.scheme(),
                        kept.benefit(),
                        kept.holder(),
                        new Money(kept.before()),
                        new Money(kept.after())))
                .toList();
    }
}
