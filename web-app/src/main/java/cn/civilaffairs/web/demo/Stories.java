package cn.civilaffairs.web.demo;

import static cn.civilaffairs.kernel.Sex.FEMALE;
import static cn.civilaffairs.kernel.Sex.MALE;

import cn.civilaffairs.assistance.minimumliving.change.AllowanceChange;
import cn.civilaffairs.assistance.minimumliving.change.EntryReason;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.disbursement.LineKind;
import cn.civilaffairs.disbursement.Recovery;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.guardian.GuardianTie;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.web.demo.Story.Ending;
import cn.civilaffairs.web.demo.Story.Known;
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
            "特困由分散转集中、入住机构", "特困供养和机构管理尚未开办。",
            "一年两次临时救助", "临时救助尚未开办。",
            "社会组织两次抽查不合格", "社会组织管理尚未开办。"));

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
    private static final Person DAI = Person.of("戴长贵", "1956-04-09", MALE);
    private static final Person SHEN = Person.of("沈明义", "1948-04-04", MALE);

    private static final Person FU = Person.of("傅春林", "1971-04-14", MALE);

    private static final Person GUO = Person.of("郭长顺", "1974-02-11", MALE);
    private static final Person GUO_WIFE = Person.of("蒋秀梅", "1976-08-23", FEMALE);
    private static final Person GUO_SON = Person.of("郭小满", "2001-05-19", MALE);
    private static final Person REN = Person.of("任国栋", "1978-05-31", MALE).disabled("41");
    private static final Person HUANG = Person.of("黄守义", "1962-09-30", MALE);

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
                refusedAppealedGranted(),
                movesToAnotherTownship(),
                standardRaisedLate(),
                paidTooMuchAndRecovered(),
                endedAppealedRestored(),
                cardExpires());
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
                    StoryFamily family = stage.on("2026-10-12")
                            .family(ZHOU)
                            .with(WU, Relation.SPOUSE)
                            .earning("种植", "3600")
                            .granted();
                    stage.on("2026-11-10")
                            .changed(AllowanceChange.headLeaves(
                                    family.id(),
                                    LocalDate.of(2026, 11, 6),
                                    family.of(ZHOU),
                                    ExitCode.DEATH,
                                    family.of(WU),
                                    Map.of(),
                                    "死亡证明"));
                    return family.benefit();
                });
    }

    private static Story childTurnsEighteen() {
        return new Story(
                "课-02",
                "孩子满十八岁",
                QIN,
                List.of(
                        "2026-10-12 母子在保，无收入；孩子不满十八岁，分类施保每月 77 元。",
                        "2026-11-03 孩子满十八岁；11-10 乡镇按到龄预告核实仍在校读书，申报到龄重新核定，县级确认。",
                        "年龄按所属月 1 日计算，12 月起不再有未成年人一项。"),
                List.of("待遇与发放：11 月仍有未成年人一项，12 月没有了"),
                List.of(Ending.of("2026-11", "1617.00"), Ending.of("2026-12", "1540.00")),
                stage -> {
                    StoryFamily family = stage.on("2026-10-12")
                            .family(QIN)
                            .with(QIN_SON, Relation.SON)
                            .granted();
                    stage.on("2026-11-10")
                            .changed(AllowanceChange.comesOfAge(
                                    family.id(), LocalDate.of(2026, 11, 3), family.of(QIN_SON), "高中在读，学籍证明"));
                    return family.benefit();
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
                    StoryFamily family = stage.on("2026-10-12")
                            .family(LUO_WIFE)
                            .with(LUO, Relation.SPOUSE)
                            .with(LUO_DAUGHTER, Relation.DAUGHTER)
                            .granted();
                    stage.on("2026-11-10")
                            .changed(AllowanceChange.leaves(
                                    family.id(),
                                    LocalDate.of(2026, 11, 5),
                                    family.of(LUO),
                                    ExitCode.HOUSEHOLD_CHANGED,
                                    false,
                                    "离婚证"));
                    return family.benefit();
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
                    StoryFamily family = stage.on("2026-10-12")
                            .family(HE)
                            .with(HE_WIFE, Relation.SPOUSE)
                            .with(HE_DAUGHTER, Relation.DAUGHTER)
                            .earning("零工", "10800")
                            .granted();
                    UUID baby = stage.on("2026-11-10").person(HE_BABY);
                    stage.changed(AllowanceChange.joins(
                            family.id(), HE_BABY.born(), baby, Relation.SON, EntryReason.BIRTH, "出生医学证明"));
                    return family.benefit();
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
                    StoryFamily family = stage.on("2026-10-12")
                            .family(TANG)
                            .with(TANG_DAUGHTER, Relation.DAUGHTER)
                            .granted();
                    UUID husband = stage.on("2026-11-10").person(TANG_HUSBAND);
                    stage.changed(AllowanceChange.joins(
                            family.id(),
                            LocalDate.of(2026, 11, 2),
                            husband,
                            Relation.SPOUSE,
                            EntryReason.RETURNED,
                            "释放证明"));
                    return family.benefit();
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
                    UUID benefit = stage.on("2026-10-12").family(PENG).granted().benefit();
                    stage.on("2026-11-10").registersAgain(PENG);
                    return benefit;
                });
    }

    private static Story guardianSharesAccount() {
        return new Story(
                "课-07",
                "由亲属代领",
                YAN,
                List.of(
                        "2026-10-12 兄弟二人各自独居在保，都年过七十。",
                        "2026-11-10 乡镇登记侄女为两位老人的代领人，委托一年，另一人复核；两户的领款人变更为侄女，另一人批准，发到同一个账户。发放前体检列为账户共用和领款人与上月不同，逐户说明后发放。"),
                List.of("两户的待遇与发放：领款人相同，点开看代领人登记和变更", "发放前体检：账户共用、领款人与上月不同"),
                List.of(Ending.of("2026-11", "847.00"), Ending.of("2026-12", "847.00")),
                stage -> {
                    UUID first = stage.on("2026-10-12").family(YAN).granted().benefit();
                    UUID second = stage.family("课-07b", YAN_BROTHER).granted().benefit();
                    UUID niece = stage.person(YAN_NIECE);
                    stage.on("2026-11-10").account(niece, YAN_NIECE.name(), "6228480009900000077");
                    stage.collectedBy(first, YAN_NIECE, GuardianTie.OTHER_RELATIVE, "老人行动不便，由侄女代领");
                    stage.collectedBy(second, YAN_NIECE, GuardianTie.OTHER_RELATIVE, "老人行动不便，由侄女代领");
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
                    UUID elder = stage.on("2026-11-10").family(BAI).of(BAI);
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
                    UUID household = stage.on("2026-08-24")
                            .family(SHEN)
                            .earning("运输", "60000")
                            .id();
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

    private static Story movesToAnotherTownship() {
        return new Story(
                "课-10",
                "跨乡镇迁移",
                FU,
                List.of(
                        "2026-10-12 独居在农村，无收入，自 11 月起每月 770 元。",
                        "2026-10-28 搬到邻近乡镇的安置小区，认定为城市；11-09 本乡镇提出迁移，11-10 对方乡镇接收。",
                        "10 月已签发，11 月尚未发放：自 11 月起由迁入地按城市标准发放，档案和待遇一并转去，不停发、不重复。"),
                List.of("迁入迁出：迁移前后金额", "家庭档案：迁出地打不开，迁入地看得到以前的核定", "待遇与发放：迁移核定"),
                List.of(Ending.of("2026-11", "800.00"), Ending.of("2026-12", "800.00")),
                stage -> {
                    StoryFamily family = stage.on("2026-10-12").family(FU).granted();
                    UUID move =
                            stage.on("2026-11-09").proposesMove(family.id(), UrbanRural.URBAN, "2026-10-28", "安置协议");
                    stage.on("2026-11-10").acceptsMove(move);
                    return family.benefit();
                });
    }

    private static Story standardRaisedLate() {
        return new Story(
                "课-11",
                "七月提标，自二月补发",
                GUO,
                List.of(
                        "2026-03-10 一家三口确认纳入，无收入，自 4 月起每月 770 × 3 = 2,310 元；4 月至 7 月已发放。",
                        "2026-07-28 公布新标准 800 元，自 2026-02-01 起执行（1 月 1 日起已有 770 元的标准，同一天只能有一条，已公布的不改）；08-05 全县测算，由第二人批准执行。",
                        "这户 4 月起在保：4 月至 7 月每月少发 90 元，共 360 元，随 8 月一并补发。"),
                List.of("保障标准：测算结果里逐户的变化", "待遇与发放：8 月一笔正常发放、四笔补发，各有所属月"),
                List.of(Ending.of("2026-04", "2400.00"), Ending.of("2026-08", "2400.00")),
                List.of(
                        Known.of("2026-07 实发", "2310.00"),
                        Known.of("2026-08 补发", "360.00"),
                        Known.of("2026-08 实发", "2760.00")),
                stage -> {
                    StoryFamily family = stage.on("2026-03-10")
                            .family(GUO)
                            .with(GUO_WIFE, Relation.SPOUSE)
                            .with(GUO_SON, Relation.SON)
                            .granted();
                    stage.account(family.of(GUO), GUO.name(), "6228480009900000119");
                    stage.pays("2026-04", "2026-07").on("2026-08-05").raises("800", "2026-02-01", "课民〔2026〕11号");
                    stage.pays("2026-08", "2026-08");
                    stage.notes("2026-07 实发", stage.received(family.id(), "2026-07"));
                    stage.notes("2026-08 补发", stage.received(family.id(), "2026-08", LineKind.ARREARS));
                    stage.notes("2026-08 实发", stage.received(family.id(), "2026-08"));
                    return family.benefit();
                });
    }

    private static Story paidTooMuchAndRecovered() {
        return new Story(
                "课-12",
                "多发后追缴",
                HUANG,
                List.of(
                        "2026-03-10 独居老人确认纳入，自 4 月起每月 770 元；4 月至 7 月已发放。",
                        "2026-08-03 村里才报老人已于 5 月 20 日去世：5 月照发，6 月、7 月多发。",
                        "往来账当日算出多发 1,540 元；08-10 提出追缴、审批确认、送达通知书，继承人一次退回，财务另一人复核到账。"),
                List.of("追缴：往来账逐月应发、已发", "追缴：经过与到账", "待遇与发放：终止于 2026-05"),
                List.of(Ending.of("2026-05", "770.00"), Ending.of("2026-06", "0.00")),
                List.of(Known.of("多发", "1540.00"), Known.of("已退回", "1540.00"), Known.of("尚欠", "0.00")),
                stage -> {
                    StoryFamily family = stage.on("2026-03-10").family(HUANG).granted();
                    stage.account(family.of(HUANG), HUANG.name(), "6228480009900000127");
                    stage.pays("2026-04", "2026-07").on("2026-08-03").reportsDeath(family.of(HUANG), "2026-05-20");
                    Recovery claim = stage.on("2026-08-10").recovers(family.benefit(), "死亡后两个多月才上报");
                    stage.notes("多发", claim.amount());
                    stage.notes("已退回", claim.received());
                    stage.notes("尚欠", claim.outstanding());
                    return family.benefit();
                });
    }

    private static Story cardExpires() {
        return new Story(
                "课-14",
                "残疾证到期",
                REN,
                List.of(
                        "2026-03-10 肢体一级残疾、独居、无收入，确认纳入：770 元加重度残疾 231 元，自 4 月起每月 1,001 元；4、5 月已发放。",
                        "2026-05-31 残疾证到期未换领；06-01 以证件过期暂停，6、7 月缓发，待遇没有终止。",
                        "2026-08-06 换领新证，另一人恢复发放并同意补发缓发的月份：8 月连同 6、7 月一并发放。"),
                List.of("待遇与发放：暂停的原因、起止和经办、恢复的两个人", "待遇与发放：8 月一笔正常发放、两笔补发，各有所属月"),
                List.of(
                        Ending.of("2026-04", "1001.00"),
                        Ending.of("2026-07", "1001.00"),
                        Ending.of("2026-08", "1001.00")),
                List.of(
                        Known.of("2026-06 实发", "0.00"),
                        Known.of("2026-08 补发", "2002.00"),
                        Known.of("2026-08 实发", "3003.00")),
                stage -> {
                    StoryFamily family = stage.on("2026-03-10").family(REN).granted();
                    stage.account(family.of(REN), REN.name(), "6228480009900000143");
                    UUID hold = stage.pays("2026-04", "2026-05")
                            .on("2026-06-01")
                            .suspended(
                                    family.benefit(), HoldReason.CERTIFICATE_EXPIRED, "残疾证 5 月 31 日到期，未换领", "2026-06");
                    stage.pays("2026-06", "2026-07").on("2026-08-06").resumed(hold, "已换领新证");
                    stage.pays("2026-08", "2026-08");
                    stage.notes("2026-06 实发", stage.received(family.id(), "2026-06"));
                    stage.notes("2026-08 补发", stage.received(family.id(), "2026-08", LineKind.ARREARS));
                    stage.notes("2026-08 实发", stage.received(family.id(), "2026-08"));
                    return family.benefit();
                });
    }

    private static Story endedAppealedRestored() {
        return new Story(
                "课-13",
                "停发，复议撤销后恢复并补发",
                DAI,
                List.of(
                        "2026-08-17 独居在保，无收入，年过七十：每月 847 元，自 9 月起。",
                        "2026-08-27 因名下登记一辆轿车停发；08-31 送达，09-21 申请行政复议。",
                        "2026-11-09 复议决定撤销：车系他人冒名登记。登记结果的当时恢复待遇，9、10 两月随 11 月发放补发。"),
                List.of("办件：变动前后金额上方的“这一变动已被撤销”，复议一栏和办理经过", "待遇与发放：终止月份已经没有了；11 月批次的补发两行"),
                List.of(
                        Ending.of("2026-08", "0.00"),
                        Ending.of("2026-09", "847.00"),
                        Ending.of("2026-10", "847.00"),
                        Ending.of("2026-11", "847.00")),
                stage -> {
                    StoryFamily family = stage.on("2026-08-17").family(DAI).granted();
                    CaseFile file = stage.on("2026-08-27")
                            .changed(AllowanceChange.ends(
                                    family.id(), LocalDate.of(2026, 8, 20), ExitCode.PROPERTY, false, "车辆登记信息：轿车一辆"));
                    stage.on("2026-09-21").appealed(file, "2026-08-31", "2026-11-09");
                    return family.benefit();
                });
    }
}
