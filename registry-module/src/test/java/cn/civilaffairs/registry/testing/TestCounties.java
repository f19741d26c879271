package cn.civilaffairs.registry.testing;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.policy.PolicyDefaults;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes counties for tests, each with a code of its own, so that no test sees the rows of another. */
@TestComponent
public class TestCounties {

    private static final AtomicInteger NEXT = new AtomicInteger(100);

    private final JdbcClient jdbc;
    private final PolicyDefaults defaults;
    private final TransactionTemplate transaction;

    TestCounties(JdbcClient jdbc, PolicyDefaults defaults, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.defaults = defaults;
        this.transaction = transaction;
    }

    /** A code that ends in two zeros is a city's and would cover the counties of other tests. */
    private static int nextCounty(int last) {
        return (last + 1) % 100 == 0 ? last + 2 : last + 1;
    }

    /** A county with the standards and parameters the product is shipped with. */
    public TestCounty withDefaults() {
        TestCounty county = Objects.requireNonNull(transaction.execute(status -> create()));
        Acting.as(county.officer(Role.SYS_ADMIN), () -> defaults.install(county.code(), List.of()));
        return county;
    }

    @Transactional
    public TestCounty create() {
        String prefix = "999" + NEXT.updateAndGet(TestCounties::nextCounty);
        area(prefix + "000000", null, "COUNTY", "测试县");
        for (int township = 1; township <= 3; township++) {
            String town = prefix + "00" + township;
            area(town + "000", prefix + "000000", "TOWNSHIP", "第" + township + "镇");
            for (int village = 1; village <= 3; village++) {
                area(town + "20" + village, town + "000", "VILLAGE", township + "镇" + village + "村");
            }
        }
        Map<String, Officer> officers = new HashMap<>();
        for (Role role : Role.values()) {
            for (int which = 1; which <= 2; which++) {
                officers.put(role + "-" + which, officer(role, prefix, 1, String.valueOf(which)));
            }
            officers.put(role + "-elsewhere", officer(role, prefix, 2, "e"));
        }
        return new TestCounty(prefix, officers);
    }

    /** One more officer, appointed to every line there is: for what every line's own officer may do. */
    @Transactional
    public Officer appointEverywhere(TestCounty county, Role role) {
        Officer officer =
                officer(role, LineOfBusiness.ASSISTANCE, county.code().value().substring(0, 6), 1, "all");
        for (LineOfBusiness line : LineOfBusiness.values()) {
            jdbc.sql("""
                            insert into registry.officer_grant (officer_id, role, line, valid_from) values (?, ?, ?, ?)
                            on conflict do nothing""")
                    .params(officer.id(), role.name(), line.name(), LocalDate.of(2020, 1, 1))
                    .update();
        }
        return officer;
    }

    /** One more officer, appointed to another line of business than the usual one; township roles serve township 1. */
    @Transactional
    public Officer appoint(TestCounty county, Role role, LineOfBusiness line) {
        String prefix = county.code().value().substring(0, 6);
        return officer(role, line, prefix, 1, "l" + line.ordinal());
    }

    private void area(String code, @org.jspecify.annotations.Nullable String parent, String level, String name) {
        jdbc.sql("""
                        insert into registry.area (code, name, parent_code, level, initials, valid_from)
                        values (:code, :name, :parent, :level, 'cs', date '2020-01-01')""")
                .param("code", code)
                .param("name", name)
                .param("parent", parent)
                .param("level", level)
                .update();
    }

    private Officer officer(Role role, String prefix, int township, String suffix) {
        LineOfBusiness usual = switch (role) {
            case FINANCE_MAKER, FINANCE_CHECKER, FINANCE_SIGNER -> LineOfBusiness.FINANCE;
            case SYS_ADMIN, SEC_ADMIN, AUDIT_ADMIN -> LineOfBusiness.ADMINISTRATION;
            default -> LineOfBusiness.ASSISTANCE;
        };
        return officer(role, usual, prefix, township, suffix);
    }

    private Officer officer(Role role, LineOfBusiness line, String prefix, int township, String suffix) {
        String area = switch (role) {
            case VILLAGE_ASSISTANT -> prefix + "00" + township + "201";
            case TOWN_CLERK, TOWN_REVIEWER -> prefix + "00" + township + "000";
            default -> prefix + "000000";
        };
        UUID id = Ids.next();
        String login = role.name().toLowerCase(Locale.ROOT) + "_" + prefix + "_" + suffix;
        jdbc.sql("""
                        insert into registry.officer (id, login, name, unit, area_code, password_hash, demo, password_set_at)
                        values (?, ?, ?, '测试单位', ?, '-', true, '2100-01-01')""").params(id, login, "测试" + suffix, area).update();
        jdbc.sql("insert into registry.officer_grant (officer_id, role, line, valid_from) values (?, ?, ?, ?)")
                .params(id, role.name(), line.name(), LocalDate.of(2020, 1, 1))
                .update();
        return new Officer(id, login, "测试" + suffix, "测试单位", AreaCode.of(area), Set.of(role), Set.of(line));
    }
}
