package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Sex;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Workbooks to try the imports with: the roster of twenty-four households of township 03 that nobody has registered yet,
 * once with the mistakes rosters come with and once put right, their means, and the list of those in payment.
 */
final class SampleFiles {

    static final String ROSTER_WITH_ERRORS = "家庭成员名册（含错误）.xlsx";
    static final String ROSTER = "家庭成员名册（已更正）.xlsx";
    static final String MEANS = "家庭收入财产.xlsx";
    static final String IN_PAYMENT = "在保名册.xlsx";
    static final String DEPARTMENT_LIST = "部门比对清单.xlsx";

    private static final String MEMBER_HEADERS =
            "家庭编号,与户主关系,姓名,证件类型,证件号码,性别,出生日期,民族,户籍地区划代码,居住地区划代码,城乡类别,是否计入家庭人口,不计入原因,联系电话,残疾证号,健康状况,劳动能力,就业状况,在校情况,婚姻状况,死亡日期,账户开户人,开户银行,银行账号,账户类型,备注";
    private static final String MEANS_HEADERS = "家庭编号,证件号码,项目类别,项目名称,金额,周期,起始日期,截止日期,来源,豁免项,备注";
    private static final String PAYMENT_HEADERS = "项目,家庭编号,证件号码,类别,城乡类别,纳入月份,当前月保障金额,复核周期,领款人证件号码,备注";

    private static final String STRANGERS = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱";
    private static final String LIST_HEADERS = "比对类型,证件号码,姓名,事件日期,详情,金额,来源部门";

    private static final Map<String, String> RELATIONS =
            Map.of("HEAD", "户主", "SPOUSE", "配偶", "SON", "子", "DAUGHTER", "女", "GRANDCHILD", "孙子女", "PARENT", "父母");
    private static final Map<String, String> HEALTH =
            Map.of("HEALTHY", "健康", "ILL", "一般疾病", "SERIOUSLY_ILL", "重病", "DISABLED", "残疾");
    private static final Map<String, String> LABOUR = Map.of("FULL", "有", "PARTIAL", "部分", "NONE", "无");
    private static final Map<String, String> EMPLOYMENT = Map.of(
            "EMPLOYED",
            "就业",
            "UNEMPLOYED",
            "失业",
            "FARMING",
            "务农",
            "AT_SCHOOL",
            "在校",
            "RETIRED",
            "离退休",
            "NOT_EMPLOYED",
            "未就业");
    private static final Map<String, String> SCHOOLING = Map.of(
            "NONE", "未就读", "COMPULSORY", "义务教育", "SENIOR", "高中中职", "UNDERGRADUATE", "大专本科", "POSTGRADUATE", "研究生");
    private static final Map<String, String> MARITAL = Map.of("10", "未婚", "20", "已婚", "30", "丧偶", "40", "离婚");
    private static final Map<String, String> CATEGORIES = Map.of(
            "WAGE",
            "工资性收入",
            "BUSINESS",
            "经营净收入",
            "PROPERTY",
            "财产净收入",
            "TRANSFER",
            "转移净收入",
            "OTHER",
            "其他收入",
            "FINANCIAL_ASSET",
            "金融资产",
            "HOUSE",
            "房产");
    private static final Map<String, String> PERIODS = Map.of("YEAR", "年", "MONTH", "月", "POINT", "时点");
    private static final Map<String, String> SOURCES = Map.of("DECLARED", "申报", "CHECKED", "核对", "VISITED", "入户");
    private static final Map<String, String> EXEMPTIONS =
            Map.of("BASE_PENSION", "中央基础养老金", "VETERAN", "优待抚恤", "DISABILITY_SUBSIDY", "残疾人两项补贴");

    private final List<DemoHousehold> households = DemoPlan.newcomers();
    private final MinimumLivingPolicy policy;

    /** @param policy what the households are due by, in {@link DemoPlan#OPEN} */
    SampleFiles(MinimumLivingPolicy policy) {
        this.policy = policy;
    }

    Map<String, byte[]> all() {
        return Map.of(
                ROSTER_WITH_ERRORS, new SampleWorkbook(MEMBER_HEADERS, withErrors(members())).bytes(),
                ROSTER, new SampleWorkbook(MEMBER_HEADERS, members()).bytes(),
                MEANS, new SampleWorkbook(MEANS_HEADERS, means()).bytes(),
                IN_PAYMENT, new SampleWorkbook(PAYMENT_HEADERS, inPayment()).bytes());
    }

