package cn.civilaffairs.web.papers;

import static cn.civilaffairs.registry.testing.TestPeople.idNumber;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.assistance.minimumliving.CheckAnswer;
import cn.civilaffairs.assistance.minimumliving.Department;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingDesk;
import cn.civilaffairs.assistance.minimumliving.NewApplication;
import cn.civilaffairs.assistance.minimumliving.NewHomeVisit;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.casework.NewPrintJob;
import cn.civilaffairs.casework.PrintJob;
import cn.civilaffairs.casework.PrintJobDesk;
import cn.civilaffairs.casework.PrintRegister;
import cn.civilaffairs.casework.PrintedPaper;
import cn.civilaffairs.casework.Printout;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.SystemOfficer;
import cn.civilaffairs.registry.files.StoredFiles;
import cn.civilaffairs.registry.resident.Correction;
import cn.civilaffairs.registry.resident.Health;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.NewHousehold;
import cn.civilaffairs.registry.resident.NewMeansItem;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** From a case to the papers it needs at each step, through the pages. */
@WebTest
class PapersOfACaseTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    @Autowired
    private Visits visits;

    @Autowired
    private BatchPrinting printing;

    @Autowired
    private PrintJobDesk jobs;

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private MinimumLivingDesk desk;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private PrintRegister prints;

    @Autowired
    private HouseholdRegister households;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer clerk;
    private IdNumber headsNumber;
    private UUID caseId;

    @BeforeEach
    void anOldManApplies() {
        clock.set(MONDAY);
        county = counties.withDefaults();
        clerk = county.officer(Role.TOWN_CLERK);
        headsNumber = idNumber(LocalDate.of(1950, 3, 1), Sex.MALE);
        Acting.as(clerk, () -> {
            UUID head = residents.register(ResidentDetails.citizen(county.village(1, 1), "周𬭎山", headsNumber));
            UUID household = households.open(new NewHousehold(
                    null, county.village(1, 1), UrbanRural.RURAL, "1组 5号", head, MONDAY.minusDays(30)));
            households.addMeans(
                    household,
                    new NewMeansItem(
                            null,
                            MeansCategory.BUSINESS,
                            "种植",
                            Money.of("3600"),
                            MeansPeriod.YEAR,
                            LocalDate.of(2026, 1, 1),
                            null,
                            MeansSource.DECLARED,
                            null,
                            null),
                    households.today(household, clerk.scope()).version(),
                    clerk.scope());
            caseId = desk.apply(new NewApplication(
                            household,
                            UrbanRural.RURAL,
                            MONDAY,
                            "年老无收入来源",
                            false,
                            null,
                            Set.of(),
                            Set.of("application", "commitment")))
                    .id();
        });
    }

    @Test
    void whatIsMissingIsSaidOnceAndWhatIsNotYetTrueIsNotPrinted() throws IOException {
        assertThat(list(clerk))
                .hasStatusOk()
                .bodyText()
                .contains("补正材料一次性告知书", "受理后可以打印", "确认后可以打印", "还没有打印过")
                .doesNotContain("??");

        assertThat(text(print(clerk, "supplement")))
                .contains("周𬭎山", "家庭经济状况核对授权书", "家庭收入和财产申报表", "尚缺下列 2 项")
                .doesNotContain("低保申请书");
        assertThat(print(clerk, "acceptance")).hasStatus(422).bodyText().contains("受理通知书现在还不能打印", "受理后可以打印");
    }

    @Test
    void theNextCopyIsAReprintAndEveryCopyIsRegistered() throws IOException {
        accept();

        byte[] first = print(clerk, "acceptance").getResponse().getContentAsByteArray();
        MvcTestResult second = print(county.officer(Role.TOWN_CLERK, 2), "acceptance");

        assertThat(text(first)).contains("受理通知书", "周𬭎山").doesNotContain("补打");
        assertThat(text(second)).contains("补打", "第 2 份");
        List<PrintedPaper> registered = Acting.as(clerk, () -> prints.of(caseId));
        assertThat(registered).extracting(PrintedPaper::copyNo).containsExactly(1, 2);
        assertThat(registered.get(0).sha256()).isEqualTo(StoredFiles.sha256(first));
        assertThat(list(clerk)).bodyText().contains("补打", registered.get(0).sha256());
    }

    @Test
    void theFormCarriesTheNumberThePostingDoesNot() throws IOException {
        accept();
        post();

        String form = text(print(clerk, "approval"));
        String posting = text(print(clerk, "posting"));

        // 770 − 3,600 ÷ 12 = 470; past seventy: + 77
        assertThat(form).contains(headsNumber.value(), "经营净收入·种植 3,600.00 元/年", "547.00", "伍佰肆拾柒元整", "拟同意", "12 个部门");
        assertThat(posting)
                .contains("周𬭎山", "1 人", "547.00", "2026年11月16日", "2026年11月23日")
                .doesNotContain(headsNumber.value(), "999001", "种植", "5号", "存档件");
        clock.set(MONDAY.plusDays(8));
        assertThat(text(print(clerk, "posting")))
                .as("once its time is over it is for the file alone")
                .contains("存档件", "不得张贴", "周𬭎山");
    }

    @Test
    void theNoticeOfConfirmationSaysWhatIsPaidFromWhen() throws IOException {
        confirm();

        assertThat(text(print(county.officer(Role.COUNTY_APPROVER), "confirmation")))
                .contains("2026年12月起", "伍佰肆拾柒元整", "云民〔2026〕1号", "二〇二六年十一月二十四日", "行政复议");
        assertThat(print(clerk, "refusal")).hasStatus(422);
    }

    @Test
    void aDecisionAMonthLaterIsPrintedWithTheMonthItGrantsFrom() throws IOException {
        confirm(LocalDate.of(2026, 12, 2));

        assertThat(text(print(clerk, "review-opinion"))).as("what was proposed").contains("2026年12月起");
        assertThat(text(print(county.officer(Role.COUNTY_APPROVER), "confirmation")))
                .contains("2027年1月起")
                .doesNotContain("2026年12月起");
        assertThat(text(print(clerk, "certificate"))).contains("2027年1月");
        assertThat(text(print(clerk, "approval"))).contains("2027年1月", "3,600.00 ÷ 12");
    }

    @Test
    void othersFindNothing() {
        assertThat(list(county.elsewhere(Role.TOWN_CLERK))).hasStatus(404);
        assertThat(print(county.elsewhere(Role.TOWN_CLERK), "supplement")).hasStatus(404);
        assertThat(print(clerk, "no-such-paper")).hasStatus(404);
    }

    private void confirm() {
        confirm(MONDAY.plusDays(8));
    }

    private void confirm(LocalDate decidedOn) {
        accept();
        post();
        clock.set(MONDAY.plusDays(8));
        act(clerk, version -> cases.closePosting(caseId, version, null));
        clock.set(decidedOn);
        act(county.officer(Role.COUNTY_APPROVER), version -> cases.agree(caseId, version, "同意"));
    }

    @Test
    void aTownshipsConfirmationsOfAMonthArePrintedInOneFileAndEachIsRegistered() throws IOException {
        confirm();
        String choice = "what=minimum-living:confirmation&month=2026-11&area="
                + county.township(1).value();

        assertThat(get(clerk, "/papers/batch?" + choice))
                .hasStatusOk()
                .bodyText()
                .contains("周𬭎山", "打印勾选的确认通知书")
                .doesNotContain("??");
        MvcTestResult printed = visits.post(clerk, "/papers/batch.pdf?" + choice, "ticked", caseId.toString());

        assertThat(text(printed)).contains("周𬭎山", "伍佰肆拾柒元整", "2026年12月起").doesNotContain("补打");
        assertThat(get(clerk, "/papers")).bodyText().contains("确认通知书", "周𬭎山", "批量");
        assertThat(get(clerk, "/papers/batch?" + choice)).bodyText().contains("没有未打印过的");
        assertThat(text(print(clerk, "confirmation"))).contains("补打", "第 2 份");
        assertThat(get(clerk, "/papers?reprints=true")).bodyText().contains("补打", "周𬭎山");
        assertThat(get(clerk, "/papers?officer=没有这个人")).bodyText().contains("没有符合筛选条件的打印记录");
        assertThat(get(county.elsewhere(Role.TOWN_CLERK), "/papers")).bodyText().doesNotContain("周𬭎山");
        assertThat(post(county.officer(Role.SUPERVISOR), "/papers/batch.pdf?" + choice))
                .hasStatus(403);
    }

    @Test
    void everythingOfAMonthIsPrintedInTheBackgroundAndAPartTakenAgainIsMarked() throws IOException {
        confirm();
        String choice = "what=minimum-living:confirmation&month=2026-11&area="
                + county.township(1).value();
        MvcTestResult asked = post(clerk, "/papers/batch.pdf?everything=true&" + choice);
        assertThat(asked).hasStatus3xxRedirection();
        String page = asked.getResponse().getRedirectedUrl();
        assertThat(page).startsWith("/papers/jobs/");
        UUID job = UUID.fromString(page.substring("/papers/jobs/".length()));

        Acting.as(clerk, () -> printing.make(job));

        assertThat(get(clerk, page))
                .hasStatusOk()
                .bodyText()
                .contains("已完成：1 份", "第 1 册")
                .doesNotContain("??");
        assertThat(get(clerk, page + "/progress")).hasStatusOk().bodyText().contains("查看分册");
        assertThat(text(post(clerk, page + "/1.pdf"))).contains("周𬭎山").doesNotContain("补打");
        assertThat(text(post(clerk, page + "/1.pdf"))).contains("周𬭎山", "补打 第 2 份");
        assertThat(get(clerk, "/papers/batch")).bodyText().contains("最近的批量打印", "确认通知书");
        assertThat(get(clerk, "/papers")).bodyText().contains("周𬭎山", "批量");
        assertThat(get(county.officer(Role.TOWN_CLERK, 2), page))
                .as("a colleague")
                .hasStatus(404);
        clock.set(MONDAY.plusDays(38));
        assertThat(Acting.as(SystemOfficer.of(county.code()), jobs::removeFiles))
                .isZero();
        clock.set(MONDAY.plusDays(39));
        assertThat(Acting.as(SystemOfficer.of(county.code()), jobs::removeFiles))
                .isOne();
        assertThat(Acting.as(SystemOfficer.of(county.code()), jobs::removeFiles))
                .isZero();
        assertThat(post(clerk, page + "/1.pdf")).hasStatus(422).bodyText().contains("已按期清理", "重新打印");
        assertThat(get(clerk, page)).bodyText().contains("已清理", "可重新打印", "已完成：1 份", "all=true");
        assertThat(get(clerk, "/papers/batch")).bodyText().contains("已清理");
        assertThat(get(clerk, "/papers")).bodyText().contains("周𬭎山", clerk.name());
        // what was printed is not printed again unless reprints are wanted
        assertThat(post(clerk, "/papers/batch.pdf?everything=true&" + choice)).hasStatus(422);
    }

    @Test
    void aJobGoesOnWhereItStopped() {
        confirm();
        UUID job = Acting.as(
                clerk,
                () -> jobs.ask(new NewPrintJob(
                        county.township(1),
                        "minimum-living",
                        "confirmation",
                        "确认通知书",
                        YearMonth.of(2026, 11),
                        List.of(caseId, caseId),
                        false)));
        Acting.as(
                clerk,
                () -> jobs.part(job, 1, subjects -> new PrintJobDesk.Made(new Printout(new byte[] {1}, 1), 1, 0)));
        assertThat(Acting.as(clerk, () -> jobs.own(job)).done()).isEqualTo(1);

        Acting.as(clerk, () -> printing.make(job));

        PrintJob made = Acting.as(clerk, () -> jobs.own(job));
        assertThat(made.state()).isEqualTo(PrintJob.State.DONE);
        assertThat(made.parts()).extracting(PrintJob.Part::part).containsExactly(1, 2);
    }

    @Test
    void whoIsStillToBePrintedForIsListedHoweverManyWereBefore() throws SQLException {
        confirm();
        try (var superuser = TestDatabase.superuser();
                var statement = superuser.createStatement()) {
            statement.execute("set session_replication_role = replica");
            // two hundred and one others before it, each with its notice
            statement.execute("""
                    do $copy$ declare kept text; begin
                        select string_agg(quote_ident(column_name), ',') into kept from information_schema.columns
                            where table_schema = 'casework' and table_name = 'case_file' and is_generated = 'NEVER';
                        execute 'insert into casework.case_file (' || kept || ') select ' || kept || ' from (
                            select (jsonb_populate_record(c, jsonb_build_object(''id'', gen_random_uuid(),
                                ''case_no'', ''2000-'' || lpad(g::text, 6, ''0'')))).*
                            from casework.case_file c, generate_series(1, 201) g where c.id = ''%s'') other';
                    end $copy$""".formatted(caseId));
            statement.executeUpdate(
                    """
                    insert into casework.printed_paper (case_id, area_code, paper, copy_no, sha256, printed_by, printed_at)
                    select c.id, c.area_code, 'confirmation', 1, repeat('0', 64), '%s', now() from casework.case_file c
                    where c.case_no like '2000-%%' and c.area_code = '%s'""".formatted(clerk.id(), county.village(1, 1).value()));
        }

        assertThat(get(
                        clerk,
                        "/papers/batch?what=minimum-living:confirmation&month=2026-11&area="
                                + county.township(1).value()))
                .bodyText()
                .contains(caseId.toString(), "<b>1</b> 份")
                .doesNotContain("2000-000001", "下面只列出前");
    }

    @Test
    void aBatchWithNothingTickedIsRefusedInWords() {
        assertThat(post(
                        clerk,
                        "/papers/batch.pdf?what=minimum-living:acceptance&month=2026-11&area="
                                + county.township(1).value()))
                .hasStatus(422)
                .bodyText()
                .contains("没有勾选要打印的文书");
    }

    @Test
    void aNameTheFontLacksIsReportedBeforePrintingAndPrintedWithAPlaceholderOnly() throws IOException {
        UUID head = Acting.as(clerk, () -> cases.find(caseId).applicantId());
        int version = Acting.as(clerk, () -> residents.get(head, clerk.scope()).version());
        Acting.as(
                clerk,
                () -> residents.correct(
                        head,
                        new Correction(
                                county.village(1, 1),
                                null,
                                "周\uD842\uDFB7山",
                                null,
                                null,
                                null,
                                Health.HEALTHY,
                                null,
                                null,
                                null,
                                null,
                                null),
                        version,
                        clerk.scope()));

        assertThat(get(clerk, "/papers/names")).bodyText().contains("周\uD842\uDFB7山", "U+20BB7", "对照身份证");
        assertThat(print(clerk, "application")).hasStatus(422).bodyText().contains("U+20BB7", "没有登记份数", "用〓代替并打印");
        assertThat(Acting.as(clerk, () -> prints.of(caseId))).isEmpty();

        MvcTestResult printed = post(clerk, "/cases/" + caseId + "/papers/application.pdf?placeholders=true");
        assertThat(text(printed)).contains("周〓山", "U+20BB7", "手写补正");
    }

    @Test
    void blankFormsAndTheFamilysSheetComeFromTheSameShelf() throws IOException {
        UUID household = Acting.as(clerk, () -> cases.find(caseId).householdId());

        assertThat(get(clerk, "/papers/blanks")).bodyText().contains("诚信承诺书", "民主评议记录", "动态管理复核表", "增减停发审批表");
        assertThat(text(post(clerk, "/papers/blanks/minimum-living/acceptance.pdf")))
                .contains("受理通知书")
                .doesNotContain("周𬭎山", "补打");
        assertThat(text(post(clerk, "/papers/blanks/household/hold-notice.pdf")))
                .contains("暂停发放告知书");
        assertThat(text(post(clerk, "/papers/blanks/household/recovery-demand.pdf")))
                .contains("追缴通知书", "名下的最低生活保障存在多发", "合计", "共 1 页")
                .doesNotContain("null", "0.00");
        assertThat(text(post(clerk, "/papers/blanks/household/back-payment.pdf")))
                .contains("补发告知书", "现决定补发", "合计", "共 1 页")
                .doesNotContain("null", "0.00");
        assertThat(get(clerk, "/families/" + household + "/prints")).bodyText().contains("一户一页", "打印");
        assertThat(text(post(clerk, "/families/" + household + "/prints/household-sheet.pdf")))
                .contains("周𬭎山", "种植", "3,600.00", "仅供内部工作使用")
                .doesNotContain(headsNumber.value());
        assertThat(text(post(clerk, "/families/" + household + "/prints/household-sheet.pdf")))
                .contains("补打");
        assertThat(post(county.elsewhere(Role.TOWN_CLERK), "/families/" + household + "/prints/household-sheet.pdf"))
                .hasStatus(404);
        assertThat(get(clerk, "/papers")).bodyText().contains("一户一页", "受理通知书（空白）");
    }

    @Test
    void theVillagesPosterNamesWhoDrawsTheBenefitOnceAnotherPublishedIt() throws IOException {
        confirm();
        String village = county.village(1, 1).value();
        String choice = "scheme=minimum-living&from=2026-12-01&to=2026-12-31";

        assertThat(get(clerk, "/papers/posters?" + choice + "&area=" + village))
                .bodyText()
                .contains("周𬭎山", "547.00", "1 户", "制作公示")
                .doesNotContain("??");
        String notice = String.valueOf(
                post(clerk, "/papers/posters?" + choice + "&village=" + village + "&requestKey=" + UUID.randomUUID())
                        .getResponse()
                        .getRedirectedUrl());
        assertThat(post(clerk, notice + "/notice.pdf"))
                .hasStatus(422)
                .bodyText()
                .contains("还没有发布");
        post(county.officer(Role.TOWN_REVIEWER), notice + "/publish?requestKey=" + UUID.randomUUID());
        assertThat(text(post(clerk, notice + "/notice.pdf")))
                .contains("周𬭎山", "547.00", "2026年12月1日至2026年12月31日")
                .doesNotContain("999001", "5号");
        assertThat(Visits.refusal(post(
                        clerk,
                        "/papers/posters?scheme=minimum-living&from=2026-11-01&to=2026-11-30&village=" + village
                                + "&requestKey=" + UUID.randomUUID())))
                .contains("没有可公示的家庭");
    }

    private MvcTestResult get(Officer officer, String path) {
        return visits.get(officer, path);
    }

    private MvcTestResult post(Officer officer, String path) {
        return visits.post(officer, path);
    }

    private void accept() {
        act(
                clerk,
                version -> cases.recordPapers(
                        caseId,
                        version,
                        List.of(
                                CasePaper.of("authorisation", CasePaper.State.RECEIVED),
                                CasePaper.of("declaration", CasePaper.State.RECEIVED))));
        act(clerk, version -> cases.agree(caseId, version, null));
    }

    private void post() {
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        Officer reviewer = county.officer(Role.TOWN_REVIEWER);
        Acting.as(
                caseworker,
                () -> desk.answer(
                        caseId,
                        Arrays.stream(Department.values())
                                .collect(Collectors.toMap(
                                        department -> department,
                                        department -> new MinimumLivingDesk.Answer(CheckAnswer.NOTHING_FOUND, null)))));
        act(caseworker, version -> cases.agree(caseId, version, "已核对"));
        Acting.as(
                clerk,
                () -> desk.recordVisit(
                        caseId, new NewHomeVisit(MONDAY, "刘敏", "何平", "本人", "砖木平房两间", "靠种地度日", true, null, true)));
        act(clerk, version -> cases.agree(caseId, version, "情况属实"));
        Acting.as(reviewer, () -> desk.propose(caseId, ReviewClass.A));
        act(reviewer, version -> cases.agree(caseId, version, "拟同意"));
        act(clerk, version -> cases.post(caseId, version, "村务公开栏", "周𬭎山 1人 547.00元", null));
    }

    private <T> T act(Officer officer, Function<Integer, T> work) {
        return Acting.as(officer, () -> work.apply(cases.find(caseId).version()));
    }

    private MvcTestResult list(Officer officer) {
        return visits.get(officer, "/cases/" + caseId + "/papers");
    }

    private MvcTestResult print(Officer officer, String code) {
        return visits.post(officer, "/cases/" + caseId + "/papers/" + code + ".pdf");
    }

    private static String text(MvcTestResult print) throws IOException {
        assertThat(print).hasStatusOk().hasContentType("application/pdf");
        return text(print.getResponse().getContentAsByteArray());
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\R", "");
        }
    }
}
