package cn.civilaffairs.web.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadOutcome;
import cn.civilaffairs.casework.lead.LeadState;
import cn.civilaffairs.casework.lead.NewLead;
import cn.civilaffairs.disbursement.BankFileDesk;
import cn.civilaffairs.disbursement.BankFileFormat;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RedCount;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.disbursement.ReportSetDesk;
import cn.civilaffairs.disbursement.ReturnFileDesk;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.audit.LogChain;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.web.GrantedFamilies;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** A month played through its pages by the people it takes. */
@WebTest
class RunPagesTests {

    private static final String SCHEME = "minimum-living";
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Autowired
    private Visits visits;

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private PaymentRunDesk desk;

    @Autowired
    private RedLineDesk redLines;

    @Autowired
    private LeadDesk leads;

    @Autowired
    private GrantedFamilies families;

    @Autowired
    private BankFileDesk files;

    @Autowired
    private ReturnFileDesk returns;

    @Autowired
    private ReportSetDesk sets;

    @Autowired
    private LogChain log;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer maker;

    @BeforeEach
    void aCountyWithTwoHouseholds() {
        clock.set(LocalDate.of(2026, 10, 16));
        county = counties.withDefaults();
        maker = county.officer(Role.FINANCE_MAKER);
        Acting.as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> transaction.executeWithoutResult(status -> {
                    household(1, "610.00");
                    household(2, "720.50");
                }));
    }

    private void household(int township, String amount) {
        household(township, amount, "0.00", "{}");
    }

    /** @return its head */
    private UUID household(int township, String base, String supplement, String reckoning) {
        GrantedFamilies.Family family = families.family(county.village(township, 1), "测户" + township);
        families.grant(family, OCTOBER, GrantedFamilies.due(base, supplement, reckoning, LocalDate.of(2026, 9, 20)));
        return family.head();
    }

    @Test
    void playsTheMonthFromBuildToCloseWithAFailedLine() throws Exception {
        assertThat(get("/runs", maker)).contains("计算2026年10月").doesNotContain("??");
        UUID id = Acting.as(maker, () -> desk.startNow(SCHEME, OCTOBER));
        String page = get("/runs/" + id, maker);
        assertThat(page).contains("1,330.50", "已对平", "新增（申请）", "待乡镇确认", "随机抽查").doesNotContain("??");
        assertThat(get("/runs/" + id + "/bridge/NEW_APPLICATION", maker)).contains("测户1", "测户2");
        assertThat(get("/runs/" + id + "/lines", maker))
                .contains("测户1", "农业银行 ****")
                .doesNotContain("??");
        assertThat(get("/runs/" + id + "/exceptions", maker)).contains("没有这一项").doesNotContain("??");
        assertThat(get("/desk", maker)).contains("月度发放", "1,330.50").doesNotContain("??");
        // a township sees where the run stands and its own sums, never the county's
        assertThat(get("/runs", county.officer(Role.TOWN_REVIEWER))).doesNotContain("不予发放</th>");
        for (String path : new String[] {"/desk", "/runs", "/runs/" + id}) {
            assertThat(get(path, county.officer(Role.TOWN_REVIEWER)))
                    .as(path)
                    .contains("2026年10月")
                    .doesNotContain("1,330.50", "??");
        }
        assertThat(get("/runs/" + id + "/lines", county.officer(Role.TOWN_REVIEWER)))
                .contains("测户1")
                .doesNotContain("测户2");

        post(
                "/runs/" + id + "/confirm",
                county.officer(Role.TOWN_REVIEWER),
                "town",
                county.township(1).value());
        post(
                "/runs/" + id + "/confirm",
                county.officer(Role.COUNTY_CASEWORKER),
                "town",
                county.township(2).value(),
                "why",
                "乡镇停电");
        Officer checker = county.officer(Role.FINANCE_CHECKER);
        MvcTestResult unopened = send("/runs/" + id + "/check", checker, "version", version(id));
        assertThat(Visits.refusal(unopened)).contains("户提示未打开，请逐户打开核对后再复核");
        for (UUID payment : Acting.as(checker, () -> redLines.toOpen(id))) {
            assertThat(get("/runs/" + id + "/red/" + payment, checker))
                    .contains("列入原因", "随机抽查", "本批次这一户")
                    .doesNotContain("??");
        }
        post("/runs/" + id + "/check", checker, "version", version(id));
        Officer signer = county.officer(Role.FINANCE_SIGNER);
        assertThat(get("/runs/" + id, signer)).contains("将发放", "请输入户数和金额确认");
        MvcTestResult wrong =
                send("/runs/" + id + "/sign", signer, "version", version(id), "households", "2", "amount", "1,330.51");
        assertThat(Visits.refusal(wrong)).contains("不一致");
        post("/runs/" + id + "/sign", signer, "version", version(id), "households", "2", "amount", "1,330.50");

        post("/runs/" + id + "/bank/files", maker, "format", "CSV_UTF8");
        String bank = get("/runs/" + id + "/bank", maker);
        assertThat(bank).contains("下载", "1,330.50").doesNotContain("??");
        String link = bank.substring(bank.indexOf("/bank/files/") + 12).substring(0, 36);
        String file = get("/runs/" + id + "/bank/files/" + link, maker);
        StringBuilder answer = new StringBuilder("批次号,序号,收款账号,金额,处理结果,失败原因,处理日期,银行流水号\n");
        file.lines().skip(1).filter(line -> !line.startsWith("合计")).forEach(line -> {
            String[] f = line.split(",", -1);
            answer.append("%s,%s,%s,%s,%s,2026-10-20,\n"
                    .formatted(f[0], f[1], f[7], f[9], f[1].equals("1") ? "失败,账户已销户" : "成功,"));
        });
        assertThat(pages.post()
                        .uri("/runs/" + id + "/bank/returns")
                        .multipart()
                        .file(new MockMultipartFile(
                                "upload",
                                "hp.csv",
                                "text/csv",
                                answer.toString().getBytes(StandardCharsets.UTF_8)))
                        .with(csrf())
                        .with(signedIn(maker)))
                .hasStatus3xxRedirection();
        assertThat(get("/runs/" + id + "/bank", maker))
                .contains("失败：账户已销户", "失败待处理")
                .doesNotContain("??");
        post("/runs/" + id + "/bank/close", county.officer(Role.FINANCE_CHECKER), "version", version(id));
        assertThat(get("/runs/" + id, maker)).contains("已办结");
        failedPaymentIsATaskOfItsTownship(id);
    }

    @Test
    void endsTheMonthByItsChecklistPrintsTheSetAndOpensTheMonthAgainByTwo() throws Exception {
        String page = "/months/2026-10?scheme=" + SCHEME;
        Officer supervisor = county.officer(Role.SUPERVISOR);
        assertThat(get(page, supervisor)).contains("本月批次还没有计算", "还有 11 项未完成").doesNotContain("??");
        UUID id = Acting.as(maker, () -> desk.startNow(SCHEME, OCTOBER));
        assertThat(get(page, supervisor))
                .contains("0/2 个乡镇", "差额 0.00 元", "种子", "第二人已复核")
                .doesNotContain("??");
        assertThat(get("/reports/checks?scheme=" + SCHEME, supervisor))
                .contains("报表对批次", "全部相符")
                .doesNotContain("??");
        closed(id);
        for (var line : Acting.as(supervisor, () -> desk.sample(id))) {
            post("/runs/" + id + "/sample/" + line.seq(), supervisor, "outcome", "RIGHT", "note", "入户核实");
        }
        assertThat(get("/runs/" + id + "/sample", maker))
                .contains("已抽查 2 / 2 户", "入户核实")
                .doesNotContain("??");
        String closed = get(page, supervisor);
        assertThat(closed).contains("第 1 版", "核定报表", "打印整套报表").doesNotContain("??");
        String version = closed.substring(closed.indexOf("/versions/") + 10).substring(0, 36);
        post("/months/2026-10/versions/" + version + "/approve", supervisor, "scheme", SCHEME);
        log.sealNow();
        UUID first = Acting.as(supervisor, () -> sets.askNow(UUID.fromString(version), "A4"));
        UUID second = Acting.as(supervisor, () -> sets.askNow(UUID.fromString(version), "A4"));
        assertThat(get(page, supervisor))
                .contains("第 1 份", "补打 第 2 份", "已打印 2 份")
                .doesNotContain("??");
        assertThat(text(first, supervisor))
                .contains("快照号：" + version, "一、月度统计表", "二、上月到本月", "七、乡镇质量卡", "1,330.50", "入户核实")
                .doesNotContain("补打");
        Matcher head = Pattern.compile("操作日志封存号：([0-9]+:[0-9a-f]{64})")
                .matcher(text(first, supervisor).replaceAll("\\s+", ""));
        assertThat(head.find())
                .as("the sheet that is signed carries the log's head")
                .isTrue();
        assertThat(log.verify(head.group(1)).exit())
                .as("and the log can be held against it")
                .isZero();
        assertThat(text(second, supervisor).replaceAll("补打 第 2 份 [0-9-]+\\s*", ""))
                .isEqualToIgnoringWhitespace(text(first, supervisor));
        assertThat(get("/months/2026-10/quality?scheme=" + SCHEME, supervisor))
                .contains("按时率", "快照号")
                .doesNotContain("??");
        openedAgain(id, page, supervisor);
    }

    private void openedAgain(UUID id, String page, Officer supervisor) throws Exception {
        post("/months/2026-10/reopenings", supervisor, "scheme", SCHEME, "reason", "银行退汇一笔");
        String asked = get(page, county.officer(Role.COUNTY_APPROVER));
        assertThat(asked).contains("银行退汇一笔", "批准重开").doesNotContain("??");
        assertThat(get(page, supervisor)).contains("须由另一位审批或分管领导决定");
        String reopening = asked.substring(asked.indexOf("/reopenings/") + 12).substring(0, 36);
        MvcTestResult own =
                send("/months/2026-10/reopenings/" + reopening, supervisor, "scheme", SCHEME, "approve", "true");
        assertThat(Visits.refusal(own)).contains("须由另一人办理");
        post(
                "/months/2026-10/reopenings/" + reopening,
                county.officer(Role.COUNTY_APPROVER),
                "scheme",
                SCHEME,
                "approve",
                "true");
        assertThat(get(page, supervisor)).contains("重开中");
        post("/runs/" + id + "/bank/close", county.officer(Role.FINANCE_CHECKER), "version", version(id));
        String again = get(page, supervisor);
        assertThat(again).contains("第 2 版", "重开后再次办结：银行退汇一笔", "与上一版的差异");
        String link = again.substring(again.indexOf("/months/2026-10/differences"));
        assertThat(get(link.substring(0, link.indexOf('"')).replace("&amp;", "&"), supervisor))
                .contains("两版的数字完全相同")
                .doesNotContain("??");
        assertThat(get("/months?scheme=" + SCHEME, supervisor))
                .contains("曾重开", "2026年10月")
                .doesNotContain("??");
        assertThat(send(
                        "/months/2026-10/reopenings",
                        county.officer(Role.TOWN_CLERK),
                        "scheme",
                        SCHEME,
                        "reason",
                        "不行"))
                .hasStatus(403);
    }

    private String text(UUID set, Officer officer) throws Exception {
        MvcTestResult answer = visits.get(officer, "/months/sets/" + set + ".pdf");
        assertThat(answer).hasStatusOk();
        try (PDDocument pdf = Loader.loadPDF(answer.getResponse().getContentAsByteArray())) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    /** From the built run to the closed one, nothing failing. */
    private void closed(UUID id) {
        Acting.as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> desk.towns(id).forEach(town -> desk.confirm(id, town.town(), "代为确认")));
        Acting.as(county.officer(Role.FINANCE_CHECKER), () -> {
            redLines.toOpen(id).forEach(entitlement -> redLines.open(id, entitlement));
            desk.check(id, desk.find(id).version());
        });
        for (int which = 1; !Acting.as(maker, () -> desk.find(id)).state().signed(); which++) {
            Acting.as(county.officer(Role.FINANCE_SIGNER, which), () -> {
                var run = desk.find(id);
                desk.sign(id, run.version(), run.households(), run.amount());
            });
        }
        String answer = Acting.as(
                        maker,
                        () -> new String(
                                files.download(files.make(id, BankFileFormat.CSV_UTF8))
                                        .content(),
                                StandardCharsets.UTF_8))
                .lines()
                .skip(1)
                .filter(line -> !line.startsWith("合计"))
                .map(line -> line.split(",", -1))
                .map(f -> String.join(",", f[0], f[1], f[7], f[9], "成功,", "2026-10-20", ""))
                .collect(Collectors.joining("\n", "批次号,序号,收款账号,金额,处理结果,失败原因,处理日期,银行流水号\n", "\n"));
        Acting.as(maker, () -> returns.read(id, "hp.csv", answer.getBytes(StandardCharsets.UTF_8)));
        Acting.as(
                county.officer(Role.FINANCE_CHECKER),
                () -> returns.close(id, desk.find(id).version(), ""));
    }

    @Test
    void keepsFiguresOfOthersAndShowsTheDifferenceInRed() throws Exception {
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        assertThat(get("/reports/given", caseworker)).contains("还没有保存的勾稽").doesNotContain("??");
        MvcTestResult saved = pages.post()
                .uri("/reports/given")
                .param("requestKey", UUID.randomUUID().toString())
                .param("title", "枞阳县2023年上半年退出低保")
                .param("source", "2023年上半年工作总结")
                .param("name", "退出低保保障", "死亡退出", "家庭经济状况等不符退出", "")
                .param("households", "522", "266", "278", "")
                .param("persons", "704", "311", "391", "")
                .with(csrf())
                .with(signedIn(caseworker))
                .exchange();
        assertThat(get(String.valueOf(saved.getResponse().getRedirectedUrl()), caseworker))
                .contains("544", "702", "+22", "−2", "勾稽差异")
                .doesNotContain("??");
        MvcTestResult odd = pages.post()
                .uri("/reports/given")
                .param("requestKey", UUID.randomUUID().toString())
                .param("title", "错的")
                .param("source", "某处")
                .param("name", "合计", "其一")
                .param("households", "十户", "1")
                .param("persons", "1", "1")
                .with(csrf())
                .with(signedIn(caseworker))
                .exchange();
        assertThat(Visits.refusal(odd)).isEqualTo("第 1 行的户数或人数不是整数。");
        assertThat(send("/reports/given", county.officer(Role.TOWN_CLERK))).hasStatus(403);
    }

    private void failedPaymentIsATaskOfItsTownship(UUID id) throws Exception {
        Officer clerk = county.officer(Role.TOWN_CLERK);
        assertThat(get("/desk", clerk)).contains("退票处理", "待补正账户").doesNotContain("??");
        assertThat(get("/returns", clerk))
                .contains("测户1", "账户已销户", "2026-11-19", "补正账户", "#accounts")
                .doesNotContain("??", "测户2");
        post("/returns/" + id + "/1/notes", clerk, "note", "已上门，下周办卡");
        assertThat(get("/returns?stage=TO_CORRECT", county.officer(Role.COUNTY_CASEWORKER)))
                .contains("已上门，下周办卡");
        assertThat(get("/returns?longUnpaid=true", maker)).contains("没有符合条件的退票", "清除筛选");
        assertThat(visits.get(clerk, "/returns/list.xlsx"))
                .hasStatusOk()
                .hasHeader("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(send("/returns/" + id + "/1/notes", maker, "note", "不是我的事")).hasStatus(403);
    }

    @Test
    void asksForAnAnswerToEveryRedLineBeforeTheCheck() throws Exception {
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        Officer clerk = county.officer(Role.TOWN_CLERK);
        Officer checker = county.officer(Role.FINANCE_CHECKER);
        Acting.as(
                caseworker,
                () -> transaction.executeWithoutResult(status -> jdbc.sql(
                                "update disbursement.entitlement set next_review_on = date '2026-09-28' where area_code like ?")
                        .param(county.code().prefix() + "%")
                        .update()));
        UUID id = Acting.as(maker, () -> desk.startNow(SCHEME, OCTOBER));
        String run = "/runs/" + id;

        assertThat(get(run, maker)).contains("红线检查", "超期未复核", "2 条红线提示没有答复").doesNotContain("??");
        assertThat(get(run + "/red", clerk)).contains("测户1").doesNotContain("测户2", "??");
        String list = get(run + "/red?code=REVIEW_OVERDUE&status=UNANSWERED", caseworker);
        assertThat(list).contains("测户1", "测户2", "应于 2026-09-28 前复核", "一并说明").doesNotContain("??");
        assertThat(get(run + "/red?code=&status=nonsense&town=1&page=0&size=7", checker))
                .contains("我未打开")
                .doesNotContain("??");
        assertThat(get(run + "/red", clerk)).doesNotContain("我未打开", "一并说明");
        String item = String.valueOf(pages.get()
                .uri(run + "/red/next")
                .with(signedIn(clerk))
                .exchange()
                .getResponse()
                .getRedirectedUrl());
        assertThat(get(item, clerk)).contains("答复并看下一条", "本批次这一户", "停发").doesNotContain("??");
        MvcTestResult silent = send(item, clerk, "code", "REVIEW_OVERDUE", "answer", "PAUSE", "reason", " ");
        assertThat(Visits.refusal(silent)).contains("请写明理由");
        post(item, clerk, "code", "REVIEW_OVERDUE", "answer", "STOP", "reason", "三次通知仍不配合复核");
        assertThat(get(item, caseworker)).contains("停发由乡镇经办按增减停发申报").doesNotContain("确认停发", "??");
        MvcTestResult direct = send(item + "/confirm-stop", caseworker, "code", "REVIEW_OVERDUE");
        assertThat(Visits.refusal(direct)).contains("须按增减停发办理");
        post(item, clerk, "code", "REVIEW_OVERDUE", "answer", "PAUSE", "reason", "人在外地，复核材料未交");
        post(run + "/red/explain", caseworker, "code", "REVIEW_OVERDUE", "reason", "本月集中复核");
        assertThat(get(run, maker)).contains("仍在本批次中", "按答复重新计算").doesNotContain("??");
        assertThat(visits.get(caseworker, run + "/red.xlsx")).hasStatusOk();

        for (int township = 1; township <= 2; township++) {
            post(run + "/confirm", caseworker, "town", county.township(township).value(), "why", "停电");
        }
        assertThat(get(run, checker)).contains("户提示未打开", "逐户打开（还有").doesNotContain("??");
        MvcTestResult early = send(run + "/check", checker, "version", version(id));
        assertThat(Visits.refusal(early)).contains("仍在本批次中");
        MvcTestResult again = send(run + "/recompute", maker, "version", version(id));
        String next = String.valueOf(again.getResponse().getRedirectedUrl());
        assertThat(next).startsWith("/runs/").isNotEqualTo(run);
        assertThat(get(run, maker)).contains("已作废", "按红线答复重新计算");
        assertThat(send(run + "/recompute", checker, "version", "1")).hasStatus(403);
    }

    /** What is found from lines, accounts or deaths is tested beside its declaration. */
    @Test
    void findsEveryRedLineThatTheRegisterOrAnotherOfficeKnowsOf() throws Exception {
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        TestCounty other = counties.create();
        Map<String, String> leadOf = Map.of(
                "CREMATION", "LEAD_DEATH",
                "PRISON", "LEAD_PRISON",
                "PENSION", "LEAD_PENSION",
                "EMPLOYMENT", "LEAD_EMPLOYMENT",
                "MOVED_OUT", "LEAD_MOVED_OUT",
                "COMPANY", "LEAD_PROPERTY");
        UUID untrue = Acting.as(
                caseworker,
                () -> transaction.execute(status -> {
                    leadOf.keySet().forEach(kind -> lead(kind, household(1, "300.00", "0.00", "{}")));
                    change(
                            "registered_area = '" + other.village(1, 1).value() + "'",
                            household(1, "300.00", "0.00", "{}"));
                    change(
                            "birth_date = date '2008-10-01'",
                            household(
                                    1,
                                    "300.00",
                                    "77.00",
                                    "{\"lines\":[{\"code\":\"supplement-MINOR\",\"subject\":\"测户1\"}]}"));
                    UUID without = household(1, "300.00", "0.00", "{}");
                    jdbc.sql(
                                    "update registry.payment_account set active = false, closed_at = now() where resident_id = ?")
                            .param(without)
                            .update();
                    return lead("PRISON", household(2, "300.00", "0.00", "{}"));
                }));
        Officer clerk = county.elsewhere(Role.TOWN_CLERK);
        Acting.as(clerk, () -> leads.answer(untrue, LeadOutcome.UNTRUE, "同名不同人"));
        Acting.as(caseworker, () -> {
            if (leads.find(untrue).state() != LeadState.CLOSED) {
                leads.confirm(untrue, leads.find(untrue).version(), "属实");
            }
        });

        UUID id = Acting.as(maker, () -> desk.startNow(SCHEME, OCTOBER));

        List<String> expected = new ArrayList<>(leadOf.values());
        expected.addAll(List.of("MOVED_OUT", "AGE", "NO_ACCOUNT"));
        List<RedCount> found = Acting.as(maker, () -> redLines.counts(id, null));
        assertThat(found).extracting(RedCount::code).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(found)
                .allSatisfy(line -> assertThat(line.hits()).as(line.code()).isEqualTo(1));
        assertThat(get("/runs/" + id, caseworker))
                .contains("服刑羁押线索", "领取养老金线索", "户籍迁出线索", "年龄与分类施保不符", "没有收款账户")
                .doesNotContain("??");
        assertThat(get("/runs/" + id + "/red?code=LEAD_PRISON", caseworker))
                .contains("县法院", "待核实")
                .doesNotContain("测户2");
    }

    private UUID lead(String kind, UUID resident) {
        return leads.open(new NewLead(
                kind,
                resident,
                AreaCode.of(jdbc.sql("select area_code from registry.resident where id = ?")
                        .param(resident)
                        .query(String.class)
                        .single()),
                LocalDate.of(2026, 10, 2),
                "县法院",
                "比对发现",
                null,
                Limit.workingDays(10),
                null));
    }

    private void change(String what, UUID resident) {
        jdbc.sql("update registry.resident set " + what + " where id = ?")
                .param(resident)
                .update();
    }

    @Test
    void leadsTheSupervisorFromAFigureToItsPersons() throws Exception {
        Acting.as(maker, () -> desk.startNow(SCHEME, OCTOBER));
        Officer supervisor = county.officer(Role.SUPERVISOR);

        String report = get("/reports/monthly", supervisor);
        assertThat(report)
                .contains("勾稽关系全部相符", "期末人数", "data-chart=\"trend\"", "补差率")
                .doesNotContain("??");
        String cell = "?scheme=" + SCHEME + "&month=2026-10&area=" + county.code() + "&column=CLOSE_PERSONS";
        assertThat(report).contains("/reports/monthly/cell?scheme=" + SCHEME);
        assertThat(get("/reports/monthly/cell" + cell, supervisor))
                .contains("测户1", "测户2")
                .doesNotContain("??");
        assertThat(visits.get(supervisor, "/reports/monthly/cell.xlsx" + cell))
                .hasStatusOk()
                .hasHeader("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(visits.get(supervisor, "/reports/monthly/exits.xlsx?scheme=" + SCHEME + "&month=2026-10"))
                .hasStatusOk();
        assertThat(get("/reports/monthly/exits?scheme=" + SCHEME + "&month=2026-10&reason=EXIT_01", supervisor))
                .contains("本月没有退出的家庭和人员", "这一项没有对应的人员")
                .doesNotContain("??");
        assertThat(visits.get(supervisor, "/reports/monthly.xlsx?scheme=" + SCHEME + "&month=2026-10"))
                .hasStatusOk();
    }

    @Test
    void startsInTheBackgroundOnceHoweverOftenTheFormIsSent() throws Exception {
        String key = UUID.randomUUID().toString();
        MvcTestResult first = startWith(key);
        MvcTestResult again = startWith(key);

        assertThat(again.getResponse().getRedirectedUrl())
                .isEqualTo(first.getResponse().getRedirectedUrl());
        String page = String.valueOf(first.getResponse().getRedirectedUrl());
        assertThat(get(page, maker)).doesNotContain("??");
        for (int half = 0; half < 120 && get(page, maker).contains("计算中"); half++) {
            Thread.sleep(500);
        }
        assertThat(get(page, maker)).contains("已对平", "1,330.50");
    }

    private MvcTestResult startWith(String key) {
        return visits.post(maker, "/runs", "requestKey", key, "scheme", SCHEME, "month", "2026-10");
    }

    private String version(UUID id) {
        return String.valueOf(Acting.as(maker, () -> desk.find(id).version()));
    }

    private MvcTestResult send(String uri, Officer officer, String... parameters) {
        return visits.send(officer, uri, parameters);
    }

    private void post(String uri, Officer officer, String... parameters) {
        visits.done(officer, uri, parameters);
    }

    private String get(String uri, Officer officer) {
        return visits.page(officer, uri);
    }

    private RequestPostProcessor signedIn(Officer officer) {
        return user(officers.loadUserByUsername(officer.login()));
    }
}
