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

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The main menu (主菜单): what each role works with, grouped by the work. What it may do there is decided elsewhere.
 *
 * <p>A group can be folded away and stays so; the one that holds the page shown is always open. Who has few entries is
 * spared the groups.
 */
@PageHelper("menu")
public class Menu {

    private static final int FEW = 9;

    private static final Set<Role> CASEWORK =
            EnumSet.of(VILLAGE_ASSISTANT, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR);
    private static final Set<Role> TOWN_AND_COUNTY =
            EnumSet.of(TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR);
    private static final Set<Role> COUNTY = EnumSet.of(COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR);
    private static final Set<Role> FINANCE = EnumSet.of(FINANCE_MAKER, FINANCE_CHECKER, FINANCE_SIGNER);

    private static final List<Group> GROUPS = List.of(
            group("desk", "", entry("/desk", "speedometer2", "我的工作台", EnumSet.allOf(Role.class))),
            group(
                    "work",
                    "办件与复核",
                    entry("/cases", "inboxes", "办件队列", CASEWORK).of(Action.VIEW_CASE),
                    entry("/families/new", "house-add", "登记家庭", EnumSet.of(TOWN_CLERK, VILLAGE_ASSISTANT))
                            .of(Action.ENTER_FAMILY),
                    entry("/moves", "signpost-split", "迁入迁出", TOWN_AND_COUNTY).of(Action.VIEW_MOVE),
                    entry("/reviews", "arrow-repeat", "定期复核", TOWN_AND_COUNTY).of(Action.VIEW_REVIEW),
                    entry("/leads", "search", "线索核实", TOWN_AND_COUNTY).of(Action.VIEW_LEAD),
                    entry("/limited-access", "eye-slash", "限制查看", TOWN_AND_COUNTY),
                    entry("/samples", "dice-5", "抽查复核", and(COUNTY, EnumSet.of(TOWN_REVIEWER)))
                            .of(Action.VIEW_SAMPLE),
                    entry("/relatives", "people", "近亲属备案", CASEWORK)),
            group(
                    "special",
                    "专项业务",
                    entry("/elder-care/old-age", "person-heart", "高龄津贴", TOWN_AND_COUNTY)
                            .of(Action.VIEW_ROSTER),
                    entry("/funeral/cremations", "flower1", "火化登记", COUNTY).of(Action.VIEW_CREMATION)),
            group(
                    "money",
                    "资金发放",
                    entry("/runs", "cash-stack", "月度发放", and(TOWN_AND_COUNTY, FINANCE))
                            .of(Action.VIEW_RUN),
                    entry(
                            "/returns",
                            "arrow-return-left",
                            "退票处理",
                            EnumSet.of(
                                    FINANCE_MAKER,
                                    FINANCE_CHECKER,
                                    TOWN_CLERK,
                                    TOWN_REVIEWER,
                                    COUNTY_CASEWORKER,
                                    SUPERVISOR)),
                    entry("/payees", "person-vcard", "领款人变更", TOWN_AND_COUNTY).of(Action.VIEW_PERSON),
                    entry(
                            "/back-payments",
                            "plus-slash-minus",
                            "补发",
                            and(TOWN_AND_COUNTY, EnumSet.of(FINANCE_MAKER, FINANCE_CHECKER))),
                    entry(
                            "/recoveries",
                            "cash-coin",
                            "追缴",
                            and(TOWN_AND_COUNTY, EnumSet.of(FINANCE_MAKER, FINANCE_CHECKER))),
                    entry("/months", "calendar-check", "月末结账", and(COUNTY, FINANCE))),
            group(
                    "papers",
                    "文书与报表",
                    entry("/papers", "printer", "打印中心", CASEWORK).of(Action.VIEW_PAPERS),
                    entry("/reports/monthly", "bar-chart", "统计报表", and(TOWN_AND_COUNTY, FINANCE)),
                    entry(
                            "/imports",
                            "file-earmark-spreadsheet",
                            "名册导入",
                            EnumSet.of(TOWN_CLERK, COUNTY_CASEWORKER, SYS_ADMIN)),
                    entry("/exports", "box-arrow-down", "导出与审批", EnumSet.allOf(Role.class))),
            group(
                    "policy",
                    "标准与参数",
                    entry("/standards", "rulers", "保障标准", and(and(TOWN_AND_COUNTY, FINANCE), EnumSet.of(SYS_ADMIN))),
                    entry("/parameters", "sliders", "参数表", and(COUNTY, EnumSet.of(SYS_ADMIN))),
                    entry("/calendar", "calendar3", "工作日历", EnumSet.of(COUNTY_CASEWORKER, SYS_ADMIN)),
                    entry("/areas", "geo-alt", "行政区划", EnumSet.of(COUNTY_CASEWORKER, COUNTY_APPROVER, SYS_ADMIN))),
            group(
                    "system",
                    "账号与日志",
                    entry("/appointments", "person-check", "岗位审批", EnumSet.of(COUNTY_APPROVER, FINANCE_SIGNER)),
                    entry("/admin/officers", "people", "人员账号", EnumSet.of(SYS_ADMIN, SEC_ADMIN, AUDIT_ADMIN)),
                    entry("/admin/access", "eye-slash", "权限排查", EnumSet.of(SEC_ADMIN)),
                    entry("/supervision", "binoculars", "查看与告警", EnumSet.of(SUPERVISOR)),
                    entry("/audit", "shield-check", "操作日志", EnumSet.of(AUDIT_ADMIN))));

