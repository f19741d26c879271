package cn.civilaffairs.web.demo;

import static cn.civilaffairs.kernel.Sex.FEMALE;
import static cn.civilaffairs.kernel.Sex.MALE;

import cn.civilaffairs.assistance.minimumliving.change.AllowanceChange;
import cn.civilaffairs.assistance.minimumliving.change.EntryReason;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.web.demo.Story.Ending;
import cn.civilaffairs.web.demo.Story.Person;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The lessons (演示课), each played once in the demo county and in a test that knows its ending to the fen. The rural standard
 * is 770 a month; seventy and over or under age brings 77 more, severely disabled 231.
 */
final class Stories {

    /** What cannot be told here, and why. */
    static final Map<String, String> NOT_TOLD = new TreeMap<>(Map.of(
            "残疾证到期", "两项补贴尚未开办。",
            "特困由分散转集中、入住机构", "特困供养和机构管理尚未开办。",
            "一年两次临时救助", "临时救助尚未开办。",
            "社会组织两次抽查不合格", "社会组织管理尚未开办。",
            "跨乡镇迁移", "待遇随户迁移（档案与待遇一并转出）尚未开办，目前按停发、重新申请办理。",
            "七月提标、自一月补发", "一次改动全县，不作单户演示；在“保障标准”试算并由第二人批准后执行。",
            "多发后追缴", "演示县开机时已演好：在“追缴”打开第一件，死亡后多发三个月，分三期退回。"));

    private static final Person ZHOU = Person.of("周守田", "1950-03-01", MALE);
    private static final Person WU = Person.of("吴桂香", "1958-05-01", FEMALE);
    private static final Person QIN = Person.of("秦素云", "1984-06-12", FEMALE);
    private static final Person QIN_SON = Person.of("秦小川", "2008-11-03", MALE);
    private static final Person LUO = Person.of("罗成贵", "1986-02-20", MALE);
    private static final Person LUO_WIFE = Person.of("邓秀兰", "1988-09-09", FEMALE);
    private static final Person LUO_DAUGHTER = Person.of("罗雨涵", "2016-07-07", FEMALE);
    private static final Person HE = Person.of("何建军", "1990-01-15", MALE);
    private static final Person HE_WIFE = Person.of("林晓梅", "1993-04-18", FEMALE);
    private static final Person HE_DAUGHTER = Person.of("何思雨", "2021-03-03", FEMALE);
    private static final Person HE_BABY = Person.of("何思远", "2026-11-05", MALE);
    private static final Person TANG = Person.of("唐玉琴", "1981-08-08", FEMALE);
    private static final Person TANG_DAUGHTER = Person.of("唐可欣", "2014-10-10", FEMALE);
    private static final Person TANG_HUSBAND = Person.of("唐志强", "1979-12-12", MALE);
    private static final Person PENG = Person.of("彭老三", "1949-01-28", MALE);
    private static final Person YAN = Person.of("严有福", "1951-06-06", MALE);
    private static final Person YAN_BROTHER = Person.of("严有禄", "1954-02-02", MALE);
    private static final Person YAN_NIECE = Person.of("严春梅", "1980-05-05", FEMALE);
    private static final Person BAI = Person.of("白秀珍", "1936-12-05", FEMALE);
    private static final Person SHEN = Person.of("沈明义", "1948-04-04", MALE);

    private Stories() {}

    static List<Story> all() {
        return List.of(
                headDies(),
                childTurnsEighteen(),
                coupleDivorces(),
                childIsBorn(),
                backFromPrison(),
                appliesTwice(),
                guardianSharesAccount(),
                elderTurnsNinety(),
                refusedAppealedGranted());
    }

    private static Story headDies() {
        return new Story(
                "课-01",
                "户主去世",
                ZHOU,
                List.of("2026-10-12 老两口在保：种地年收入 3,600 元，户主年过七十。", "2026-11-06 户主去世；11-10 乡镇申报减员并把户主变更为妻子，县级确认。"),
                List.of("家庭成员：户主已变更", "待遇与发放：为什么是这个数，变动前后逐行对照"),
                List.of(Ending.of("2026-11", "1317.00"), Ending.of("2026-12", "470.00")),
                stage -> {
                    stage.on("2026-10-12");
                    UUID husband = stage.person(ZHOU);
                    UUID wife = stage.person(WU);
                    UUID household = stage.household(husband);
                    stage.member(household, wife, Relation.SPOUSE);
                    stage.income(household, "种植", "3600");
                    UUID benefit = stage.granted(household);
                    stage.on("2026-11-10")
                            .changed(AllowanceChange.headLeaves(
                                    household,
                                    LocalDate.of(2026, 11, 6),
                                    husband,
                                    ExitCode.DEATH,
                                    wife,
                                    Map.of(),
                                    "死亡证明"));
                    return benefit;
                });
    }

