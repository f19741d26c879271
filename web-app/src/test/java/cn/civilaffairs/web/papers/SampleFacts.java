package cn.civilaffairs.web.papers;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** One household's application with everything on it that papers can say. */
final class SampleFacts {

    static final String HEAD_ID = "999001198303120015";

    private SampleFacts() {}

    /** As large as households come. */
    static MinimumLivingFacts ofEight() {
        MinimumLivingFacts small = of("王小明");
        List<MinimumLivingFacts.Person> eight = new ArrayList<>(small.members());
        eight.addAll(small.members().subList(2, 5));
        MinimumLivingFacts.Proposal proposal = Objects.requireNonNull(small.proposal());
        return with(
                small,
                eight,
                Collections.nCopies(9, "经营净收入·种植粮食作物及家庭养殖 16,400.00 元/年（王小明）"),
                Collections.nCopies(4, "金融资产·云溪农村商业银行存款 3,000.00 元"),
                new MinimumLivingFacts.Proposal(
                        8,
                        proposal.amount(),
                        proposal.firstMonth(),
                        Collections.nCopies(11, "分类施保：未成年人（王𬭎）：770.00 × 10% = 77.00 元")));
    }

    private static MinimumLivingFacts with(
            MinimumLivingFacts small,
            List<MinimumLivingFacts.Person> members,
            List<String> incomes,
            List<String> assets,
            MinimumLivingFacts.Proposal proposal) {
        return new MinimumLivingFacts(
                small.caseId(),
                small.caseNo(),
                small.area(),
                small.reached(),
                small.places(),
                small.residenceWord(),
                small.appliedOn(),
                small.acceptedOn(),
                small.limitOn(),
                small.handler(),
                small.address(),
                small.cause(),
                small.careClass(),
                members,
                small.missing(),
                incomes,
                assets,
                small.checkSummary(),
                small.visit(),
                proposal,
                null,
                small.standard(),
                small.posting(),
                small.opinions(),
                small.decision(),
                small.gathered());
    }

    static MinimumLivingFacts blank() {
        return MinimumLivingFacts.blank(
                AreaCode.of("999001003000"),
                new MinimumLivingFacts.Places("云溪县", "柳河镇", "", "云溪县民政局", "柳河镇人民政府"),
                Collections.nCopies(11, new MinimumLivingFacts.MeansRow("工资性收入", "", "", null, "", "")),
                Collections.nCopies(12, new MinimumLivingFacts.Check("公安（户籍）", "", "", null, "")));
    }

    static MinimumLivingFacts of(String name) {
        return new MinimumLivingFacts(
                UUID.fromString("019ab0c4-0000-7000-8000-000000000001"),
                "DB-999001-2026-000123",
                AreaCode.of("999001003201"),
                EnumSet.allOf(Milestone.class),
                new MinimumLivingFacts.Places("云溪县", "柳河镇", "杨树村", "云溪县民政局", "柳河镇人民政府"),
                "农村",
                LocalDate.of(2026, 11, 2),
                LocalDate.of(2026, 11, 4),
                LocalDate.of(2026, 12, 16),
                "刘敏",
                "三组 18 号",
                "户主患病丧失部分劳动能力，子女均在上学",
                "B",
                List.of(
                        new MinimumLivingFacts.Person(name, "本人", "男", 43, HEAD_ID, "患大病", "部分丧失", "务农"),
                        new MinimumLivingFacts.Person("赵㛃", "配偶", "女", 41, "999001198504230023", "健康", "有", "务农"),
                        new MinimumLivingFacts.Person("王𬭎", "子", "男", 15, "99900120110207001X", "健康", "无", "在校"),
                        new MinimumLivingFacts.Person("王思雨", "女", "女", 9, "999001201706110024", "健康", "无", "在校"),
                        new MinimumLivingFacts.Person(
                                "周桂兰", "母", "女", 74, "999001195201150027", "残疾（肢体二级）", "无", "无业")),
                List.of(
                        new MinimumLivingFacts.Missing("家庭经济状况核对授权书", "共同生活的成年家庭成员均须签字"),
                        new MinimumLivingFacts.Missing("患病、残疾等致困证明", "诊断证明或者出院小结")),
                List.of("务工收入 18,000.00 元/年（王小明）", "种植收入 6,400.00 元/年", "赡养费支出 1,200.00 元/年"),
                List.of("存款 3,000.00 元"),
                "已向 6 个部门核对，均与申报一致。",
                new MinimumLivingFacts.Visit(
                        LocalDate.of(2026, 11, 10),
                        "刘敏",
                        "孙立国",
                        "申请人、配偶",
                        "自有砖混平房 3 间，约 80 平方米。",
                        "无机动车，家电为普通家电，承包耕地 4.2 亩。",
                        "与申报一致。",
                        true),
                new MinimumLivingFacts.Proposal(
                        5,
                        Money.of("1620.50"),
                        YearMonth.of(2026, 12),
                        List.of("保障标准 650.00 元 × 5 人 = 3,250.00 元", "减：家庭月收入 1,933.33 元", "加：分类施保 303.83 元")),
                null,
                new MinimumLivingFacts.Standard(Money.of("650.00"), "云政发〔2026〕12号"),
                new MinimumLivingFacts.Posting(
                        LocalDate.of(2026, 11, 13), LocalDate.of(2026, 11, 20), "杨树村村务公开栏", false),
                List.of(
                        new MinimumLivingFacts.Opinion(
                                "柳河镇人民政府", "审核意见", "符合条件，同意上报。", "陈志强", LocalDate.of(2026, 11, 12)),
                        new MinimumLivingFacts.Opinion("杨树村", "公示结果", "公示期满，无异议。", "刘敏", LocalDate.of(2026, 11, 23)),
                        new MinimumLivingFacts.Opinion("云溪县民政局", "确认意见", "", null, null)),
                new MinimumLivingFacts.Decision(
                        "云溪县民政局", LocalDate.of(2026, 11, 25), List.of("家庭人均月收入 812.40 元，不低于当地农村最低生活保障标准 650.00 元。")),
                new MinimumLivingFacts.Gathered(
                        List.of(
                                new MinimumLivingFacts.MeansRow("工资性收入", "务工收入", name, Money.of("18000.00"), "年", ""),
                                new MinimumLivingFacts.MeansRow("金融资产", "存款", "全家", Money.of("3000.00"), "现值", "")),
                        List.of(
                                new MinimumLivingFacts.Check("公安（户籍）", "与申报一致", "", LocalDate.of(2026, 11, 9), "何平"),
                                new MinimumLivingFacts.Check("税务", "无记录", "", LocalDate.of(2026, 11, 9), "何平")),
                        false,
                        new MinimumLivingFacts.Appraisal(
                                LocalDate.of(2026, 11, 11),
                                "杨树村村委会",
                                "李长贵",
                                List.of("李长贵", "王秀兰", "张德发"),
                                3,
                                0,
                                0,
                                "该户户主患病，收入主要靠务工，情况属实。")));
    }
}