    /**
     * What an officer's menu shows, in order; in one group without a word if it is little.
     *
     * @param contextPath what the address of every page begins with
     * @param page address of the page shown
     * @param folded codes of the groups folded away
     */
    public List<Shown> of(Officer officer, String contextPath, String page, Set<String> folded) {
        return of(officer).stream()
                .map(group -> {
                    List<Line> lines = group.entries.stream()
                            .map(entry -> Line.of(entry, contextPath, page))
                            .toList();
                    boolean open =
                            !folded.contains(group.code) || lines.stream().anyMatch(line -> line.current() != null);
                    return new Shown(group.code, group.word, !group.word.isEmpty(), open ? "open" : null, lines);
                })
                .toList();
    }

    private static List<Group> of(Officer officer) {
        List<Group> groups = GROUPS.stream()
                .map(group -> new Group(
                        group.code,
                        group.word,
                        group.entries.stream()
                                .filter(entry -> entry.isFor(officer))
                                .toList()))
                .filter(group -> !group.entries.isEmpty())
                .toList();
        List<Entry> entries =
                groups.stream().flatMap(group -> group.entries.stream()).toList();
        return entries.size() > FEW ? groups : List.of(new Group("all", "", entries));
    }

    private static Group group(String code, String word, Entry... entries) {
        return new Group(code, word, List.of(entries));
    }

    private static Entry entry(String path, String icon, String word, Set<Role> roles) {
        return new Entry(path, icon, word, roles, null);
    }

    private static Set<Role> and(Set<Role> some, Set<Role> others) {
        Set<Role> both = EnumSet.copyOf(some);
        both.addAll(others);
        return both;
    }

    /** @param word what stands above the entries; empty if they cannot be folded away */
    private record Group(String code, String word, List<Entry> entries) {}

    /** @param action which the page is, so that only the lines of business that do it see the entry; null for everybody's */
    private record Entry(
            String path,
            String icon,
            String word,
            Set<Role> roles,
            @Nullable Action action) {

        Entry of(Action only) {
            return new Entry(path, icon, word, roles, only);
        }

        boolean isFor(Officer officer) {
            return officer.roles().stream().anyMatch(roles::contains)
                    && (action == null || AccessDecision.may(officer, action));
        }

        boolean isCurrent(String contextPath, String page) {
            String own = contextPath + path;
            return page.equals(own) || page.startsWith(own + "/");
        }
    }

    /** A group of a menu. @param open null while it is folded away */
    public record Shown(
            String code,
            String word,
            boolean folds,
            @Nullable String open,
            List<Line> lines) {}

    /**
     * A line of a menu, as the page writes it.
     *
     * @param icon classes of its icon
     * @param tone class that sets the page shown apart
     * @param current what screen readers are told of it
     */
    public record Line(
            String href,
            String icon,
            String word,
            @Nullable String tone,
            @Nullable String current) {

        private static Line of(Entry entry, String contextPath, String page) {
            boolean current = entry.isCurrent(contextPath, page);
            return new Line(
                    contextPath + entry.path,
                    "bi bi-" + entry.icon,
                    entry.word,
                    current ? "active" : null,
                    current ? "page" : null);
        }
    }
}
