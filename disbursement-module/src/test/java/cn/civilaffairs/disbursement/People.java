package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Households with people and accounts for the tests of this module, and the scheme they are paid by. */
@TestComponent
class People {

    static final String SCHEME = "test-living";
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final TransactionTemplate transaction;
    private final EntitlementDesk desk;
    private final RedLineDesk redLines;
    private final PaymentRunDesk runs;
    private final TestClock testClock;
    private final Clock clock;

    People(
            JdbcClient jdbc,
            FieldCipher cipher,
            TransactionTemplate transaction,
            EntitlementDesk desk,
            RedLineDesk redLines,
            PaymentRunDesk runs,
            TestClock testClock,
            Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.transaction = transaction;
        this.desk = desk;
        this.redLines = redLines;
        this.runs = runs;
        this.testClock = testClock;
        this.clock = clock;
    }

    @TestComponent
    static class TestSchemes {

        @Bean
        Scheme testLiving() {
            return new Scheme(
                    SCHEME,
                    "SA-TEST",
                    Scheme.Holder.HOUSEHOLD,
                    "payment.cut-off",
                    "payment.pay-day",
                    "payment.death-stop");
        }
    }

    /** A household, its members with the head first, and the head's account. */
    record Family(AreaCode village, UUID householdId, List<UUID> members) {

        UUID head() {
            return members.get(0);
        }
    }

    /** Who may approve and yet is not another than somebody: that person as an approver, and an approver standing in for them. */
    static List<Officer> approversAtOneWith(Officer somebody, Officer approver) {
        return List.of(
                approver(approver, somebody.id(), Set.of()), approver(approver, approver.id(), Set.of(somebody.id())));
    }

    private static Officer approver(Officer like, UUID id, Set<UUID> standsInFor) {
        return new Officer(
                id,
                like.login(),
                like.name(),
                like.unit(),
                like.area(),
                Set.of(Role.COUNTY_APPROVER),
                like.lines(),
                standsInFor);
    }

