package cn.civilaffairs.web;

import static cn.civilaffairs.kernel.Role.AUDIT_ADMIN;
import static cn.civilaffairs.kernel.Role.COUNTY_APPROVER;
import static cn.civilaffairs.kernel.Role.COUNTY_CASEWORKER;
import static cn.civilaffairs.kernel.Role.FINANCE_CHECKER;
import static cn.civilaffairs.kernel.Role.FINANCE_MAKER;
import static cn.civilaffairs.kernel.Role.FINANCE_SIGNER;
import static cn.civilaffairs.kernel.Role.SEC_ADMIN;
import static cn.civilaffairs.kernel.Role.SUPERVISOR;
import static cn.civilaffairs.kernel.Role.SYS_ADMIN;
import static cn.civilaffairs.kernel.Role.TOWN_CLERK;
import static cn.civilaffairs.kernel.Role.TOWN_REVIEWER;
import static cn.civilaffairs.kernel.Role.VILLAGE_ASSISTANT;

import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The main menu (主菜单): what each role works with. What it may do there is decided elsewhere. */
@Component("menu")
public class Menu {

    private static final List<Entry> ENTRIES = List.of(
            new Entry("/desk", "speedometer2", "我的工作台", EnumSet.allOf(Role.class)),
            new Entry(
                    "/cases",
                    "inboxes",
                    "办件队列",
                    EnumSet.of(
                            VILLAGE_ASSISTANT,
                            TOWN_CLERK,
                            TOWN_REVIEWER,
                            COUNTY_CASEWORKER,
                            COUNTY_APPROVER,
                            SUPERVISOR)),
            new Entry(
                    "/leads",
                    "search",
                    "线索核实",
                    EnumSet.of(TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR)),
            new Entry(
                    "/samples",
                    "dice-5",
                    "抽查复核",
                    EnumSet.of(COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR, TOWN_REVIEWER)),
            new Entry(
                    "/relatives",
                    "people",
                    "近亲属备案",
                    EnumSet.of(
                            VILLAGE_ASSISTANT,
                            TOWN_CLERK,
                            TOWN_REVIEWER,
                            COUNTY_CASEWORKER,
                            COUNTY_APPROVER,
                            SUPERVISOR)),
            new Entry(
                    "/reviews",
                    "arrow-repeat",
                    "定期复核",
                    EnumSet.of(TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR)),
            new Entry("/families/new", "house-add", "登记家庭", EnumSet.of(TOWN_CLERK, VILLAGE_ASSISTANT)),
            new Entry(
                    "/elder-care/old-age",
                    "person-heart",
                    "高龄津贴",
                    EnumSet.of(TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),
                    LineOfBusiness.ELDER_CARE),
            new Entry(
                    "/funeral/cremations",
                    "flower1",
                    "火化登记",
                    EnumSet.of(COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR),
                    LineOfBusiness.FUNERAL),
            new Entry(
                    "/papers",
                    "printer",
                    "打印中心",
                    EnumSet.of(
                            VILLAGE_ASSISTANT,
                            TOWN_CLERK,
                            TOWN_REVIEWER,
                            COUNTY_CASEWORKER,
                            COUNTY_APPROVER,
                            SUPERVISOR)),
            new Entry(
                    "/imports",
                    "file-earmark-spreadsheet",
                    "名册导入",
                    EnumSet.of(TOWN_CLERK, COUNTY_CASEWORKER, SYS_ADMIN)),
            new Entry(
                    "/runs",
                    "cash-stack",
                    "月度发放",
                    EnumSet.of(
                            TOWN_CLERK,
                            FINANCE_MAKER,
                            FINANCE_CHECKER,
                            FINANCE_SIGNER,
                            TOWN_REVIEWER,
                            COUNTY_CASEWORKER,
                            COUNTY_APPROVER,
                            SUPERVISOR)),
            new Entry(
                    "/returns",
                    "arrow-return-left",
                    "退票处理",
                    EnumSet.of(
                            FINANCE_MAKER, FINANCE_CHECKER, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, SUPERVISOR)),
            new Entry(
                    "/recoveries",
                    "cash-coin",
                    "追缴",
                    EnumSet.of(
                            FINANCE_MAKER,
                            FINANCE_CHECKER,
                            TOWN_CLERK,
                            TOWN_REVIEWER,
                            COUNTY_CASEWORKER,
                            COUNTY_APPROVER,
                            SUPERVISOR)),
            new Entry(
                    "/months",
                    "calendar-check",
                    "月末结账",
                    EnumSet.of(
                            FINANCE_MAKER,
                            FINANCE_CHECKER,
                            FINANCE_SIGNER,
                            COUNTY_CASEWORKER,
                            COUNTY_APPROVER,
                            SUPERVISOR)),
            new Entry(
                    "/reports/monthly",
                    "bar-chart",
                    "统计报表",
                    EnumSet.of(
                            FINANCE_MAKER,
                            FINANCE_CHECKER,
                            FINANCE_SIGNER,
                            TOWN_CLERK,
                            TOWN_REVIEWER,
                            COUNTY_CASEWORKER,
                            COUNTY_APPROVER,
                            SUPERVISOR)),
            new Entry(
                    "/standards",
                    "rulers",
                    "保障标准",
                    EnumSet.of(
                            TOWN_CLERK,
                            TOWN_REVIEWER,
                            COUNTY_CASEWORKER,
                            COUNTY_APPROVER,
                            FINANCE_MAKER,
                            FINANCE_CHECKER,
                            FINANCE_SIGNER,
                            SUPERVISOR,
                            SYS_ADMIN)),
            new Entry(
                    "/parameters",
                    "sliders",
                    "参数表",
                    EnumSet.of(COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR, SYS_ADMIN)),
            new Entry("/calendar", "calendar3", "工作日历", EnumSet.of(COUNTY_CASEWORKER, SYS_ADMIN)),
            new Entry("/areas", "geo-alt", "行政区划", EnumSet.of(COUNTY_CASEWORKER, SYS_ADMIN)),
            new Entry("/admin/officers", "people", "人员账号", EnumSet.of(SYS_ADMIN, SEC_ADMIN, AUDIT_ADMIN)),
            new Entry("/admin/access", "eye-slash", "权限排查", EnumSet.of(SEC_ADMIN)),
            new Entry("/audit", "shield-check", "操作日志", EnumSet.of(AUDIT_ADMIN)));

    /** What an officer's menu shows, in order. */
    public List<Entry> of(Officer officer) {
        return ENTRIES.stream()
                .filter(entry -> officer.roles().stream().anyMatch(entry.roles()::contains))
                .filter(entry -> entry.line() == null || officer.lines().contains(entry.line()))
                .toList();
    }

    /**
     * One line of the menu.
     *
     * @param line whose officers alone see it; null for everybody's
     */
    public record Entry(
            String path,
            String icon,
            String word,
            Set<Role> roles,
            @Nullable LineOfBusiness line) {

        Entry(String path, String icon, String word, Set<Role> roles) {
            this(path, icon, word, roles, null);
        }

        public boolean current(String page) {
            return page.equals(path) || page.startsWith(path + "/");
        }
    }
}
