package cn.civilaffairs.registry.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.resident.FoundResident;
import cn.civilaffairs.registry.resident.Health;
import cn.civilaffairs.registry.resident.IdentityDocument;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.resident.ResidentSearch;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.registry.testing.TestPeople;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What people are found by goes over to a new key whole or not at all, beside an application that goes on working. */
@DatabaseTest
class IndexRotationTests {

    private static final String EVERY_INDEX = """
            select encode(sha256(string_agg(value, ''::bytea order by value)), 'hex') from (
                select id_number_index from registry.resident union all select phone_index from registry.resident
                union all select number_index from registry.payment_account
                union all select id_number_index from registry.staff_relative
                union all select phone_index from registry.working_list_row) i (value) where value is not null""";

    @Autowired
    private IndexRotation rotation;

    @Autowired
    private FieldCipher cipher;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private AccountRegister accounts;

    @Autowired
    private ResidentSearch search;

    @Autowired
    private TestCounties counties;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private TestCounty county;
    private Officer clerk;
    private ResidentDetails details;
    private UUID person;
    private String card;

    @BeforeEach
    void register() {
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        details = details("孔照", TestPeople.phone(4711));
        person = asClerk(() -> residents.register(details));
        card = TestPeople.cardNumber(
                330_000_000 + Integer.parseInt(county.code().value().substring(3, 6)));
        asClerk(() -> accounts.enter(person, "孔照", "农村商业银行", card, AccountKind.CARD, clerk.scope()));
    }

