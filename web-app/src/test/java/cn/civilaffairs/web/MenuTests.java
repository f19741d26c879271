package cn.civilaffairs.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MenuTests {

    private final Menu menu = new Menu();

    @Test
    void groupsALongMenuByTheWorkAndLeavesEmptyGroupsOut() {
        List<Menu.Shown> groups =
                menu.of(officer(Role.COUNTY_CASEWORKER, LineOfBusiness.ASSISTANCE), "", "/caseload", Set.of("work"));

        assertThat(groups).extracting(Menu.Shown::word).containsExactly("", "办件与复核", "资金发放", "文书与报表", "标准与参数");
        assertThat(groups).extracting(Menu.Shown::folds).containsExactly(false, true, true, true, true);
        assertThat(groups).extracting(Menu.Shown::open).containsExactly("open", null, "open", "open", "open");
    }

    @Test
    void opensTheGroupOfThePageShownThoughItWasFoldedAway() {
        Menu.Shown work = menu.of(
                        officer(Role.COUNTY_CASEWORKER, LineOfBusiness.ASSISTANCE),
                        "/mz",
                        "/mz/cases/1",
                        Set.of("work"))
                .get(1);

        assertThat(work.open()).isEqualTo("open");
        assertThat(work.lines())
                .filteredOn(line -> line.current() != null)
                .singleElement()
                .isEqualTo(new Menu.Line("/mz/cases", "bi bi-inboxes", "办件队列", "active", "page"));
    }

    @Test
    void sparesThoseWithFewEntriesTheGroups() {
        List<Menu.Shown> groups =
                menu.of(officer(Role.AUDIT_ADMIN, LineOfBusiness.ADMINISTRATION), "", "/desk", Set.of());

        assertThat(groups).singleElement().satisfies(group -> {
            assertThat(group.folds()).isFalse();
            assertThat(group.lines()).extracting(Menu.Line::word).containsExactly("我的工作台", "导出与审批", "人员账号", "操作日志");
        });
    }

    @Test
    void showsALineOfBusinessToItsOwnPeople() {
        assertThat(words(officer(Role.COUNTY_CASEWORKER, LineOfBusiness.ELDER_CARE)))
                .contains("高龄津贴")
                .doesNotContain("火化登记");
    }

    private List<String> words(Officer officer) {
        return menu.of(officer, "", "/desk", Set.of()).stream()
                .flatMap(group -> group.lines().stream())
                .map(Menu.Line::word)
                .toList();
    }

    private static Officer officer(Role role, LineOfBusiness line) {
        return new Officer(UUID.randomUUID(), "x", "张三", "某股", AreaCode.of("999001000000"), Set.of(role), Set.of(line));
    }
}