    private static Story childTurnsEighteen() {
        return new Story(
                "课-02",
                "孩子满十八岁",
                QIN,
                List.of("2026-10-12 母子在保，无收入；孩子不满十八岁，分类施保每月 77 元。", "2026-11-03 孩子满十八岁；年龄按所属月 1 日计算，下月重新核定。"),
                List.of("待遇与发放：11 月仍有未成年人一项，12 月没有了"),
                List.of(Ending.of("2026-11", "1617.00"), Ending.of("2026-12", "1540.00")),
                stage -> {
                    stage.on("2026-10-12");
                    UUID mother = stage.person(QIN);
                    UUID household = stage.household(mother);
                    stage.member(household, stage.person(QIN_SON), Relation.SON);
                    UUID benefit = stage.granted(household);
                    stage.on("2026-11-10").reckonedAnew(household, benefit);
                    return benefit;
                });
    }

    private static Story coupleDivorces() {
        return new Story(
                "课-03",
                "离婚分户",
                LUO_WIFE,
                List.of("2026-10-12 夫妻和女儿三人在保，无收入，户主是妻子。", "2026-11-05 协议离婚，丈夫另立门户；11-10 申报减员（家庭分合）。丈夫符合条件的，另行申请。"),
                List.of("家庭成员：丈夫止于 2026-11", "待遇与发放：保障人口 3 人变 2 人"),
                List.of(Ending.of("2026-11", "2387.00"), Ending.of("2026-12", "1617.00")),
                stage -> {
                    stage.on("2026-10-12");
                    UUID wife = stage.person(LUO_WIFE);
                    UUID husband = stage.person(LUO);
                    UUID household = stage.household(wife);
                    stage.member(household, husband, Relation.SPOUSE);
                    stage.member(household, stage.person(LUO_DAUGHTER), Relation.DAUGHTER);
                    UUID benefit = stage.granted(household);
                    stage.on("2026-11-10")
                            .changed(AllowanceChange.leaves(
                                    household,
                                    LocalDate.of(2026, 11, 5),
                                    husband,
                                    ExitCode.HOUSEHOLD_CHANGED,
                                    false,
                                    "离婚证"));
                    return benefit;
                });
    }

    private static Story childIsBorn() {
        return new Story(
                "课-04",
                "添了孩子",
                HE,
                List.of("2026-10-12 三口之家在保，零工年收入 10,800 元，女儿五岁。", "2026-11-05 儿子出生；11-10 申报增员，下月起增发。"),
                List.of("增减停发：变动前后金额", "待遇与发放：保障人口 3 人变 4 人"),
                List.of(Ending.of("2026-11", "1487.00"), Ending.of("2026-12", "2334.00")),
                stage -> {
                    stage.on("2026-10-12");
                    UUID father = stage.person(HE);
                    UUID household = stage.household(father);
                    stage.member(household, stage.person(HE_WIFE), Relation.SPOUSE);
                    stage.member(household, stage.person(HE_DAUGHTER), Relation.DAUGHTER);
                    stage.income(household, "零工", "10800");
                    UUID benefit = stage.granted(household);
                    stage.on("2026-11-10");
                    UUID baby = stage.person(HE_BABY);
                    stage.changed(AllowanceChange.joins(
                            household, HE_BABY.born(), baby, Relation.SON, EntryReason.BIRTH, "出生医学证明"));
                    return benefit;
                });
    }

    private static Story backFromPrison() {
        return new Story(
                "课-05",
                "刑满释放回家",
                TANG,
                List.of("2026-10-12 母女在保，无收入；丈夫服刑，不计入人口。", "2026-11-02 丈夫刑满释放回家；11-10 申报增员（返回共同生活）。"),
                List.of("家庭成员：丈夫自 2026-11 计入", "待遇与发放：保障人口 2 人变 3 人"),
                List.of(Ending.of("2026-11", "1617.00"), Ending.of("2026-12", "2387.00")),
                stage -> {
                    stage.on("2026-10-12");
                    UUID mother = stage.person(TANG);
                    UUID household = stage.household(mother);
                    stage.member(household, stage.person(TANG_DAUGHTER), Relation.DAUGHTER);
                    UUID benefit = stage.granted(household);
                    stage.on("2026-11-10");
                    UUID husband = stage.person(TANG_HUSBAND);
                    stage.changed(AllowanceChange.joins(
                            household,
                            LocalDate.of(2026, 11, 2),
                            husband,
                            Relation.SPOUSE,
                            EntryReason.RETURNED,
                            "释放证明"));
                    return benefit;
                });
    }

