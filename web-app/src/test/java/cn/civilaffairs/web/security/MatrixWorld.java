package cn.civilaffairs.web.security;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.Opening;
import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.NewLead;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.web.GrantedFamilies;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One family of 低保 in the first village, with everything that hangs on it, for the rows of the matrix that ask about an
 * object: its file, its person, account, case, benefit, amount, run, lead, claim and review; and one of
 * everything else that has an address of its own, from a notice to a county's standard.
 */
@TestComponent
public final class MatrixWorld {

    static final String NAME = "矩阵测试户";
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    private final TestCounties counties;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final FieldCipher cipher;
    private final GrantedFamilies families;
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
            GrantedFamilies families,
            EntitlementDesk entitlements,
            PaymentRunDesk runs,
            CaseDesk cases,
            LeadDesk leads) {
        this.counties = counties;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.cipher = cipher;
        this.families = families;
        this.entitlements = entitlements;
        this.runs = runs;
        this.cases = cases;
        this.leads = leads;
    }

    /** Whose an object is: who must not get at it follows from that. */
    enum Whose {
        /** hangs on the family: its township's, its line's, and few officers' once it is under limited access */
        FAMILY,
        /** the county's: every township of it may know that there is such a thing */
        COUNTY,
        /** made by a township's officer, about nobody's family in particular */
        TOWNSHIP
    }

    private static final List<String> COUNTY = List.of(
            "/runs/",
            "/returns/",
            "/reports/",
            "/uplifts/",
            "/standards/",
            "/parameters/",
            "/elder-care/",
            "/admin/",
            "/areas/",
            "/months/",
            "/funeral/",
            "/appointments/");
    private static final List<String> TOWNSHIP =
            List.of("/exports/", "/imports/", "/working-lists/", "/papers/", "/relatives/");

    /** @param ids what the variables of an address stand for, by the beginning of the address and the variable's name */
    record Objects(TestCounty county, IdNumber number, UUID household, Map<String, String> ids) {

        Whose whose(String pattern) {
            if (COUNTY.stream().anyMatch(pattern::startsWith) && !pattern.contains("{entitlement")) {
                return Whose.COUNTY;
            }
            return TOWNSHIP.stream().anyMatch(pattern::startsWith)
                            || pattern.matches("/samples/\\{id[^/]*}(/list.xlsx)?")
                    ? Whose.TOWNSHIP
                    : Whose.FAMILY;
        }

        /** The address of a route about this family, and whether it is about it at all. */
        String address(String pattern, boolean real) {
            String uri = pattern;
            for (Map.Entry<String, String> entry : ids.entrySet()) {
                int hash = entry.getKey().indexOf('#');
                if (uri.startsWith(entry.getKey().substring(0, hash))) {
                    uri = uri.replaceAll(
                            "\\{" + entry.getKey().substring(hash + 1) + "(:[^{}]*(\\{[0-9,]+\\}[^{}]*)*)?\\}",
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
        TestCounty county = counties.withDefaults();
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        GrantedFamilies.Family family = as(caseworker, () -> families.family(county.village(1, 1), NAME));
        UUID household = family.household();
        UUID resident = family.head();
        UUID account = family.account();
        UUID entitlement = as(caseworker, () -> granted(family));
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
                        Limit.workingDays(10),
                        null)));
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
        try {
            ids.putAll(others(county, household, resident, file, entitlement, run));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return new Objects(county, family.number(), household, ids);
    }

    /** One more household of the county in payment, after the first in any order by place and age. */
    void oneMore(TestCounty county) {
        as(county.officer(Role.COUNTY_CASEWORKER), () -> granted(families.family(county.village(1, 1), NAME)));
    }

    private UUID granted(GrantedFamilies.Family family) {
        return families.grant(
                family,
                OCTOBER,
                GrantedFamilies.due(
                        "610.00",
                        "0.00",
                        "{\"ruleVersion\":\"1\",\"entitled\":true,\"lines\":[]}",
                        LocalDate.of(2026, 9, 20)));
    }

    private <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, () -> transaction.execute(status -> work.get()));
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

    /** What else there is an address of, one of each, put there past all policies. */
    private Map<String, String> others(
            TestCounty county, UUID household, UUID resident, UUID file, UUID entitlement, UUID run)
            throws SQLException {
        Map<String, String> ids = new LinkedHashMap<>();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("county", county.code().value());
        values.put("town", county.township(1).value());
        values.put("village", county.village(1, 1).value());
        values.put("third", county.village(3, 1).value());
        values.put("household", household.toString());
        values.put("resident", resident.toString());
        values.put("case", file.toString());
        values.put("entitlement", entitlement.toString());
        values.put("run", run.toString());
        values.put("name", NAME);
        for (Role role : Role.values()) {
            values.put(role.name(), county.officer(role).id().toString());
        }
        ids.put("/limited-access/requests/#id", "REQUEST");
        ids.put("/limited-access/#id", "LIMIT");
        ids.put("/samples/#id", "SAMPLE");
        ids.put("/samples/#caseId", file.toString());
        ids.put("/families/#hold", "HOLD");
        ids.put("/moves/#id", "MOVE");
        ids.put("/papers/posters/#id", "NOTICE");
        ids.put("/papers/jobs/#id", "JOB");
        ids.put("/back-payments/#id", "BACK");
        ids.put("/uplifts/#id", "UPLIFT");
        ids.put("/standards/#id", "STANDARD");
        ids.put("/parameters/#id", "PARAMETER");
        ids.put("/exports/#id", "EXTRACT");
        ids.put("/imports/#id", "IMPORT");
        ids.put("/working-lists/#id", "LIST");
        ids.put("/appointments/#id", "APPOINTMENT");
        ids.put("/relatives/#id", "RELATIVE");
        ids.put("/funeral/cremations/#id", "CREMATION");
        ids.put("/elder-care/old-age/rosters/#id", "ROSTER");
        ids.put("/months/{month:[0-9]{4}-[0-9]{2}}/reopenings/#id", "REOPENING");
        ids.put("/months/{month:[0-9]{4}-[0-9]{2}}/versions/#id", "VERSION");
        ids.put("/months/sets/#id", "SET");
        ids.put("/reports/given/#id", "GIVEN");
        ids.put("/areas/mergers/#id", "MERGER");
        ids.replaceAll((address, id) -> {
            if (!id.matches("[A-Z]+")) {
                return id;
            }
            return values.computeIfAbsent(id, none -> Ids.next().toString());
        });
        values.put("hidden", Ids.next().toString());
        byte[] why = cipher.encrypt(ProtectedField.LIMITED_ACCESS_REASON, UUID.fromString(values.get("LIMIT")), "测试");
        values.put("why", HexFormat.of().formatHex(why));
        values.put("file", Ids.next().toString());
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement()) {
            String script = OTHERS;
            for (Map.Entry<String, String> value : values.entrySet()) {
                script = script.replace("$" + value.getKey() + "$", "'" + value.getValue() + "'");
            }
            statement.execute(script);
        }
        return ids;
    }

    private static final String OTHERS = """
            select set_config('app.lo', '0', false), set_config('app.hi', ':', false); -- for triggers run as the owner
            insert into registry.household (id, file_no, area_code, residence, opened_on)
                values ($hidden$, $hidden$, $village$, 'RURAL', '2020-01-01');
            insert into registry.limited_access (id, household_id, area_code, ground, why_enc, placed_by, placed_at)
                values ($LIMIT$, $hidden$, $village$, 'OTHER', decode($why$, 'hex'), $TOWN_CLERK$, now());
            insert into registry.limited_access_officer (limit_id, officer_id, assigned_by, assigned_at)
                values ($LIMIT$, $TOWN_CLERK$, $TOWN_CLERK$, now());
            update registry.household set limit_id = $LIMIT$ where id = $hidden$;
            insert into registry.limited_access_request (id, limit_id, asked_for, asked_by, asked_at, reason, hours)
                values ($REQUEST$, $LIMIT$, '档案号', $COUNTY_APPROVER$, now(), '仅供权限矩阵测试使用', 1);
            insert into disbursement.hold (id, entitlement_id, area_code, reason, note, from_month, placed_by, placed_at,
                    released_by, released_at, released_from_month, pay_held_months)
                values ($HOLD$, $entitlement$, $village$, 'MATCH_TO_VERIFY', '测试', '2026-10-01', $TOWN_CLERK$, now(),
                    $TOWN_CLERK$, now(), '2026-10-01', false);
            insert into casework.sample (id, area_code, matter, month, percent, population, size, seed, due_on, drawn_by, drawn_at)
                values ($SAMPLE$, $town$, 'minimum-living', '2026-09-01', 30, 1, 1, repeat('0', 32), '2026-10-31',
                    $COUNTY_CASEWORKER$, now());
            insert into casework.sample_item (sample_id, case_id, area_code, case_no, digest, picked, compulsory)
                values ($SAMPLE$, $case$, $village$, 'C1', repeat('0', 64), true, false);
            insert into registry.household_move (id, household_id, file_no, head_name, persons, area_code, to_area, residence,
                    to_residence, moved_on, from_month, asked_by_side, reason, state, proposed_by, proposed_at)
                values ($MOVE$, $household$, 'H1', $name$, 1, $village$, $third$, 'RURAL', 'RURAL', '2026-10-01', '2026-11-01',
                    'LEAVING', '迁居', 'PROPOSED', $TOWN_CLERK$, now());
            insert into disbursement.public_notice (id, area_code, scheme, posted_from, posted_until, left_out, made_by, made_at)
                values ($NOTICE$, $village$, 'minimum-living', '2026-10-01', '2026-10-31', 0, $TOWN_CLERK$, now());
            insert into disbursement.public_notice_line (notice_id, ordinal, area_code, name, persons, amount)
                values ($NOTICE$, 1, $village$, $name$, 1, 610);
            insert into casework.print_job (id, area_code, matter, paper, title, month, placeholders, subjects, asked_by, asked_at)
                values ($JOB$, $town$, 'minimum-living', 'x', '测试文书', '2026-10-01', false, array[$household$]::uuid[],
                    $TOWN_CLERK$, now());
            insert into disbursement.back_payment (id, payment_no, entitlement_id, scheme, area_code, household_id, payee_id,
                    state, ground, reason, amount, proposed_by, proposed_at)
                values ($BACK$, $BACK$, $entitlement$, 'minimum-living', $village$, $household$, $resident$, 'PROPOSED',
                    'OTHER', '测试', 10, $COUNTY_CASEWORKER$, now());
            insert into disbursement.uplift (id, scheme, standard_id, area_code, residence, standard_amount, document,
                    effective_month, state, beat_at, proposed_by, proposed_at)
                values ($UPLIFT$, 'minimum-living', $UPLIFT$, $county$, 'RURAL', 700, '测试', '2026-11-01', 'REPLACED', now(),
                    $COUNTY_CASEWORKER$, now());
            insert into registry.standard (id, scheme, area_code, residence, amount, unit, effective_from, document, proposed_by)
                values ($STANDARD$, 'minimum-living', $county$, 'RURAL', 900, 'MONTH', '2040-01-01', '测试', $COUNTY_CASEWORKER$);
            insert into registry.parameter (id, key, area_code, value, effective_from, document, proposed_by)
                values ($PARAMETER$, 'minimum-living.review-months.A', $county$, '1', '2040-01-01', '测试', $COUNTY_CASEWORKER$);
            insert into registry.list_extract (id, area_code, list, title, filter, row_count, whole_numbers, state, request_enc,
                    purpose, asked_by, asked_at)
                values ($EXTRACT$, $town$, 'cases', '办件', '', 600, false, 'WAITING', '\\x00', '测试用途说明', $TOWN_CLERK$, now());
            insert into registry.stored_file (id, area_code, name, media_type, size, sha256, content_enc, stored_by)
                values ($file$, $village$, 'x.xlsx', 'x/y', 1, 'x', '\\x00', $TOWN_CLERK$);
            insert into registry.import_batch (id, area_code, contract, file_id, state, rows_read, rows_passed, uploaded_by)
                values ($IMPORT$, $town$, 'residents', $file$, 'CHECKED', 1, 1, $TOWN_CLERK$),
                    ($LIST$, $town$, 'working-list', $file$, 'CHECKED', 1, 1, $TOWN_CLERK$);
            insert into registry.appointment_request (id, officer_id, role, line, asked_by, asked_at)
                values ($APPOINTMENT$, $TOWN_REVIEWER$, 'TOWN_REVIEWER', 'ASSISTANCE', $SEC_ADMIN$, now());
            insert into registry.staff_relative (id, area_code, officer_id, staff_name, staff_post, kinship, relative_name,
                    id_number_enc, id_number_index, id_prefix, registered_by, registered_at)
                values ($RELATIVE$, $town$, $TOWN_CLERK$, '测试', '测试岗位', 'OTHER', '测试亲属', '\\x00', '\\x00', '999001',
                    $TOWN_CLERK$, now());
            insert into casework.case_file (id, case_no, matter, area_code, applicant_id, title, status, step, step_since, opened_on)
                values ($CREMATION$, $CREMATION$, 'cremation', $county$, $resident$, '逝者', 'OPEN', 'reception', '2026-10-10',
                    '2026-10-10');
            insert into civilservices.cremation (case_id, area_code, resident_id, died_on, received_on, received_by,
                    death_paper_no, natural_death, handler, handler_relation)
                values ($CREMATION$, $county$, $resident$, '2026-10-09', '2026-10-10', $COUNTY_CASEWORKER$, $CREMATION$, true, '某人', '子');
            insert into eldercare.old_age_roster (id, area_code, month, drawn_by, drawn_at)
                values ($ROSTER$, $county$, '2026-10-01', $COUNTY_CASEWORKER$, now());
            insert into eldercare.old_age_candidate (id, roster_id, resident_id, area_code, residence, age, first_month, finding)
                values ($resident$, $ROSTER$, $resident$, $village$, 'RURAL', 81, '2026-10-01', 'TO_CONFIRM');
            insert into disbursement.month_reopening (id, run_id, area_code, reason, asked_by, asked_at)
                values ($REOPENING$, $run$, $county$, '测试', $FINANCE_MAKER$, now());
            insert into disbursement.report_version (id, run_id, area_code, version_no, closed_by, closed_at, why)
                values ($VERSION$, $run$, $county$, 1, $FINANCE_CHECKER$, now(), '测试');
            insert into disbursement.report_set (id, version_id, area_code, paper_size, copy_no, state, asked_by, asked_at)
                values ($SET$, $VERSION$, $county$, 'A4', 1, 'WORKING', $FINANCE_MAKER$, now());
            insert into disbursement.given_figures (id, area_code, title, source, made_by, made_at)
                values ($GIVEN$, $county$, '测试', '测试', $COUNTY_CASEWORKER$, now());
            insert into disbursement.given_figure (check_id, ordinal, area_code, kind, name, households, persons)
                values ($GIVEN$, 1, $county$, 'TOTAL', '合计', 1, 1);
            insert into registry.area_merger (id, from_code, to_code, document, proposed_by, proposed_at)
                values ($MERGER$, $village$, $third$, '测试', $SYS_ADMIN$, now());
            """;
}
