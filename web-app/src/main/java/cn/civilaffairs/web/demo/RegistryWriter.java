package cn.civilaffairs.web.demo;

import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.area.Pinyin;
import cn.civilaffairs.registry.database.CopyIn;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Statistics;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.resident.Disability;
import cn.civilaffairs.registry.resident.Employment;
import cn.civilaffairs.registry.resident.Health;
import cn.civilaffairs.registry.resident.IdentityDocument;
import cn.civilaffairs.registry.resident.Labour;
import cn.civilaffairs.registry.resident.ResidentCopy;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.resident.Schooling;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the planned county into the registry: areas, accounts, people, households, means and payment accounts. */
@Component
@Conditional(OnDemoServer.class)
class RegistryWriter {

    private static final LocalDate ACCOUNTS_SINCE = LocalDate.of(2025, 1, 1);
    private static final String[] BANKS = {"云溪农村商业银行", "中国农业银行云溪县支行", "中国邮政储蓄银行云溪县支行"};

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final AreaRegister areas;
    private final ResidentRegister residents;
    private final AccountRegister accounts;
    private final Statistics statistics;

    RegistryWriter(
            DataSource dataSource,
            JdbcClient jdbc,
            AreaRegister areas,
            ResidentRegister residents,
            AccountRegister accounts,
            Statistics statistics) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.areas = areas;
        this.residents = residents;
        this.accounts = accounts;
        this.statistics = statistics;
    }

    void areas(List<DemoArea> places) {
        try (CopyIn copy = CopyIn.into(
                dataSource,
                "registry.area",
                "code",
                "name",
                "parent_code",
                "level",
                "class_code",
                "initials",
                "valid_from")) {
            for (DemoArea place : places) {
                copy.value(place.code())
                        .value(place.name())
                        .value(place.parent())
                        .value(place.level())
                        .value(place.classCode())
                        .value(Pinyin.ofPlace(place.name()).initials())
                        .value(LocalDate.of(2006, 1, 1))
                        .endRow();
            }
        }
        areas.forgetWithTransaction();
    }

    void officers(List<DemoOfficer> accounts, String passwordHash) {
        for (DemoOfficer account : accounts) {
            var officer = account.officer();
            jdbc.sql("""
                            insert into registry.officer (id, login, name, unit, area_code, password_hash, demo, created_at,
                                password_set_at)
                            values (?, ?, ?, ?, ?, ?, true, ?, '2100-01-01')""")
                    .params(
                            officer.id(),
                            officer.login(),
                            officer.name(),
                            officer.unit(),
                            officer.area().value(),
                            passwordHash,
                            ACCOUNTS_SINCE.atStartOfDay().atOffset(ZoneOffset.ofHours(8)))
                    .update();
            officer.roles()
                    .forEach(role -> officer.lines()
                            .forEach(line -> jdbc.sql("""
                            insert into registry.officer_grant (officer_id, role, line, valid_from) values (?, ?, ?, ?)""")
                                    .params(officer.id(), role.name(), line.name(), ACCOUNTS_SINCE)
                                    .update()));
        }
    }

    /** Everything the registry knows of these households, past and to come, each fact with its dates. */
    void households(List<DemoHousehold> households, List<DemoOfficer> accounts) {
        residents(households);
        try (CopyIn copy = CopyIn.into(
                dataSource, "registry.household", "id", "file_no", "area_code", "residence", "address", "opened_on")) {
            for (DemoHousehold household : households) {
                copy.value(household.id())
                        .value(household.fileNumber())
                        .value(household.village())
                        .value(household.residence())
                        .value(household.address())
                        .value(opened(household))
                        .endRow();
            }
        }
        members(households);
        means(households);
        accounts(
                households,
                accounts.stream()
                        .map(DemoOfficer::officer)
                        .collect(Collectors.toMap(officer -> officer.login(), officer -> officer.id())));
        refreshStatistics();
    }

    private void refreshStatistics() {
        statistics.refresh(
                "registry.resident",
                "registry.resident_term",
                "registry.household",
                "registry.household_member",
                "registry.means_item",
                "registry.payment_account");
    }

    private static LocalDate opened(DemoHousehold household) {
        return household.firstMonth().minusMonths(2).atDay(1 + household.number() % 20);
    }

    /** A death the county has yet to hear of is entered when it does. */
    private void residents(List<DemoHousehold> households) {
        LateNews lateNews = LateNews.of(households);
        try (ResidentCopy copy = residents.copyIn()) {
            for (DemoHousehold household : households) {
                for (DemoPerson person : household.members()) {
                    LocalDate death = lateNews.diedUnheard(household) ? null : death(household, person);
                    copy.add(person.id(), details(household, person), death, death == null ? null : "户籍注销");
                }
            }
        }
    }

    static ResidentDetails details(DemoHousehold household, DemoPerson person) {
        IdentityDocument document = IdentityDocument.citizen(person.idNumber());
        DemoPerson.Condition condition = person.condition();
        String card = person.disabilityNumber();
        return new ResidentDetails(
                household.village(),
                household.village(),
                person.name().full(),
                document,
                person.sex(),
                person.birth(),
                person.name().ethnicity(),
                person.phone(),
                card == null ? null : Disability.of(card, document),
                Health.valueOf(condition.health()),
                Labour.valueOf(condition.labour()),
                Employment.valueOf(condition.employment()),
                condition.schooling() == null ? null : Schooling.valueOf(condition.schooling()),
                condition.marital(),
                null);
    }

    /** The day somebody died: in the last month they are paid for, since the month of death is still paid. */
    static @Nullable LocalDate death(DemoHousehold household, DemoPerson person) {
        if ("01".equals(person.leftCode())) {
            return Objects.requireNonNull(person.left()).atDay(1 + household.number() % 24);
        }
        return "01".equals(household.exitCode()) && person.equals(household.head())
                ? Objects.requireNonNull(household.lastMonth()).atDay(1 + household.number() % 24)
                : null;
    }

    private void members(List<DemoHousehold> households) {
        try (CopyIn copy = CopyIn.into(
                dataSource,
                "registry.household_member",
                "id",
                "household_id",
                "resident_id",
                "area_code",
                "relation",
                "valid_from",
                "valid_to",
                "joined_why",
                "left_why")) {
            for (DemoHousehold household : households) {
                for (DemoPerson person : household.members()) {
                    copy.value(Ids.next())
                            .value(household.id())
                            .value(person.id())
                            .value(household.village())
                            .value(person.relation())
                            .value(memberSince(household, person))
                            .value(memberUntil(household, person))
                            .value(person.joined() == null ? "建档登记" : "出生")
                            .value(leftWhy(person.leftCode()))
                            .endRow();
                }
            }
        }
    }

    private static LocalDate memberSince(DemoHousehold household, DemoPerson person) {
        YearMonth joined = person.joined();
        return joined == null
                ? later(opened(household), person.birth())
                : later(joined.minusMonths(1).atDay(1), person.birth());
    }

    private static @Nullable LocalDate memberUntil(DemoHousehold household, DemoPerson person) {
        YearMonth left = person.left();
        LocalDate death = death(household, person);
        return left == null ? null : death != null ? death : left.atDay(20);
    }

    private static @Nullable String leftWhy(@Nullable String code) {
        return code == null ? null : code.equals("01") ? "死亡" : code.equals("06") ? "毕业就业" : "户籍迁出";
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private void means(List<DemoHousehold> households) {
        try (CopyIn copy = CopyIn.into(
                dataSource,
                "registry.means_item",
                "id",
                "household_id",
                "resident_id",
                "area_code",
                "category",
                "name",
                "amount",
                "period",
                "start_on",
                "end_on",
                "source",
                "exemption",
                "entered_at")) {
            for (DemoHousehold household : households) {
                for (DemoMeans item : household.means()) {
                    copy.value(item.id())
                            .value(household.id())
                            .value(item.person() == null ? null : item.person().id())
                            .value(household.village())
                            .value(item.category())
                            .value(item.name())
                            .value(item.amount())
                            .value(item.period())
                            .value(item.start())
                            .value(item.end())
                            .value(item.source())
                            .value(item.exemption())
                            .value(item.start().atTime(10, 0).atOffset(ZoneOffset.ofHours(8)))
                            .endRow();
                }
            }
        }
    }

    private void accounts(List<DemoHousehold> households, Map<String, UUID> officers) {
        Function<String, UUID> officer = login -> Objects.requireNonNull(officers.get(login), login);
        try (AccountRegister.AccountCopy copy = accounts.copyIn()) {
            for (DemoHousehold household : households) {
                DemoPerson head = household.head();
                String town = household.village().value().substring(7, 9);
                Instant entered = opened(household)
                        .atTime(10, 30)
                        .atZone(BusinessClock.ZONE)
                        .toInstant();
                copy.add(
                        Ids.next(),
                        head.id(),
                        household.village(),
                        head.name().full(),
                        BANKS[household.number() % BANKS.length],
                        Objects.requireNonNull(head.account()),
                        AccountKind.CARD,
                        officer.apply("tc_" + town + "a"),
                        entered,
                        officer.apply("tr_" + town),
                        entered.plus(Duration.ofDays(1)));
            }
        }
    }
}
