package cn.civilaffairs.web.security;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.Opening;
import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.NewLead;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Due;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.policy.PolicyDefaults;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One family of 低保 in the first village, with everything that hangs on it, for the rows of the matrix that ask about an
 * object: its file, its person, account, case, benefit, amount, run, lead, claim and review.
 */
@TestComponent
final class MatrixWorld {

    static final String NAME = "矩阵测试户";
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    private final TestCounties counties;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final FieldCipher cipher;
    private final PolicyDefaults defaults;
    private final EntitlementDesk entitlements;
    private final PaymentRunDesk runs;
    private final CaseDesk cases;
    private final LeadDesk leads;

    MatrixWorld(
            TestCounties counties,
            TestClock clock,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            FieldCipher cipher,
            PolicyDefaults defaults,
            EntitlementDesk entitlements,
            PaymentRunDesk runs,
            CaseDesk cases,
            LeadDesk leads) {
        this.counties = counties;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.cipher = cipher;
        this.defaults = defaults;
        this.entitlements = entitlements;
        this.runs = runs;
        this.cases = cases;
        this.leads = leads;
    }

    /** @param ids what the variables of an address stand for, by the beginning of the address and the variable's name */
    record Objects(TestCounty county, IdNumber number, UUID household, Map<String, String> ids) {

        /** The address of a route about this family, and whether it is about it at all. */
        String address(String pattern, boolean real) {
            String uri = pattern;
            for (Map.Entry<String, String> entry : ids.entrySet()) {
                int hash = entry.getKey().indexOf('#');
                if (uri.startsWith(entry.getKey().substring(0, hash))) {
                    uri = uri.replaceAll(
                            "\\{" + entry.getKey().substring(hash + 1) + "(:[^}]*(\\{[0-9]+\\})?[^}]*)?\\}",
                            real ? entry.getValue() : UUID.randomUUID().toString());
                }
            }
            return uri;
        }

        boolean concerns(String pattern) {
            return !address(pattern, true).equals(pattern);
        }
    }

    Objects make() {
        clock.set(LocalDate.of(2026, 10, 16));
        TestCounty county = counties.create();
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        UUID household = Ids.next();
        UUID resident = Ids.next();
        UUID account = Ids.next();
        IdNumber number = number();
        UUID entitlement = as(caseworker, () -> {
            defaults.install(county.code(), List.of());
            register(county, household, resident, account, number);
            return granted(county, household, resident);
        });
        UUID determination = as(
                caseworker,
                () -> entitlements.determinations(entitlement).get(0).id());
        UUID file = as(
                county.officer(Role.TOWN_CLERK),
                () -> cases.open(new Opening(
                                "minimum-living", county.village(1, 1), household, resident, NAME, Set.of(), null))
                        .id());
        UUID lead = as(
                caseworker,
                () -> leads.open(new NewLead(
                        "PENSION",
                        resident,
                        county.village(1, 1),
                        LocalDate.of(2026, 10, 2),
                        "县人社局",
                        "10月起领取城乡居民养老金",
                        null,
                        Limit.workingDays(10))));
        UUID claim = as(caseworker, () -> claim(county, household, resident, entitlement));
        UUID review = as(caseworker, () -> review(county, household, resident, entitlement));
        UUID run = Acting.as(county.officer(Role.FINANCE_MAKER), () -> runs.startNow("minimum-living", OCTOBER));
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("/families/#id", household.toString());
        ids.put("/families/#resident", resident.toString());
        ids.put("/families/#account", account.toString());
        ids.put("/families/#entitlement", entitlement.toString());
        ids.put("/cases/#id", file.toString());
        ids.put("/assistance/minimum-living/cases/#id", file.toString());
        ids.put("/assistance/minimum-living/changes/#id", file.toString());
        ids.put("/benefits/#entitlementId", entitlement.toString());
        ids.put("/why/#determinationId", determination.toString());
        ids.put("/people/#id", resident.toString());
        ids.put("/people/#account", account.toString());
        ids.put("/residents/#id", resident.toString());
        ids.put("/residents/#account", account.toString());
        ids.put("/leads/#id", lead.toString());
        ids.put("/recoveries/#id", claim.toString());
        ids.put("/reviews/#id", review.toString());
        ids.put("/runs/#id", run.toString());
        ids.put("/runs/#entitlement", entitlement.toString());
        ids.put("/reports/runs/#id", run.toString());
        ids.put("/returns/#run", run.toString());
        return new Objects(county, number, household, ids);
    }

