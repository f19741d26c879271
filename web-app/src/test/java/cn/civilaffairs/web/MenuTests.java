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
        List<Menu.Group> groups = menu.of(officer(Role.COUNTY_CASEWORKER, LineOfBusiness.ASSISTANCE));

        assertThat(groups).extracting(Menu.Group::word).containsExactly("", "办件与复核", "资金发放", "文书与报表", "标准与参数");
        assertThat(groups.get(0).folds()).isFalse();
        assertThat(groups.get(1).folds()).isTrue();
        assertThat(groups.get(1).current("/cases/1")).isTrue();
        assertThat(groups.get(1).current("/caseload")).isFalse();
    }

    @Test
    void sparesThoseWithFewEntriesTheGroups() {
        List<Menu.Group> groups = menu.of(officer(Role.AUDIT_ADMIN, LineOfBusiness.ADMINISTRATION));

        assertThat(groups).singleElement().satisfies(group -> {
            assertThat(group.folds()).isFalse();
            assertThat(group.entries()).extracting(Menu.Entry::word).containsExactly("我的工作台", "导出与审批", "人员账号", "操作日志");
        });
    }

    @Test
    void showsALineOfBusinessToItsOwnPeople() {
        assertThat(words(officer(Role.COUNTY_CASEWORKER, LineOfBusiness.ELDER_CARE)))
                .contains("高龄津贴")
                .doesNotContain("火化登记");
    }

    private List<String> words(Officer officer) {
        return menu.of(officer).stream()
                .flatMap(group -> group.entries().stream())
                .map(Menu.Entry::word)
                .toList();
    }

    private static Officer officer(Role role, LineOfBusiness line) {
        return new Officer(UUID.randomUUID(), "x", "张三", "某股", AreaCode.of("999001000000"), Set.of(role), Set.of(line));
    }
}
