package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.policy.PolicyDefaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Conditional;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A small county for a lesson that pays months of its own (演示课专用县): the demo county's months are closed, and a lesson must
 * not change a figure of it. Made when its lesson is first played.
 */
@Component
@Conditional(OnDemoServer.class)
class StoryGround {

    private final RegistryWriter registry;
    private final PolicyDefaults policies;
    private final OfficerAccounts accounts;
    private final PasswordEncoder encoder;
    private final TransactionTemplate transaction;

    StoryGround(
            RegistryWriter registry,
            PolicyDefaults policies,
            OfficerAccounts accounts,
            PasswordEncoder encoder,
            TransactionTemplate transaction) {
        this.registry = registry;
        this.policies = policies;
        this.accounts = accounts;
        this.encoder = encoder;
        this.transaction = transaction;
    }

    /** Sign-in names of a lesson's officers, such as {@code k11_tc}. */
    static String login(int lesson, String post) {
        return String.format(Locale.ROOT, "k%02d_%s", lesson, post);
    }

    /** Who looks at everything there; nobody while the lesson was not played. */
    Optional<Officer> viewer(int lesson) {
        return accounts.byLogin(login(lesson, "sup")).map(account -> account.officer());
    }

    StoryCrew crew(int lesson) {
        if (viewer(lesson).isEmpty()) {
            make(lesson);
        }
        AreaCode village = AreaCode.of(county(lesson).prefix() + "001201");
        return new StoryCrew(
                officer(lesson, "tc"),
                officer(lesson, "tc"),
                officer(lesson, "tr"),
                officer(lesson, "cc"),
                officer(lesson, "cc2"),
                officer(lesson, "ca"),
                officer(lesson, "cc"),
                officer(lesson, "tc"),
                village,
                village,
                officer(lesson, "fm"),
                officer(lesson, "fc"),
                officer(lesson, "fs"),
                officer(lesson, "fs2"));
    }

    private Officer officer(int lesson, String post) {
        return accounts.byLogin(login(lesson, post)).orElseThrow(NotFound::new).officer();
    }

    private static AreaCode county(int lesson) {
        return AreaCode.of(String.format(Locale.ROOT, "9991%02d000000", lesson));
    }

    private void make(int lesson) {
        AreaCode county = county(lesson);
        AreaCode town = AreaCode.of(county.prefix() + "001000");
        List<DemoOfficer> officers = new ArrayList<>();
        add(officers, lesson, "tc", Role.TOWN_CLERK, LineOfBusiness.ASSISTANCE, town);
        add(officers, lesson, "tr", Role.TOWN_REVIEWER, LineOfBusiness.ASSISTANCE, town);
        add(officers, lesson, "cc", Role.COUNTY_CASEWORKER, LineOfBusiness.ASSISTANCE, county);
        add(officers, lesson, "cc2", Role.COUNTY_CASEWORKER, LineOfBusiness.ASSISTANCE, county);
        add(officers, lesson, "ca", Role.COUNTY_APPROVER, LineOfBusiness.ASSISTANCE, county);
        add(officers, lesson, "fm", Role.FINANCE_MAKER, LineOfBusiness.FINANCE, county);
        add(officers, lesson, "fc", Role.FINANCE_CHECKER, LineOfBusiness.FINANCE, county);
        add(officers, lesson, "fs", Role.FINANCE_SIGNER, LineOfBusiness.FINANCE, county);
        add(officers, lesson, "fs2", Role.FINANCE_SIGNER, LineOfBusiness.FINANCE, county);
        add(officers, lesson, "sup", Role.SUPERVISOR, LineOfBusiness.ASSISTANCE, county);
        add(officers, lesson, "sys", Role.SYS_ADMIN, LineOfBusiness.ADMINISTRATION, county);
        String hash = encoder.encode(DemoConfiguration.PASSWORD);
        Officer setup = officers.get(officers.size() - 1).officer();
        Acting.as(
                setup,
                () -> transaction.executeWithoutResult(status -> {
                    registry.areas(List.of(
                            new DemoArea(county, "第" + lesson + "课县", AreaCode.Level.COUNTY, null, null, 0),
                            new DemoArea(town, "课堂镇", AreaCode.Level.TOWNSHIP, null, null, 0),
                            new DemoArea(
                                    AreaCode.of(county.prefix() + "001201"),
                                    "课堂村",
                                    AreaCode.Level.VILLAGE,
                                    "220",
                                    null,
                                    0)));
                    registry.officers(officers, hash);
                    policies.install(county, List.of());
                }));
    }

    private static void add(
            List<DemoOfficer> officers, int lesson, String post, Role role, LineOfBusiness line, AreaCode area) {
        Officer officer =
                new Officer(Ids.next(), login(lesson, post), "课堂" + post, "演示课", area, Set.of(role), Set.of(line));
        officers.add(new DemoOfficer(officer, "演示课", false));
    }
}