    private <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, () -> transaction.execute(status -> work.get()));
    }

    private static IdNumber number() {
        String seventeen = "99900119%02d0101%03d"
                .formatted(
                        ThreadLocalRandom.current().nextInt(30, 80),
                        ThreadLocalRandom.current().nextInt(1000));
        return IdNumber.of(seventeen + IdNumber.checkCharacter(seventeen));
    }

    private void register(TestCounty county, UUID household, UUID resident, UUID account, IdNumber number) {
        String village = county.village(1, 1).value();
        String card = "622848000%010d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
        jdbc.sql("""
                        insert into registry.household (id, file_no, area_code, residence, opened_on)
                        values (?, ?, ?, 'RURAL', date '2020-01-01')""").params(household, household.toString(), village).update();
        jdbc.sql("""
                        insert into registry.resident (id, area_code, name, pinyin, initials, id_number_enc, id_number_index,
                            id_prefix, sex, birth_date) values (?, ?, ?, 'juzhenceshihu', 'jzcsh', ?, ?, '999001', ?, ?)""")
                .params(
                        resident,
                        village,
                        NAME,
                        cipher.encrypt(ProtectedField.RESIDENT_ID_NUMBER, resident, number.value()),
                        cipher.index(ProtectedField.RESIDENT_ID_NUMBER, number.value()),
                        number.sex().name(),
                        number.birthDate())
                .update();
        jdbc.sql("""
                        insert into registry.household_member (household_id, resident_id, area_code, relation, valid_from, joined_why)
                        values (?, ?, ?, 'HEAD', date '2020-01-01', '建档')""").params(household, resident, village).update();
        jdbc.sql("""
                        insert into registry.payment_account (id, resident_id, area_code, holder_name, bank, number_enc,
                            number_index, last_four, kind, confirmed_at, active)
                        values (?, ?, ?, ?, '农业银行', ?, ?, ?, 'CARD', now(), true)""")
                .params(
                        account,
                        resident,
                        village,
                        NAME,
                        cipher.encrypt(ProtectedField.ACCOUNT_NUMBER, account, card),
                        cipher.index(ProtectedField.ACCOUNT_NUMBER, card),
                        card.substring(card.length() - 4))
                .update();
    }

    private UUID granted(TestCounty county, UUID household, UUID resident) {
        LocalDate decided = LocalDate.of(2026, 9, 20);
        return entitlements.grant(new Grant(
                "minimum-living",
                county.village(1, 1),
                UrbanRural.RURAL,
                household,
                resident,
                resident,
                null,
                null,
                null,
                EntryKind.APPLICATION,
                OCTOBER,
                decided,
                null,
                List.of(resident),
                new Due(
                        1,
                        Money.of("610.00"),
                        Money.ZERO,
                        Cause.GRANTED,
                        "1",
                        "{\"ruleVersion\":\"1\",\"entitled\":true,\"lines\":[]}",
                        null,
                        null,
                        null,
                        decided)));
    }

    private UUID claim(TestCounty county, UUID household, UUID resident, UUID entitlement) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into disbursement.recovery (id, claim_no, entitlement_id, scheme, area_code, household_id, debtor_id,
                            state, origin, amount, found_at)
                        values (?, ?, ?, 'minimum-living', ?, ?, ?, 'PROPOSED', 'REASSESSED', 120, now())""")
                .params(id, id.toString(), entitlement, county.village(1, 1).value(), household, resident)
                .update();
        return id;
    }

    private UUID review(TestCounty county, UUID household, UUID resident, UUID entitlement) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into disbursement.review_task (id, scheme, entitlement_id, area_code, household_id, resident_id, review_class,
                            due_on, persons, amount, generated_on)
                        values (?, 'minimum-living', ?, ?, ?, ?, 'A', date '2026-11-30', 1, 610, date '2026-10-01')""")
                .params(id, entitlement, county.village(1, 1).value(), household, resident)
                .update();
        return id;
    }
}