    <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, () -> transaction.execute(status -> work.get()));
    }

    /** The county's parameters as far as a run needs them. */
    void parameters(TestCounty county, String cutOff) {
        as(county.officer(Role.COUNTY_CASEWORKER), () -> {
            for (String[] row : new String[][] {
                {"payment.cut-off", cutOff},
                {"payment.pay-day", "20"},
                {"payment.death-stop", "NEXT"},
                // a county of a handful: any change is a large one
                {"payment.second-signer.percent", "1000000"},
                {"payment.second-signer.new-payees", "1000000"}
            }) {
                jdbc.sql("""
                                insert into registry.parameter (key, area_code, value, effective_from, document, approved_at)
                                values (?, ?, ?, date '2020-01-01', '测试〔2020〕1号', now())""").params(row[0], county.code().value(), row[1]).update();
            }
            return true;
        });
    }

    Family family(TestCounty county, AreaCode village, int size) {
        return as(county.officer(Role.COUNTY_CASEWORKER), () -> {
            UUID household = Ids.next();
            jdbc.sql("""
                            insert into registry.household (id, file_no, area_code, residence, opened_on)
                            values (?, ?, ?, 'RURAL', date '2020-01-01')""")
                    .params(household, household.toString(), village.value())
                    .update();
            List<UUID> members = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                UUID resident = resident(village);
                members.add(resident);
                jdbc.sql("""
                                insert into registry.household_member
                                    (household_id, resident_id, area_code, relation, valid_from, joined_why)
                                values (?, ?, ?, ?, date '2020-01-01', 'TEST')""")
                        .params(household, resident, village.value(), i == 0 ? "HEAD" : "CHILD")
                        .update();
            }
            account(village, members.get(0));
            return new Family(village, household, members);
        });
    }

    private UUID resident(AreaCode village) {
        int serial = SERIAL.incrementAndGet();
        LocalDate birth = LocalDate.of(1950, 1, 1).plusDays(serial / 900);
        String seventeen =
                "999001%s%03d".formatted(birth.format(java.time.format.DateTimeFormatter.BASIC_ISO_DATE), serial % 900);
        String number = seventeen + IdNumber.checkCharacter(seventeen);
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into registry.resident (id, area_code, name, pinyin, initials, id_number_enc, id_number_index,
                            id_prefix, sex, birth_date)
                        values (?, ?, ?, 'ceshi', 'cs', ?, ?, '999001', 'MALE', ?)""")
                .params(
                        id,
                        village.value(),
                        "测" + serial,
                        cipher.encrypt(ProtectedField.RESIDENT_ID_NUMBER, id, number),
                        cipher.index(ProtectedField.RESIDENT_ID_NUMBER, number),
                        birth)
                .update();
        return id;
    }

    int closeAccount(UUID resident) {
        return jdbc.sql(
                        "update registry.payment_account set active = false, closed_at = ? where resident_id = ? and active")
                .params(OffsetDateTime.now(clock), resident)
                .update();
    }

    /** A confirmed account, replacing the active one if there is one. */
    UUID account(AreaCode village, UUID resident) {
        closeAccount(resident);
        String number = "622848000%09d".formatted(SERIAL.incrementAndGet());
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into registry.payment_account (id, resident_id, area_code, holder_name, bank, number_enc,
                            number_index, last_four, kind, confirmed_at, active)
                        select ?, id, ?, name, '农业银行', ?, ?, ?, 'CARD', now(), true from registry.resident where id = ?""")
                .params(
                        id,
                        village.value(),
                        cipher.encrypt(ProtectedField.ACCOUNT_NUMBER, id, number),
                        cipher.index(ProtectedField.ACCOUNT_NUMBER, number),
                        number.substring(number.length() - 4),
                        resident)
                .update();
        return id;
    }

    /** An account one officer has entered and another has yet to confirm. */
    UUID pendingAccount(AreaCode village, UUID resident, String number, Officer enteredBy) {
        UUID id = Ids.next();
        as(
                enteredBy,
                () -> jdbc.sql("""
                        insert into registry.payment_account (id, resident_id, area_code, holder_name, bank, number_enc,
                            number_index, last_four, kind, entered_by)
                        select ?, id, ?, name, '云溪农村商业银行', ?, ?, ?, 'CARD', ? from registry.resident where id = ?""")
                        .params(
                                id,
                                village.value(),
                                cipher.encrypt(ProtectedField.ACCOUNT_NUMBER, id, number),
                                cipher.index(ProtectedField.ACCOUNT_NUMBER, number),
                                number.substring(number.length() - 4),
                                enteredBy.id(),
                                resident)
                        .update());
        return id;
    }

    static Due due(int persons, String base, Cause cause, LocalDate decidedOn) {
        return new Due(
                persons, Money.of(base), Money.ZERO, cause, "test-1", "{\"lines\":[]}", null, null, null, decidedOn);
    }

    static Grant grant(Family family, YearMonth first, LocalDate decidedOn, String base) {
        return new Grant(
                SCHEME,
                family.village(),
                UrbanRural.RURAL,
                family.householdId(),
                family.head(),
                family.head(),
                null,
                ReviewClass.A,
                null,
                EntryKind.APPLICATION,
                first,
                decidedOn,
                null,
                family.members(),
                due(family.members().size(), base, Cause.GRANTED, decidedOn));
    }

    UUID granted(TestCounty county, Family family, YearMonth first, LocalDate decidedOn, String base) {
        return as(county.officer(Role.COUNTY_APPROVER), () -> desk.grant(grant(family, first, decidedOn, base)));
    }

    /** Has whatever the red lines turned up explained, and opened by the checker. */
    void explainRedLines(TestCounty county, UUID runId) {
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER, 2);
        Acting.as(caseworker, () -> {
            for (RedCount count : redLines.counts(runId, null)) {
                redLines.explainAll(runId, count.code(), "已核实");
            }
        });
        Acting.as(county.officer(Role.FINANCE_CHECKER), () -> {
            for (UUID entitlement : redLines.toOpen(runId)) {
                redLines.open(runId, entitlement);
            }
        });
    }

    /** A month computed on a day after its cut-off. */
    UUID computed(TestCounty county, YearMonth month) {
        testClock.set(month.atDay(17));
        return Acting.as(county.officer(Role.FINANCE_MAKER), () -> runs.startNow(SCHEME, month));
    }

    /** The same, paid. */
    UUID paid(TestCounty county, YearMonth month) {
        return signed(county, computed(county, month));
    }

    UUID signed(TestCounty county, UUID run) {
        sign(county, checked(county, run), 1);
        return run;
    }

    /** Confirmed, with nothing left to explain or to open, and passed by the checker. */
    UUID checked(TestCounty county, UUID run) {
        confirmed(county, run);
        explainRedLines(county, run);
        check(county, run);
        return run;
    }

    void check(TestCounty county, UUID run) {
        Acting.as(
                county.officer(Role.FINANCE_CHECKER),
                () -> runs.check(run, runs.find(run).version()));
    }

    /** The county stands in for its townships. */
    UUID confirmed(TestCounty county, UUID run) {
        Acting.as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> runs.towns(run).forEach(town -> runs.confirm(run, town.town(), "停电")));
        return run;
    }

    /** @param which of the county's two signers */
    void sign(TestCounty county, UUID run, int which) {
        Acting.as(county.officer(Role.FINANCE_SIGNER, which), () -> {
            PaymentRun checked = runs.find(run);
            runs.sign(run, checked.version(), checked.households(), checked.amount());
        });
    }

    /** Families of one in one village, granted together. */
    List<Family> granted(TestCounty county, YearMonth first, LocalDate decidedOn, String... amounts) {
        List<Family> families = new ArrayList<>();
        as(county.officer(Role.COUNTY_CASEWORKER), () -> {
            List<Grant> grants = new ArrayList<>();
            for (String amount : amounts) {
                Family family = family(county, county.village(1, 1), 1);
                families.add(family);
                grants.add(grant(family, first, decidedOn, amount));
            }
            return desk.grantAll(grants);
        });
        return families;
    }
}
