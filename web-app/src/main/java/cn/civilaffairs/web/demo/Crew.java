package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The officers of the demo county, found by the names they sign in with. */
final class Crew {

    private final Map<String, Officer> officers;

    Crew(List<DemoOfficer> accounts) {
        officers = accounts.stream()
                .map(DemoOfficer::officer)
                .collect(Collectors.toUnmodifiableMap(Officer::login, officer -> officer));
    }

    Officer named(String login) {
        return Objects.requireNonNull(officers.get(login), login);
    }

    Officer clerkOf(AreaCode area) {
        return named("tc_" + number(area) + "a");
    }

    Officer reviewerOf(AreaCode area) {
        return named("tr_" + number(area));
    }

    Officer assistantOf(AreaCode area) {
        return named("va_" + number(area) + "01");
    }

    /** The county's approver, or the township's second reviewer where the decision is devolved (权限下放). */
    Officer confirmerOf(AreaCode area) {
        return DemoCounty.DEVOLVED.contains(area.township()) ? named("tr_" + number(area) + "b") : named("ca_1");
    }

    private static String number(AreaCode area) {
        return area.value().substring(7, 9);
    }
}
