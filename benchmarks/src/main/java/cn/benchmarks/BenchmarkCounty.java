package cn.benchmarks;

import cn.civilaffairs.assistance.minimumliving.AllowanceDue;
import cn.civilaffairs.assistance.minimumliving.HouseholdFacts;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.CopyIn;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Statistics;
import cn.civilaffairs.registry.policy.PolicyDefaults;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.ResidentCopy;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a county of any number of benefits, written the way rosters are. */
@Component
class BenchmarkCounty {

    private static final int AT_ONCE = 10_000;
    private static final LocalDate SINCE = LocalDate.of(2025, 1, 1);
    private static final YearMonth FIRST_MONTH = YearMonth.of(2026, 1);

    private final JdbcClient jdbc;
    private final PolicyDefaults policies;
    private final ResidentRegister residents;
    private final HouseholdRegister households;
    private final AccountRegister accounts;
    private final EntitlementDesk entitlements;
    private final MinimumLivingReckoner reckoner;
    private final Statistics statistics;
    private final TransactionTemplate transaction;
    private final Map<String, Officer> officers = new HashMap<>();
    private @Nullable Officer secondSigner;

    BenchmarkCounty(
            JdbcClient jdbc,
            PolicyDefaults policies,
            ResidentRegister residents,
            HouseholdRegister households,
            AccountRegister accounts,
            EntitlementDesk entitlements,
            MinimumLivingReckoner reckoner,
            Statistics statistics,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.policies = policies;
        this.residents = residents;
        this.households = households;
        this.accounts = accounts;
        this.entitlements = entitlements;
        this.reckoner = reckoner;
        this.statistics = statistics;
        this.transaction = transaction;
    }

    Officer officer(Role role) {
        return Objects.requireNonNull(officers.get(role.name()));
    }

    /** The other one who signs where a run changes much. */
    Officer secondSigner() {
        return Objects.requireNonNull(secondSigner);
    }

    Officer reviewerOf(AreaCode township) {
        return Objects.requireNonNull(officers.get(township.value()));
    }