    /** What another office knows of three people in payment, among many who are not. */
    static byte[] departmentList(LeadFamilies families) {
        List<Object[]> rows = new ArrayList<>();
        rows.add(listed("养老金领取", families.inThird().get(10).head(), "2026-11-06", "2026年11月起领取城乡居民养老金", 213, "县人社局"));
        rows.add(listed("就业参保", families.inNinth().get(10).head(), "2026-11-02", "参加职工养老保险", null, "县人社局"));
        rows.add(listed("户籍迁出", families.inThird().get(11).head(), "2026-11-09", "迁往外县", null, "县公安局"));
        for (int i = 0; i < STRANGERS.length(); i++) {
            rows.add(
                    new Object[] {"养老金领取", strangersNumber(i), STRANGERS.charAt(i) + "某", "2026-11-03", "", null, "县人社局"
                    });
        }
        return new SampleWorkbook(LIST_HEADERS, rows).bytes();
    }

    /** A serial so high that nobody in the demo county has it. */
    private static String strangersNumber(int i) {
        String first = "999001" + LocalDate.of(1966, 3, 1).plusDays(i).format(DateTimeFormatter.BASIC_ISO_DATE) + "991";
        return first + IdNumber.checkCharacter(first);
    }

    private static Object[] listed(
            String kind, DemoPerson person, String on, String detail, @Nullable Integer amount, String source) {
        return new Object[] {kind, person.idNumber().value(), person.name().full(), on, detail, amount, source};
    }

    private List<Object[]> members() {
        List<Object[]> rows = new ArrayList<>();
        for (DemoHousehold household : households) {
            for (DemoPerson person : household.members()) {
                rows.add(member(household, person));
            }
        }
        return rows;
    }

    private static Object[] member(DemoHousehold household, DemoPerson person) {
        DemoPerson.Condition condition = person.condition();
        boolean paid = person.account() != null;
        return new Object[] {
            rosterNumber(household),
            RELATIONS.get(person.relation()),
            person.name().full(),
            "居民身份证",
            person.idNumber().value(),
            person.sex() == Sex.MALE ? "男" : "女",
            person.birth().toString(),
            person.name().ethnicity(),
            household.village().value(),
            household.village().value(),
            "农村",
            "是",
            "",
            text(person.phone()),
            text(person.disabilityNumber()),
            HEALTH.get(condition.health()),
            LABOUR.get(condition.labour()),
            EMPLOYMENT.get(condition.employment()),
            condition.schooling() == null ? "" : SCHOOLING.get(condition.schooling()),
            condition.marital() == null ? "" : MARITAL.get(condition.marital()),
            "",
            paid ? person.name().full() : "",
            paid ? "云溪农村商业银行" : "",
            text(person.account()),
            paid ? "银行卡" : "",
            ""
        };
    }

    /** One mistake of each usual kind, each in a household of its own. */
    private static List<Object[]> withErrors(List<Object[]> rows) {
        List<Object[]> heads = rows.stream().filter(row -> row[1].equals("户主")).toList();
        String wrongDigit = (String) heads.get(1)[4];
        heads.get(1)[4] = wrongDigit.substring(0, 17) + (wrongDigit.endsWith("1") ? "2" : "1");
        heads.get(3)[9] = "999001003999";
        heads.get(5)[1] = "子";
        heads.get(7)[6] = "1950-02-30";
        heads.get(9)[23] = 6.2284800012345E18;
        heads.get(11)[5] = heads.get(11)[5].equals("男") ? "女" : "男";
        heads.get(13)[10] = "乡下";
        heads.get(15)[2] = "";
        heads.get(17)[4] = heads.get(16)[4];
        return rows;
    }

    private List<Object[]> means() {
        List<Object[]> rows = new ArrayList<>();
        for (DemoHousehold household : households) {
            for (DemoMeans item : household.means()) {
                rows.add(new Object[] {
                    rosterNumber(household),
                    item.person() == null ? "" : item.person().idNumber().value(),
                    CATEGORIES.get(item.category()),
                    item.name(),
                    item.amount(),
                    PERIODS.get(item.period()),
                    item.start().toString(),
                    "",
                    SOURCES.get(item.source()),
                    item.exemption() == null ? "无" : EXEMPTIONS.get(item.exemption()),
                    ""
                });
            }
        }
        return rows;
    }

    /** Amounts as the township paid them: some agree with the rule, some do not, which the check report shows. */
    private List<Object[]> inPayment() {
        List<Object[]> rows = new ArrayList<>();
        for (DemoHousehold household : households) {
            String head = household.head().idNumber().value();
            rows.add(new Object[] {
                "低保",
                rosterNumber(household),
                head,
                "",
                "农村",
                "2026-11",
                paid(household),
                household.reviewClass(),
                head,
                ""
            });
        }
        return rows;
    }

    /** Every fourth township clerk's figure is off, as rosters kept by hand are. */
    private Number paid(DemoHousehold household) {
        Money due = AllowanceReckoning.of(household, DemoPlan.OPEN, policy).amount();
        return household.number() % 4 == 0 ? due.plus(Money.of(35)).yuan() : due.yuan();
    }

    private static String rosterNumber(DemoHousehold household) {
        return "LL2026-" + String.format(java.util.Locale.ROOT, "%03d", household.number());
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
