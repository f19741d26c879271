package cn.civilaffairs.registry.resident;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
class RegisterTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 16);

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private AccountRegister accounts;

    @Autowired
    private ResidentSearch search;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private TestCounty county;
    private Officer clerk;
    private AreaCode village;

    @BeforeEach
    void createCounty() {
        clock.set(TODAY);
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        village = county.village(1, 1);
    }

    @Test
    @Tag("AC-073")
    void findsAPersonByTheWholeNumberAndKeepsItAsCiphertext() {
        IdNumber number = TestPeople.idNumber(LocalDate.of(1954, 2, 28), Sex.MALE);
        UUID id = register("王小明", number);

        Resident found = asClerk(() -> residents.find(number, clerk.scope())).orElseThrow();

        assertThat(found.id()).isEqualTo(id);
        assertThat(found.maskedIdNumber()).isEqualTo("999001************");
        assertThat(found.birthDate()).isEqualTo("1954-02-28");
        String stored = asClerk(() -> transaction.execute(
                status -> jdbc.sql("select row_to_json(r)::text from registry.resident r where id = ?")
                        .param(id)
                        .query(String.class)
                        .single()));
        assertThat(stored).doesNotContain(number.value()).contains("999001");
    }

    /**
     * However the number is typed, it is one entry of an index that is looked up: nothing is read from end to end, so that a
     * million people take no longer than a dozen (the milliseconds are measured by the benchmarks).
     */
    @Test
    @Tag("AC-073")
    void findsAWholeNumberByItsIndexHoweverItIsTypedAndHoweverManyThereAre() {
        IdNumber number = TestPeople.idNumber(LocalDate.of(1954, 2, 27), Sex.MALE);
        while (!number.value().endsWith("X")) {
            number = TestPeople.idNumber(LocalDate.of(1954, 2, 27), Sex.MALE);
        }
        UUID id = register("王小明", number);
        StringBuilder fullWidth = new StringBuilder();
        number.value().chars().forEach(digit -> fullWidth.append((char) (digit + 0xFEE0)));
        for (String typed : List.of(
                number.value(),
                number.value().toLowerCase(java.util.Locale.ROOT),
                " " + number.value().substring(0, 6) + " " + number.value().substring(6) + " ",
                fullWidth.toString())) {
            long[] work = asClerk(() -> transaction.execute(status -> {
                jdbc.sql("select set_config('plan_cache_mode', 'force_custom_plan', true)") // not as when it was small
                        .query(String.class)
                        .single();
                jdbc.sql("select set_config('enable_seqscan', 'off', true)") // as in a large table, where it
                        // does not pay
                        .query(String.class)
                        .single();
                jdbc.sql("""
                                insert into registry.resident (area_code, name, pinyin, initials, id_number_enc, id_number_index,
                                    id_prefix, sex, birth_date)
                                select :area, '旁人', 'pangren', 'pr', '\\x00', sha256(convert_to(gen_random_uuid()::text, 'UTF8')),
                                    '999001', 'MALE', date '1950-01-01' from generate_series(1, 2000)""").param("area", village.value()).update();
                // as the server does by itself once a table has grown
                jdbc.sql("analyze registry.resident").update();
                status.setRollbackOnly();
                long readBefore = rowsRead("seq_tup_read");
                assertThat(search.find(typed, clerk.scope()).lines())
                        .as(typed)
                        .singleElement()
                        .satisfies(line -> assertThat(line.id()).isEqualTo(id));
                long fetchedBefore = rowsRead("idx_tup_fetch");
                assertThat(residents.findByDocument(typed, clerk.scope()))
                        .as(typed)
                        .isPresent();
                return new long[] {rowsRead("seq_tup_read") - readBefore, rowsRead("idx_tup_fetch") - fetchedBefore};
            }));
            assertThat(work[0]).as(typed + ": rows read from end to end").isZero();
            assertThat(work[1]).as(typed + ": rows fetched for the number").isBetween(1L, 10L);
        }
    }

    private long rowsRead(String how) {
        return jdbc.sql("select coalesce(sum(" + how
                        + "), 0) from pg_stat_xact_user_tables where schemaname = 'registry' and relname in"
                        + " ('resident', 'household', 'household_member', 'payment_account', 'resident_term')")
                .query(Long.class)
                .single();
    }

    /** Days on which clocks in China jumped, some at midnight, and leap days: a date with a time in it would lose them. */
    @ParameterizedTest
    @Tag("AC-092")
    @ValueSource(
            strings = {
                "1940-06-01",
                "1941-03-15",
                "1942-01-31",
                "1946-05-15",
                "1947-04-15",
                "1948-05-01",
                "1949-05-01",
                "1986-05-04",
                "1987-04-12",
                "1988-04-17",
                "1989-04-16",
                "1990-04-15",
                "1991-04-14",
                "1956-02-29",
                "2000-02-29"
            })
    void keepsEveryBirthdayAsItIs(LocalDate birth) {
        IdNumber number = TestPeople.idNumber(birth, Sex.MALE);
        register("王小明", number);
        Resident found = asClerk(() -> residents.find(number, clerk.scope())).orElseThrow();
        assertThat(found.birthDate()).isEqualTo(birth);
    }

    @Test
    void refusesToRegisterSomeoneTwiceWithoutSayingWhere() {
        IdNumber number = TestPeople.idNumber(LocalDate.of(1960, 1, 2), Sex.FEMALE);
        register("李秀英", number);
        Officer elsewhere = county.elsewhere(Role.TOWN_CLERK);

        refused("resident.already-registered", () -> register("李秀英", number));
        refused(
                "resident.registered-elsewhere",
                () -> Acting.as(
                        elsewhere,
                        () -> residents.register(ResidentDetails.citizen(county.village(2, 1), "李秀英", number))));
        assertThat(Acting.<Boolean>as(
                        elsewhere,
                        () -> residents.find(number, elsewhere.scope()).isPresent()))
                .isFalse();
    }

    /** Trying numbers would tell who is registered in another township; after twenty nobody is told anything for an hour. */
    @Test
    void registersNobodyForAWhileOnceTwentyWereOfElsewhere() {
        IdNumber number = TestPeople.idNumber(LocalDate.of(1961, 1, 2), Sex.FEMALE);
        register("李秀兰", number);
        Officer elsewhere = county.elsewhere(Role.TOWN_CLERK);
        Runnable known = () -> Acting.as(
                elsewhere, () -> residents.register(ResidentDetails.citizen(county.village(2, 1), "李秀兰", number)));
        Runnable unknown = () -> Acting.as(
                elsewhere,
                () -> residents.register(ResidentDetails.citizen(
                        county.village(2, 1), "李秀梅", TestPeople.idNumber(LocalDate.of(1962, 1, 2), Sex.FEMALE))));
        for (int i = 0; i < Reveals.MET_ELSEWHERE_PER_HOUR; i++) {
            refused("resident.registered-elsewhere", known);
        }
        refused("resident.too-many-tries", known);
        refused("resident.too-many-tries", unknown);
    }

    @Test
    void correctsOnlyTheVersionThatWasLookedAt() {
        UUID id = register("张伟", TestPeople.idNumber(LocalDate.of(1970, 3, 4), Sex.MALE));
        Correction correction = new Correction(
                village,
                null,
                "章伟",
                "汉族",
                TestPeople.phone(1),
                null,
                Health.ILL,
                Labour.PARTIAL,
                null,
                null,
                null,
                null);

        asClerk(() -> residents.correct(id, correction, 0, clerk.scope()));

        Resident corrected = asClerk(() -> residents.get(id, clerk.scope()));
        assertThat(corrected.name()).isEqualTo("章伟");
        assertThat(corrected.maskedPhone()).isEqualTo("199****0001");
        assertThat(corrected.version()).isEqualTo(1);
        assertThat(names("章伟")).containsExactly("章伟");
        assertThat(names("张伟")).isEmpty();
        assertThatExceptionOfType(StaleVersion.class)
                .isThrownBy(() -> asClerk(() -> residents.correct(id, correction, 0, clerk.scope())));
    }

    @Test
    void showsTheHouseholdAsItStoodOnAnyDate() {
        UUID father = register("陈志华", TestPeople.idNumber(LocalDate.of(1950, 5, 5), Sex.MALE));
        UUID mother = register("刘秀英", TestPeople.idNumber(LocalDate.of(1952, 6, 6), Sex.FEMALE));
        UUID son = register("陈强", TestPeople.idNumber(LocalDate.of(1980, 7, 7), Sex.MALE));
        UUID household = open(father, LocalDate.of(2025, 1, 1));
        join(household, mother, Relation.SPOUSE, LocalDate.of(2025, 1, 1), 0);
        join(household, son, Relation.SON, LocalDate.of(2025, 6, 1), 1);

        asClerk(() -> households.changeHead(
                household,
                mother,
                Map.of(son, Relation.SON),
                true,
                LocalDate.of(2026, 3, 1),
                "户主死亡",
                2,
                clerk.scope()));

        assertThat(membersOn(household, LocalDate.of(2025, 3, 1))).containsExactly("HEAD 陈志华", "SPOUSE 刘秀英");
        assertThat(membersOn(household, LocalDate.of(2026, 2, 28))).containsExactly("HEAD 陈志华", "SPOUSE 刘秀英", "SON 陈强");
        assertThat(membersOn(household, LocalDate.of(2026, 3, 1))).containsExactly("HEAD 刘秀英", "SON 陈强");
        assertThat(asClerk(() -> households.history(household, clerk.scope()))).hasSize(4);
    }

    @Test
    void keepsEveryoneInOneHouseholdAtATimeAndTheHeadUntilReplaced() {
        UUID head = register("赵国强", TestPeople.idNumber(LocalDate.of(1961, 5, 5), Sex.MALE));
        UUID other = register("孙丽", TestPeople.idNumber(LocalDate.of(1962, 6, 6), Sex.FEMALE));
        UUID household = open(head, LocalDate.of(2026, 1, 1));
        open(other, LocalDate.of(2026, 1, 1));

        refused(
                "household.member-of-another",
                () -> join(household, other, Relation.SPOUSE, LocalDate.of(2026, 2, 1), 0));
        refused(
                "household.head-must-change-first",
                () -> asClerk(() -> households.memberLeft(household, head, TODAY, "死亡", 0, clerk.scope())));
        assertThatExceptionOfType(StaleVersion.class)
                .isThrownBy(() -> asClerk(
                        () -> households.withdrawMeans(household, UUID.randomUUID(), "录入错误", 7, clerk.scope())));
    }

    @Test
    void withdrawsMeansItemsInsteadOfDeletingThem() {
        UUID head = register("周明", TestPeople.idNumber(LocalDate.of(1963, 5, 5), Sex.MALE));
        UUID household = open(head, LocalDate.of(2026, 1, 1));
        NewMeansItem wage = new NewMeansItem(
                head,
                MeansCategory.WAGE,
                "务工",
                Money.of("12000.00"),
                MeansPeriod.YEAR,
                LocalDate.of(2025, 11, 1),
                null,
                MeansSource.DECLARED,
                null,
                null);
        UUID item = asClerk(() -> households.addMeans(household, wage, 0, clerk.scope()));
        refused("means.entered-already", () -> asClerk(() -> households.addMeans(household, wage, 1, clerk.scope())));

        asClerk(() -> households.withdrawMeans(household, item, "金额录错", 1, clerk.scope()));

        assertThat(asClerk(() -> households.today(household, clerk.scope())).means())
                .isEmpty();
        assertThat(asClerk(() -> households.means(household, clerk.scope())))
                .singleElement()
                .satisfies(kept -> assertThat(kept.withdrawnWhy()).isEqualTo("金额录错"));
    }

    @Test
    @Tag("AC-050")
    void paysIntoAnAccountOnlyAfterASecondPersonTypedItsNumber() {
        UUID payee = register("吴芳", TestPeople.idNumber(LocalDate.of(1964, 5, 5), Sex.FEMALE));
        String number = TestPeople.cardNumber(17);
        Officer second = county.officer(Role.TOWN_CLERK, 2);
        refused("account.holder-differs", () -> enter(payee, "吴方", number));
        refused("account.check-digit", () -> enter(payee, "吴芳", "6228480000001234567"));
        UUID account = enter(payee, "吴芳", number);

        refused(
                "account.confirmed-by-same-person",
                () -> asClerk(() -> accounts.confirm(payee, account, number, clerk.scope())));
        refused(
                "account.retyped-differs",
                () -> Acting.as(
                        second, () -> accounts.confirm(payee, account, TestPeople.cardNumber(18), second.scope())));
        Acting.as(second, () -> accounts.confirm(payee, account, number, second.scope()));
        UUID next = enter(payee, "吴芳", TestPeople.cardNumber(19));
        Acting.as(second, () -> accounts.confirm(payee, next, TestPeople.cardNumber(19), second.scope()));

        assertThat(asClerk(() -> accounts.of(payee, clerk.scope())))
                .extracting(PaymentAccount::id, PaymentAccount::active)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(next, true),
                        org.assertj.core.groups.Tuple.tuple(account, false));
    }

    @Test
    @Tag("AC-034")
    @Tag("AC-035")
    @Tag("AC-036")
    void revealsANumberWithAReasonAndSoOftenOnly() {
        IdNumber number = TestPeople.idNumber(LocalDate.of(1966, 5, 5), Sex.FEMALE);
        UUID id = register("郑洋", number);
        refused("reveal.reason-missing", () -> reveal(id, " "));

        for (int i = 0; i < Reveals.REVEALS_PER_HOUR; i++) {
            assertThat(reveal(id, "核对户口簿")).isEqualTo(number.value());
        }

        refused("reveal.too-many", () -> reveal(id, "核对户口簿"));
    }

    @Test
    void comparesATypedNumberTenTimesAnHour() {
        IdNumber number = TestPeople.idNumber(LocalDate.of(1967, 5, 5), Sex.FEMALE);
        UUID id = register("冯洋", number);
        String wrong = TestPeople.idNumber(LocalDate.of(1967, 5, 5), Sex.FEMALE).value();

        assertThat(asClerk(() -> residents.hasIdNumber(id, number.value(), clerk.scope())))
                .isTrue();
        for (int i = 1; i < Reveals.MATCHES_PER_PERSON_AND_HOUR; i++) {
            assertThat(asClerk(() -> residents.hasIdNumber(id, wrong, clerk.scope())))
                    .isFalse();
        }

        refused("reveal.too-many-tries", () -> asClerk(() -> residents.hasIdNumber(id, wrong, clerk.scope())));
    }

    @Test
    void findsByWhateverIsTypedIntoTheOneBox() {
        IdNumber number = TestPeople.idNumber(LocalDate.of(1954, 2, 28), Sex.FEMALE);
        UUID id = asClerk(() -> residents.register(
                ResidentDetails.citizen(village, "欧阳小娟", number).withPhone(TestPeople.phone(77))));
        UUID household = open(id, LocalDate.of(2026, 1, 1));
        enter(id, "欧阳小娟", TestPeople.cardNumber(77));
        String fileNo =
                asClerk(() -> households.today(household, clerk.scope())).fileNo();

        for (String typed : List.of(
                "欧阳小娟",
                "小娟",
                "娟",
                "阳小娟",
                "oyxj",
                "OYX",
                "ouyangxiao",
                number.value(),
                number.value().toLowerCase(java.util.Locale.ROOT),
                TestPeople.phone(77),
                TestPeople.cardNumber(77),
                fileNo,
                "19540228",
                "1954-2-28",
                "1954.2.28",
                "1954年2月28日")) {
            assertThat(names(typed)).as(typed).containsExactly("欧阳小娟");
        }
        for (String typed : List.of(
                "欧小娟",
                number.value().substring(14),
                number.value().substring(0, 17),
                TestPeople.phone(77).substring(7),
                TestPeople.cardNumber(77).substring(0, 16),
                "999001",
                "%",
                "' or 1=1",
                "")) {
            assertThat(names(typed)).as(typed).isEmpty();
        }
        assertThat(asClerk(() -> search.find("999001", clerk.scope())).onlyWholeNumbers())
                .isTrue();
    }

    @Test
    @Tag("AC-028")
    void searchesTheOfficersAreaOnly() {
        register("何小红", TestPeople.idNumber(LocalDate.of(1990, 1, 1), Sex.FEMALE));
        Officer elsewhere = county.elsewhere(Role.TOWN_CLERK);

        assertThat(names("何小红")).hasSize(1);
        assertThat(Acting.<List<FoundResident>>as(
                        elsewhere, () -> search.find("何小红", elsewhere.scope()).lines()))
                .isEmpty();
        assertThat(Acting.<List<FoundResident>>as(
                        elsewhere, () -> search.find("何小红", clerk.scope()).lines()))
                .as("the row policy holds whatever scope a caller hands over")
                .isEmpty();
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> Acting.as(elsewhere, () -> households.today(UUID.randomUUID(), elsewhere.scope())));
    }

    @Test
    void saysThatThereIsMoreThanItShows() {
        asClerk(() -> transaction.executeWithoutResult(status -> {
            try (ResidentCopy copy = residents.copyIn()) {
                for (int i = 0; i < 150; i++) {
                    copy.add(
                            UUID.randomUUID(),
                            ResidentDetails.citizen(
                                    village,
                                    "高磊",
                                    TestPeople.idNumber(LocalDate.of(1955, 1, 1).plusDays(i), Sex.MALE)));
                }
            }
        }));

        ResidentSearch.Result result = asClerk(() -> search.find("gl", clerk.scope()));

        assertThat(result.lines()).hasSize(ResidentSearch.MOST);
        assertThat(result.more()).isTrue();
    }

    /** The index must be usable although the table stands behind a policy: see the comment on {@link ResidentTerms}. */
    @Test
    void readsSearchWordsOffTheIndexAsTheApplicationsOwnRole() {
        List<String> plan = asClerk(() -> transaction.execute(status -> {
            jdbc.sql("set local enable_seqscan = off").update();
            return jdbc.sql("explain " + ResidentTerms.BY_TERM + " select id from hit")
                    .param("term", "N小明")
                    .param("most", 101)
                    .param("lo", clerk.scope().lo())
                    .param("hi", clerk.scope().hi())
                    .query(String.class)
                    .list();
        }));

        assertThat(plan)
                .anyMatch(line -> line.contains("resident_term_pkey"))
                .anyMatch(line -> line.contains("Index Cond") && line.contains("N小明") && line.contains("area_code"));
    }

    private List<String> names(String typed) {
        return asClerk(() -> search.find(typed, clerk.scope())).lines().stream()
                .map(FoundResident::name)
                .toList();
    }

    private List<String> membersOn(UUID household, LocalDate date) {
        return asClerk(() -> households.asOf(household, date, clerk.scope())).members().stream()
                .map(member -> member.relation() + " " + member.name())
                .toList();
    }

    private UUID register(String name, IdNumber number) {
        return asClerk(() -> residents.register(ResidentDetails.citizen(village, name, number)));
    }

    private UUID open(UUID head, LocalDate on) {
        return asClerk(() -> households.open(new NewHousehold(null, village, UrbanRural.RURAL, "三组", head, on)));
    }

    private void join(UUID household, UUID resident, Relation relation, LocalDate from, int version) {
        asClerk(() -> households.addMember(
                household, new NewMember(resident, relation, true, null, from, "共同生活"), version, clerk.scope()));
    }

    private UUID enter(UUID payee, String holder, String number) {
        return asClerk(() -> accounts.enter(payee, holder, "农村商业银行", number, AccountKind.CARD, clerk.scope())
                .id());
    }

    private String reveal(UUID id, String reason) {
        return asClerk(() -> residents.reveal(id, RevealedField.ID_NUMBER, reason, clerk.scope()));
    }

    private <T> T asClerk(Supplier<T> work) {
        return Acting.as(clerk, work);
    }

    private void asClerk(Runnable work) {
        Acting.as(clerk, work);
    }
}