    private ResidentDetails details(String name, String phone) {
        IdNumber number = TestPeople.idNumber(LocalDate.of(1952, 4, 6), Sex.FEMALE);
        return new ResidentDetails(
                county.village(1, 1),
                null,
                name,
                IdentityDocument.citizen(number),
                Sex.FEMALE,
                LocalDate.of(1952, 4, 6),
                null,
                phone,
                null,
                Health.HEALTHY,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    @Tag("AC-074")
    void findsEverybodyAndRefusesThemTwiceBeforeAndAfter() throws SQLException {
        String number = details.document().number();
        assertFound(number, TestPeople.phone(4711), card);
        String before = ask(EVERY_INDEX);
        byte[] old = cipher.index(ProtectedField.RESIDENT_ID_NUMBER, number);

        List<String> columns = new ArrayList<>();
        assertThat(rotation.rotate(columns::add)).isGreaterThanOrEqualTo(3);

        assertThat(columns).hasSize(BlindIndex.values().length);
        assertThat(ask(EVERY_INDEX)).isNotEqualTo(before);
        assertThat(cipher.index(ProtectedField.RESIDENT_ID_NUMBER, number)).isNotEqualTo(old);
        assertThat(ask("select count(*) from registry.resident where id_number_index = '\\x"
                        + HexFormat.of().formatHex(old) + "'"))
                .isEqualTo("0");
        assertFound(number, TestPeople.phone(4711), card);
        assertThatExceptionOfType(RuleViolation.class).isThrownBy(() -> asClerk(() -> residents.register(details)));
        assertThatExceptionOfType(DuplicateKeyException.class)
                .as("the constraint itself")
                .isThrownBy(this::insertAgain);
        assertThat(ask("select count(*) from registry.crypto_key where purpose = 'INDEX' and retired_at is null"))
                .isEqualTo("1");
    }

    @Test
    @Tag("AC-074")
    void hasNotHappenedWhenKilledHalfWayAndIsCompletedByTheNext() throws SQLException {
        String before = ask(EVERY_INDEX);
        String keys = ask("select count(*) from registry.crypto_key");

        assertThatIllegalStateException()
                .isThrownBy(() -> rotation.rotate(column -> {
                    if (column.startsWith("ACCOUNT_NUMBER")) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .withMessage("killed");

        assertThat(ask(EVERY_INDEX)).isEqualTo(before);
        assertThat(ask("select count(*) from registry.crypto_key")).isEqualTo(keys);
        assertFound(details.document().number(), TestPeople.phone(4711), card);

        rotation.rotate(column -> {});

        assertThat(ask(EVERY_INDEX)).isNotEqualTo(before);
        assertFound(details.document().number(), TestPeople.phone(4711), card);
    }

    /** Whoever began before it is waited for; whoever begins meanwhile reads on, but neither searches nor writes by an index. */
    @Test
    void letsNobodyUseTwoKeysAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Void> working = CompletableFuture.runAsync(() -> Acting.as(
                clerk,
                () -> transaction.executeWithoutResult(status -> {
                    begun.countDown();
                    await(mayEnd);
                    assertThat(search.find(card, clerk.scope()).lines()).hasSize(1);
                })));
        await(begun);
        assertThatIllegalStateException()
                .isThrownBy(() -> rotation.rotate(column -> {}, Duration.ofMillis(5)))
                .withMessageContaining("数据未动");
        mayEnd.countDown();
        working.get();

        List<String> meanwhile = new ArrayList<>();
        rotation.rotate(column -> meanwhile.add(
                CompletableFuture.supplyAsync(() -> find(card) + find("孔照")).join()));
        assertThat(meanwhile).hasSize(BlindIndex.values().length).containsOnly("index.key-changing" + person);
        assertThat(find(card)).isEqualTo(person.toString());
    }

    /** Relatives of staff are compared with the register by index; a list given out remembers the phone of its time. */
    @Test
    void keepsWhatIsComparedWithTheRegister() throws SQLException {
        UUID list = Ids.next();
        UUID moved = asClerk(() -> residents.register(details("孔明", TestPeople.phone(4712))));
        execute("insert into registry.staff_relative (id, area_code, staff_name, staff_post, kinship, relative_name,"
                + " id_number_enc, id_number_index, id_prefix, registered_by, registered_at) select '" + list + "',"
                + " r.area_code, '李办事', '村主任', 'PARENT', r.name, '\\x"
                + hex(cipher.encrypt(
                        ProtectedField.STAFF_RELATIVE_ID_NUMBER,
                        list,
                        details.document().number()))
                + "', r.id_number_index, r.id_prefix, '" + clerk.id()
                + "', now() from registry.resident r where r.id = '"
                + person + "'");
        execute("insert into registry.working_list (id, area_code, exported_by, exported_at, row_count) values ('"
                + list + "', '" + clerk.area().value() + "', '" + clerk.id() + "', now(), 2)");
        execute("insert into registry.working_list_row (list_id, row_no, area_code, resident_id, phone_index, health)"
                + " select '" + list + "', case r.id when '" + person + "' then 1 else 2 end, r.area_code, r.id,"
                + " case r.id when '" + person + "' then r.phone_index else r.id_number_index end, 'HEALTHY'"
                + " from registry.resident r where r.id in ('" + person + "', '" + moved + "')");

        rotation.rotate(column -> {});

        assertThat(ask("select r.name from registry.staff_relative s join registry.resident r on r.id_number_index ="
                        + " s.id_number_index where s.id = '" + list + "'"))
                .isEqualTo("孔照");
        assertThat(ask("select string_agg(w.row_no || ' ' || (w.phone_index = r.phone_index), ', ' order by w.row_no)"
                        + " from registry.working_list_row w join registry.resident r on r.id = w.resident_id"
                        + " where w.list_id = '" + list + "'"))
                .as("unchanged since, changed since")
                .isEqualTo("1 true, 2 false");
    }

    /** A column added and forgotten would keep its old key for ever. */
    @Test
    void knowsEveryProtectedColumnThereIs() throws SQLException {
        List<String> known = new ArrayList<>(List.of("registry.working_list_row.phone_index"));
        Arrays.stream(ProtectedField.values()).forEach(field -> known.add(field.table() + "." + field.column()));
        Arrays.stream(BlindIndex.values())
                .forEach(index -> known.add(index.source().table() + "." + index.column()));
        assertThat(ask("""
                        select string_agg(c.oid::regclass || '.' || a.attname, ' ') from pg_attribute a
                        join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
                        where a.atttypid = 'bytea'::regtype and not a.attisdropped
                          and a.attname ~ '(_enc|_index|_secret)$'""").split(" ")).containsExactlyInAnyOrderElementsOf(known);
    }

    private void assertFound(String... wholeNumbers) {
        for (String number : wholeNumbers) {
            assertThat(find(number)).isEqualTo(person.toString());
        }
    }

    /** Who is found, or what is said instead. */
    private String find(String typed) {
        try {
            return asClerk(() -> search.find(typed, clerk.scope())).lines().stream()
                    .map(FoundResident::id)
                    .map(UUID::toString)
                    .reduce("", String::concat);
        } catch (RuleViolation refused) {
            return refused.messageKey();
        }
    }

    private void insertAgain() {
        UUID id = Ids.next();
        String number = details.document().number();
        asClerk(() -> transaction.execute(status -> jdbc.sql("""
                                insert into registry.resident (id, area_code, name, pinyin, initials, id_number_enc,
                                    id_number_index, id_prefix, sex, birth_date)
                                values (?, ?, '孔照', 'kongzhao', 'kz', ?, ?, '999001', 'FEMALE', date '1952-04-06')""")
                .params(
                        id,
                        details.area().value(),
                        cipher.encrypt(ProtectedField.RESIDENT_ID_NUMBER, id, number),
                        cipher.index(ProtectedField.RESIDENT_ID_NUMBER, number))
                .update()));
    }

    private <T> T asClerk(Supplier<T> work) {
        return Acting.as(clerk, work);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = TestDatabase.superuser();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = TestDatabase.superuser()) {
            connection.createStatement().execute(sql);
        }
    }
}
