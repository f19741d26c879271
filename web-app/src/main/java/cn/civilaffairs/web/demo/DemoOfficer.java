package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * An account of the demo county (演示账号): a clerk and a reviewer in every township, the county's desks, and a village
 * assistant in the first village of each township.
 *
 * @param shown whether the sign-in page lists it
 */
record DemoOfficer(Officer officer, String part, boolean shown) {

    private static final Set<LineOfBusiness> ALL_BUSINESS = Set.of(
            LineOfBusiness.ASSISTANCE,
            LineOfBusiness.ELDER_CARE,
            LineOfBusiness.CHILD_WELFARE,
            LineOfBusiness.SOCIAL_ORGANISATION,
            LineOfBusiness.COMMUNITY_GOVERNANCE,
            LineOfBusiness.MARRIAGE,
            LineOfBusiness.FUNERAL,
            LineOfBusiness.PLACE_NAMES);
    private static final Set<LineOfBusiness> TOWNSHIP_BUSINESS = Set.of(
            LineOfBusiness.ASSISTANCE,
            LineOfBusiness.ELDER_CARE,
            LineOfBusiness.CHILD_WELFARE,
            LineOfBusiness.COMMUNITY_GOVERNANCE,
            LineOfBusiness.MARRIAGE,
            LineOfBusiness.FUNERAL,
            LineOfBusiness.PLACE_NAMES);

    static List<DemoOfficer> all(List<DemoArea> areas) {
        return new Appointments().all(areas);
    }

    /** Makes the accounts one after another, with names of their own. */
    private static final class Appointments {

        private final List<DemoOfficer> officers = new ArrayList<>();
        private final SplittableRandom random = new SplittableRandom(16);
        private final DemoNames names = new DemoNames();

        List<DemoOfficer> all(List<DemoArea> areas) {
            areas.stream()
                    .filter(area -> area.level() == AreaCode.Level.TOWNSHIP)
                    .forEach(this::township);
            desk("cc_1", Role.COUNTY_CASEWORKER, LineOfBusiness.ASSISTANCE, "社会救助股");
            desk("cc_2", Role.COUNTY_CASEWORKER, LineOfBusiness.ASSISTANCE, "社会救助股");
            add(
                    "ca_1",
                    Role.COUNTY_APPROVER,
                    Set.of(LineOfBusiness.ASSISTANCE, LineOfBusiness.ELDER_CARE),
                    "局领导（分管社会救助、养老）",
                    DemoArea.COUNTY,
                    true);
            desk("co_1", Role.COUNTY_CASEWORKER, LineOfBusiness.CHILD_WELFARE, "儿童福利股");
            desk("eo_1", Role.COUNTY_CASEWORKER, LineOfBusiness.ELDER_CARE, "养老服务股");
            desk("eo_2", Role.COUNTY_CASEWORKER, LineOfBusiness.ELDER_CARE, "养老服务股");
            desk("so_1", Role.COUNTY_CASEWORKER, LineOfBusiness.SOCIAL_ORGANISATION, "社会组织管理股");
            desk("go_1", Role.COUNTY_CASEWORKER, LineOfBusiness.COMMUNITY_GOVERNANCE, "基层政权股");
            desk("mr_1", Role.COUNTY_CASEWORKER, LineOfBusiness.MARRIAGE, "婚姻登记处");
            desk("fu_1", Role.COUNTY_CASEWORKER, LineOfBusiness.FUNERAL, "殡葬管理所");
            desk("pn_1", Role.COUNTY_CASEWORKER, LineOfBusiness.PLACE_NAMES, "区划地名股");
            desk("fm_1", Role.FINANCE_MAKER, LineOfBusiness.FINANCE, "财务股");
            desk("fc_1", Role.FINANCE_CHECKER, LineOfBusiness.FINANCE, "财务股");
            desk("fs_1", Role.FINANCE_SIGNER, LineOfBusiness.FINANCE, "局长室");
            add("sup_1", Role.SUPERVISOR, ALL_BUSINESS, "纪检监察室", DemoArea.COUNTY, true);
            desk("sys_1", Role.SYS_ADMIN, LineOfBusiness.ADMINISTRATION, "信息中心");
            desk("sec_1", Role.SEC_ADMIN, LineOfBusiness.ADMINISTRATION, "办公室");
            desk("aud_1", Role.AUDIT_ADMIN, LineOfBusiness.ADMINISTRATION, "审计室");
            desk("fu_2", Role.COUNTY_CASEWORKER, LineOfBusiness.FUNERAL, "殡葬管理所");
            desk("fa_1", Role.COUNTY_APPROVER, LineOfBusiness.FUNERAL, "局领导（分管社会事务）");
            desk("fs_2", Role.FINANCE_SIGNER, LineOfBusiness.FINANCE, "局领导（分管财务）");
            return List.copyOf(officers);
        }

        private void township(DemoArea area) {
            String number = area.code().value().substring(7, 9);
            boolean shown = number.equals("03") || number.equals("09");
            String unit = area.name() + "民政办";
            AreaCode village = AreaCode.of(area.code().value().substring(0, 9) + "201");
            add(
                    "va_" + number + "01",
                    Role.VILLAGE_ASSISTANT,
                    TOWNSHIP_BUSINESS,
                    area.name() + "村级服务站",
                    village,
                    number.equals("03"));
            add("tc_" + number + "a", Role.TOWN_CLERK, TOWNSHIP_BUSINESS, unit, area.code(), number.equals("03"));
            if (number.equals("03")) {
                add("tc_03b", Role.TOWN_CLERK, TOWNSHIP_BUSINESS, unit, area.code(), true);
            }
            if (number.equals("09")) {
                add("tc_09", Role.TOWN_CLERK, TOWNSHIP_BUSINESS, unit, area.code(), true);
            }
            if (DemoCounty.DEVOLVED.contains(area.code())) {
                // the township confirms for itself, so it needs a third hand
                add("tr_" + number + "b", Role.TOWN_REVIEWER, TOWNSHIP_BUSINESS, unit, area.code(), false);
            }
            add("tr_" + number, Role.TOWN_REVIEWER, TOWNSHIP_BUSINESS, unit, area.code(), shown);
        }

        private void desk(String login, Role role, LineOfBusiness line, String room) {
            add(login, role, Set.of(line), room, DemoArea.COUNTY, true);
        }

        private void add(
                String login, Role role, Set<LineOfBusiness> lines, String unit, AreaCode area, boolean shown) {
            Sex sex = random.nextBoolean() ? Sex.MALE : Sex.FEMALE;
            String name = names.draw(names.surname(random), sex, 1983, random).full();
            Officer officer = new Officer(Ids.next(), login, name, unit, area, Set.of(role), lines);
            officers.add(new DemoOfficer(officer, part(role) + " · " + unit, shown));
        }

        private static String part(Role role) {
            return switch (role) {
                case VILLAGE_ASSISTANT -> "村级协理员";
                case TOWN_CLERK -> "乡镇经办";
                case TOWN_REVIEWER -> "乡镇审核";
                case COUNTY_CASEWORKER -> "县级经办";
                case COUNTY_APPROVER -> "县级审批";
                case FINANCE_MAKER -> "发放制单";
                case FINANCE_CHECKER -> "发放复核";
                case FINANCE_SIGNER -> "签发";
                case SUPERVISOR -> "督查";
                case SYS_ADMIN -> "系统管理员";
                case SEC_ADMIN -> "安全管理员";
                case AUDIT_ADMIN -> "审计管理员";
            };
        }
    }
}