    private static Story appliesTwice() {
        return new Story(
                "课-06",
                "在两个乡镇申请",
                PENG,
                List.of("2026-10-12 独居老人在本乡镇在保。", "2026-11-10 又到邻近乡镇登记申请，按身份证号查出已在县内登记，不予受理。"),
                List.of("邻近乡镇登记家庭时的提示：已在县内其他区划登记", "待遇与发放：只有一份"),
                List.of(Ending.of("2026-11", "847.00"), Ending.of("2026-12", "847.00")),
                stage -> {
                    stage.on("2026-10-12");
                    UUID benefit = stage.granted(stage.household(stage.person(PENG)));
                    stage.on("2026-11-10").registersAgain(PENG);
                    return benefit;
                });
    }

    private static Story guardianSharesAccount() {
        return new Story(
                "课-07",
                "监护人账户代领",
                YAN,
                List.of("2026-10-12 兄弟二人各自独居在保，都年过七十。", "2026-11-10 均由侄女代领，两户发到同一个账户；发放前体检列为账户共用，逐户说明后发放。"),
                List.of("两户的待遇与发放：领取人相同", "发放前体检：账户共用"),
                List.of(Ending.of("2026-11", "847.00"), Ending.of("2026-12", "847.00")),
                stage -> {
                    stage.on("2026-10-12");
                    UUID first = stage.granted(stage.household(stage.person(YAN)));
                    UUID second = stage.granted(stage.household("课-07b", stage.person(YAN_BROTHER)));
                    UUID niece = stage.person(YAN_NIECE);
                    stage.on("2026-11-10").account(niece, YAN_NIECE.name(), "6228480009900000077");
                    stage.paidTo(first, niece, "监护人代领");
                    stage.paidTo(second, niece, "监护人代领");
                    return first;
                });
    }

    private static Story elderTurnsNinety() {
        return new Story(
                "课-08",
                "老人满九十岁",
                BAI,
                List.of("2026-11-10 到龄名册查出八十九岁的老人还没有领取高龄津贴，乡镇确认健在，县级确认，11 月起发。", "2026-12-05 满九十岁，当月自动升档，不用申请。"),
                List.of("高龄津贴：到龄名册", "家庭档案待遇：档次变化已预先排好"),
                List.of(Ending.of("2026-11", "30.00"), Ending.of("2026-12", "100.00"), Ending.of("2036-12", "500.00")),
                stage -> {
                    stage.on("2026-11-10");
                    UUID elder = stage.person(BAI);
                    stage.household(elder);
                    stage.account(elder, BAI.name(), "6228480009900000085");
                    return stage.onTheRoster(elder, BAI.name(), YearMonth.of(2026, 11));
                });
    }

    private static Story refusedAppealedGranted() {
        return new Story(
                "课-09",
                "不予确认，复议后纳入",
                SHEN,
                List.of(
                        "2026-08-24 独居老人申请；登记了同名他人的运输收入 60,000 元，09-03 以收入超标不予确认。",
                        "2026-09-07 送达；09-21 申请行政复议（期限至 2026-11-06）；10-19 复议决定撤销。",
                        "2026-10-20 撤回错登的收入，重新审核、公示，11-02 县级确认，12 月起发。"),
                List.of("案件：行政复议一栏和办理经过", "待遇与发放：为什么是这个数"),
                List.of(Ending.of("2026-11", "0.00"), Ending.of("2026-12", "847.00")),
                stage -> {
                    stage.on("2026-08-24");
                    UUID household = stage.household(stage.person(SHEN));
                    stage.income(household, "运输", "60000");
                    CaseFile file = stage.applied(household);
                    stage.on("2026-09-01").checkedAndVisited(file);
                    stage.on("2026-09-03").refusedForIncome(file);
                    stage.on("2026-09-21").appealed(file, "2026-09-07", "2026-10-19");
                    stage.on("2026-10-20").strike(household, "系同名他人收入");
                    stage.reviewed(file, "按复议决定重新审核，符合条件");
                    stage.on("2026-10-21").posted(file, "2026-10-29");
                    return stage.on("2026-11-02").confirmed(file);
                });
    }
}