    void found() {
        Officer founder = officer(Role.COUNTY_CASEWORKER, Invented.COUNTY, LineOfBusiness.ASSISTANCE);
        as(founder, () -> {
            area(Invented.COUNTY, null, "COUNTY");
            for (int township = 1; township <= Invented.TOWNSHIPS; township++) {
                AreaCode town = Invented.village(township, 1).township();
                area(town, Invented.COUNTY, "TOWNSHIP");
                for (int village = 1; village <= Invented.VILLAGES; village++) {
                    area(Invented.village(township, village), town, "VILLAGE");
                }
                officers.put(town.value(), appoint(officer(Role.TOWN_REVIEWER, town, LineOfBusiness.ASSISTANCE)));
            }
            officers.put(Role.COUNTY_CASEWORKER.name(), appoint(founder));
            officers.put(
                    Role.COUNTY_APPROVER.name(),
                    appoint(officer(Role.COUNTY_APPROVER, Invented.COUNTY, LineOfBusiness.ASSISTANCE)));
            for (Role role : List.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.FINANCE_SIGNER)) {
                officers.put(role.name(), appoint(officer(role, Invented.COUNTY, LineOfBusiness.FINANCE)));
            }
            Officer signer = officer(Role.FINANCE_SIGNER);
            secondSigner = appoint(new Officer(
                    Ids.next(),
                    signer.login() + "_2",
                    signer.name(),
                    signer.unit(),
                    signer.area(),
                    signer.roles(),
                    signer.lines()));
            policies.install(Invented.COUNTY, List.of());
        });
    }

    private void area(AreaCode code, @org.jspecify.annotations.Nullable AreaCode parent, String level) {
        jdbc.sql("""
                        insert into registry.area (code, name, parent_code, level, initials, valid_from)
                        values (:code, :code, :parent, :level, 'x', :since)""")
                .param("code", code.value())
                .param("parent", parent == null ? null : parent.value())
                .param("level", level)
                .param("since", SINCE)
                .update();
    }

    private static Officer officer(Role role, AreaCode area, LineOfBusiness line) {
        String login = role.name().toLowerCase(java.util.Locale.ROOT) + "_"
                + area.value().substring(6, 9);
        return new Officer(Ids.next(), login, login, "测量", area, Set.of(role), Set.of(line));
    }

    private Officer appoint(Officer officer) {
        jdbc.sql("""
                        insert into registry.officer (id, login, name, unit, area_code, password_hash)
                        values (?, ?, ?, ?, ?, '-')""")
                .params(
                        officer.id(),
                        officer.login(),
                        officer.name(),
                        officer.unit(),
                        officer.area().value())
                .update();
        return officer;
    }

    /** Writes the households from one number to another, each with one benefit. */
    void settle(int from, int to) {
        MinimumLivingPolicy policy =
                reckoner.book(Invented.COUNTY).inForce(Invented.COUNTY, UrbanRural.RURAL, FIRST_MONTH);
        for (int start = from; start < to; start += AT_ONCE) {
            int first = start;
            int end = Math.min(start + AT_ONCE, to);
            as(officer(Role.COUNTY_CASEWORKER), () -> write(first, end, policy));
        }
        as(
                officer(Role.COUNTY_CASEWORKER),
                () -> statistics.refresh(
                        "registry.resident",
                        "registry.household",
                        "registry.means_item",
                        "registry.payment_account",
                        "disbursement.entitlement",
                        "disbursement.covered_person",
                        "disbursement.determination"));
    }

    private void write(int from, int to, MinimumLivingPolicy policy) {
        List<UUID> people = new ArrayList<>();
        List<UUID> homes = new ArrayList<>();
        try (ResidentCopy copy = residents.copyIn()) {
            for (int i = from; i < to; i++) {
                UUID id = Ids.next();
                people.add(id);
                IdNumber number = Invented.identity(i);
                copy.add(id, ResidentDetails.citizen(Invented.village(i), Invented.name(i), number));
            }
        }
        try (CopyIn copy = households.copyHouseholds()) {
            for (int i = from; i < to; i++) {
                UUID id = Ids.next();
                homes.add(id);
                copy.value(id)
                        .value("B%07d".formatted(i))
                        .value(Invented.village(i))
                        .value(UrbanRural.RURAL)
                        .value(null)
                        .value(SINCE)
                        .endRow();
            }
        }
        members(from, to, homes, people);
        means(from, to, homes, people);
        accounts(from, to, people);
        List<Grant> grants = new ArrayList<>();
        for (int i = from; i < to; i++) {
            grants.add(grant(i, homes.get(i - from), people.get(i - from), policy));
        }
        entitlements.grantAll(grants);
    }

    private void members(int from, int to, List<UUID> homes, List<UUID> people) {
        try (CopyIn copy = households.copyMembers()) {
            for (int i = from; i < to; i++) {
                copy.value(homes.get(i - from))
                        .value(people.get(i - from))
                        .value(Invented.village(i))
                        .value("HEAD")
                        .value(true)
                        .value(null)
                        .value(SINCE)
                        .value(null)
                        .value("测量")
                        .value(null)
                        .endRow();
            }
        }
    }

    /** What the amounts are reckoned from, so that an uplift finds it in the register. */
    private void means(int from, int to, List<UUID> homes, List<UUID> people) {
        UUID by = officer(Role.COUNTY_CASEWORKER).id();
        try (CopyIn copy = households.copyMeans()) {
            for (int i = from; i < to; i++) {
                for (HouseholdFacts.MeansItem item : incomes(i, people.get(i - from))) {
                    copy.value(homes.get(i - from))
                            .value(item.residentId())
                            .value(Invented.village(i))
                            .value(item.category())
                            .value(item.name())
                            .value(item.amount())
                            .value(item.period())
                            .value(item.startOn())
                            .value(null)
                            .value(item.source())
                            .value(null)
                            .value(null)
                            .value(by)
                            .endRow();
                }
            }
        }
    }

    private void accounts(int from, int to, List<UUID> people) {
        try (AccountRegister.AccountCopy copy = accounts.copyIn()) {
            for (int i = from; i < to; i++) {
                copy.add(
                        Ids.next(),
                        people.get(i - from),
                        Invented.village(i),
                        Invented.name(i),
                        "农村商业银行",
                        Invented.account(i),
                        AccountKind.CARD,
                        null,
                        Instant.EPOCH,
                        null,
                        Instant.EPOCH);
            }
        }
    }

    private static Grant grant(int i, UUID home, UUID head, MinimumLivingPolicy policy) {
        MinimumLivingCalculation due = MinimumLivingCalculation.of(facts(i, home, head), policy);
        LocalDate decided = FIRST_MONTH.minusMonths(1).atDay(10);
        return new Grant(
                MinimumLivingAllowance.CODE,
                Invented.village(i),
                UrbanRural.RURAL,
                home,
                head,
                head,
                null,
                ReviewClass.B,
                null,
                EntryKind.ROSTER,
                FIRST_MONTH,
                decided,
                null,
                List.of(head),
                AllowanceDue.of(due, Cause.GRANTED, null, null, decided));
    }

    private static HouseholdFacts facts(int i, UUID home, UUID head) {
        LocalDate day = FIRST_MONTH.atDay(1);
        return new HouseholdFacts(
                home,
                FIRST_MONTH,
                day,
                List.of(new HouseholdFacts.Member(
                        head, Invented.name(i), Invented.identity(i).birthDate(), null, false, null)),
                incomes(i, head),
                null);
    }

    private static List<HouseholdFacts.MeansItem> incomes(int i, UUID head) {
        return List.of(
                item(head, MeansCategory.PROPERTY, "承包地流转收入", 300 + i % 500),
                item(head, MeansCategory.BUSINESS, "种植养殖净收入", 1_000 + i % 3_000),
                item(head, MeansCategory.TRANSFER, "子女赡养费", 600 + i % 1_200));
    }

    private static HouseholdFacts.MeansItem item(UUID head, MeansCategory category, String name, int amount) {
        return new HouseholdFacts.MeansItem(
                Ids.next(),
                head,
                category,
                name,
                BigDecimal.valueOf(amount),
                MeansPeriod.YEAR,
                SINCE,
                null,
                MeansSource.CHECKED,
                null);
    }

    void as(Officer officer, Runnable work) {
        Acting.as(officer, () -> transaction.executeWithoutResult(status -> work.run()));
    }
}
