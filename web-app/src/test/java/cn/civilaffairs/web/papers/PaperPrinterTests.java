package cn.civilaffairs.web.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import cn.civilaffairs.casework.Printout;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.RuleViolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.StaticMessageSource;

class PaperPrinterTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T01:30:00Z"), ZoneId.of("Asia/Shanghai"));
    private static final PaperPrinter PRINTER = new PaperPrinter(new PaperFonts(), CLOCK, new StaticMessageSource());

    static List<Paper> papers() {
        return MinimumLivingPapers.PAPERS;
    }

    @ParameterizedTest
    @MethodSource("papers")
    void everyPaperHasThePagesItShouldAndCarriesItsFonts(Paper paper) throws IOException {
        byte[] pdf = PRINTER.print(paper, SampleFacts.of("欧阳喆"), 1);

        int adults = 3;
        look(paper.code(), pdf, paper.code().equals("authorisation") ? adults : 1);
        assertThat(text(pdf)).contains("欧阳喆", "DB-999001-2026-000123", "第 1 页").doesNotContain("null", "补打");
    }

    /** Blank forms are for the pen: as many pages as the filled one has for one person, and nobody's name. */
    @ParameterizedTest
    @MethodSource("papers")
    void everyPaperHasABlankFormOfOnePage(Paper paper) throws IOException {
        byte[] pdf = PRINTER.print(paper, SampleFacts.blank(), 1);

        look(paper.code() + "-empty", pdf, 1);
        assertThat(text(pdf)).contains("第 1 页").doesNotContain("null", "编号：DB", "0.00", "999001");
    }

    private static void look(String name, byte[] pdf, int pages) throws IOException {
        Files.write(Files.createDirectories(Path.of("target", "papers")).resolve(name + ".pdf"), pdf);
        assertThat(pdf).hasSizeLessThan(300_000);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).as("pages of " + name).isEqualTo(pages);
            assertThat(fonts(document)).isNotEmpty().allMatch(PDFont::isEmbedded);
            for (PDPage page : document.getPages()) {
                assertThat(page.getMediaBox().getWidth()).isCloseTo(PDRectangle.A4.getWidth(), within(1f));
                assertThat(page.getMediaBox().getHeight()).isCloseTo(PDRectangle.A4.getHeight(), within(1f));
            }
        }
    }

    @Test
    void textCanBeCopiedInOrdinaryCharacters() throws IOException {
        String text = text(print("acceptance", "王小明", 1));

        assertThat(text)
                .contains("柳河镇人民政府", "最低生活保障申请受理通知书", "王小明", "2026年11月4日", "二〇二六年十一月四日")
                .doesNotContainPattern("[\\u2E80-\\u2FDF\\uF900-\\uFAFF]");
    }

    @Test
    void theSecondCopyOwnsUpToBeingOne() throws IOException {
        assertThat(text(print("confirmation", "王小明", 2))).contains("补打", "第 2 份", "2026年11月25日");
    }

    @Test
    void theConfirmationStatesTheAmountTwice() throws IOException {
        assertThat(text(print("confirmation", "王小明", 1)))
                .contains("壹仟陆佰贰拾元伍角整", "¥1,620.50", "2026年12月起", "云政发〔2026〕12号");
    }

    @Test
    void theRefusalGivesReasonsAndRemedies() throws IOException {
        assertThat(text(print("refusal", "王小明", 1))).contains("1. 家庭人均月收入 812.40 元", "六十日内", "行政复议", "六个月内", "行政诉讼");
    }

    @Test
    void thePostingTellsNeighboursNoMoreThanTheyMayKnow() throws IOException {
        assertThat(text(print("posting", "王小明", 1)))
                .contains("王小明", "杨树村", "5 人", "1,620.50", "2026年11月13日", "2026年11月20日")
                .doesNotContain("999001198", "赵㛃", "王𬭎", "残疾", "大病", "18 号")
                .doesNotContainPattern("\\d{15}");
    }

    @Test
    void theApprovalFormShowsTheWholeCase() throws IOException {
        assertThat(text(print("approval", "王小明", 1)))
                .contains(SampleFacts.HEAD_ID, "赵㛃", "王𬭎", "务工收入", "保障标准 650.00 元 × 5 人", "公示期满，无异议", "陈志强");
    }

    @Test
    void theApprovalFormOfTheLargestHouseholdStillIsOnePage() throws IOException {
        byte[] pdf = PRINTER.print(paper("approval"), SampleFacts.ofEight(), 1);

        Files.write(Files.createDirectories(Path.of("target", "papers")).resolve("approval-of-eight.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(text(document)).contains("确认意见", "本表一式两份");
        }
    }

    @Test
    void theBlankSurveyLeavesTheFindingsToThePen() throws IOException {
        assertThat(text(print("home-visit-blank", "王小明", 1))).contains("□ 属实").doesNotContain("砖混平房");
        assertThat(text(print("home-visit", "王小明", 1))).contains("砖混平房", "孙立国").doesNotContain("□");
    }

    @Test
    void aCharacterTheFontLacksIsNamedInsteadOfPrintedAsABox() {
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> print("acceptance", "王\uD86D\uDFD0𪚥", 1))
                .satisfies(violation -> {
                    assertThat(violation.messageKey()).isEqualTo("paper.character-missing");
                    assertThat(violation.arguments()).containsExactly("\uD86D\uDFD0、𪚥");
                });
    }

    @Test
    void aMissingCharacterIsToldWithItsCodePointAndWhoseItIs() {
        List<MissingCharacter> missing = PRINTER.missing(paper("acceptance"), SampleFacts.of("王\uD842\uDFB7"));

        assertThat(missing).hasSize(1);
        assertThat(missing.get(0).codePoint()).isEqualTo("U+20BB7");
        assertThat(missing.get(0).names()).containsExactly("王\uD842\uDFB7");
        assertThat(PRINTER.missing(paper("acceptance"), SampleFacts.of("王𬭎"))).isEmpty();
    }

    @Test
    void withAPlaceholderThePaperSaysWhatToWriteByHand() throws IOException {
        PaperPrinter.Sheet sheet = new PaperPrinter.Sheet(paper("confirmation"), SampleFacts.of("王\uD842\uDFB7"), 1);
        byte[] pdf = PRINTER.print(List.of(sheet), true).content();

        look("placeholder", pdf, 1);
        assertThat(text(pdf)).contains("王〓", "U+20BB7", "手写补正").doesNotContain("\uD842\uDFB7");
    }

    @Test
    void manyPapersInOneFileEachCountTheirOwnPages() throws IOException {
        List<PaperPrinter.Sheet> sheets = List.of(
                new PaperPrinter.Sheet(paper("confirmation"), SampleFacts.of("王小明"), 1),
                new PaperPrinter.Sheet(paper("authorisation"), SampleFacts.of("李小红"), 2));
        Printout printed = PRINTER.print(sheets, false);

        look("batch", printed.content(), 4);
        assertThat(printed.pages()).isEqualTo(4);
        assertThat(page(printed.content(), 1)).contains("王小明", "第 1 页", "共 1 页").doesNotContain("补打");
        assertThat(page(printed.content(), 2)).contains("李小红", "第 1 页", "共 3 页", "补打");
        assertThat(page(printed.content(), 4)).contains("周桂兰", "第 3 页");
    }

    @Test
    void everyAdultSignsAPageOfTheirOwnAndNoChildDoes() throws IOException {
        byte[] pdf = print("authorisation", "王小明", 1);

        assertThat(row(pdf, 1, "授权人")).contains("王小明", "本人");
        assertThat(row(pdf, 2, "授权人")).contains("赵㛃", "配偶");
        assertThat(row(pdf, 3, "授权人")).contains("周桂兰", "母");
        assertThat(text(pdf)).doesNotContain("王思雨");
    }

    @Test
    void figuresStandInTheRowOfTheirNames() throws IOException {
        assertThat(row(print("confirmation", "王小明", 1), 1, "月保障金额")).contains("¥1,620.50", "壹仟陆佰贰拾元伍角整");
        assertThat(row(print("confirmation", "王小明", 1), 1, "保障人口")).contains("5 人");
        assertThat(row(print("review-opinion", "王小明", 1), 1, "拟保障")).contains("2026年12月", "1,620.50");
        assertThat(row(print("check-report", "王小明", 1), 1, "税务")).contains("无记录", "2026年11月9日", "何平");
        assertThat(row(print("declaration", "王小明", 1), 1, "务工收入")).contains("18,000.00", "年", "王小明");
        assertThat(row(print("certificate", "王小明", 1), 1, "证件编号")).contains("DB-999001-2026-000123");
        assertThat(row(print("appraisal", "王小明", 1), 1, "评议结果")).contains("同意 3 票", "不同意 0 票");
        assertThat(row(print("delivery", "王小明", 1), 1, "受送达人")).contains("王小明");
    }

    @Test
    void aVillagesPosterIsA3AndSaysNoMoreThanNameSizeAndAmount() throws IOException {
        List<VillagePoster.Line> lines = new ArrayList<>();
        for (int i = 1; i <= 110; i++) {
            lines.add(new VillagePoster.Line(i, "王小明", 3, Money.of("1200.00")));
        }
        VillagePoster poster = new VillagePoster(
                new MinimumLivingFacts.Places("云溪县", "柳河镇", "杨树村", "云溪县民政局", "柳河镇人民政府"),
                "最低生活保障",
                LocalDate.of(2026, 11, 1),
                LocalDate.of(2026, 11, 30),
                lines);
        byte[] pdf = PRINTER.print(PrintCentre.POSTER, poster, 1);

        Files.write(Files.createDirectories(Path.of("target", "papers")).resolve("poster.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getPage(0).getMediaBox().getWidth()).isCloseTo(PDRectangle.A3.getWidth(), within(1f));
            assertThat(document.getPage(0).getMediaBox().getHeight()).isCloseTo(PDRectangle.A3.getHeight(), within(1f));
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            assertThat(text(document))
                    .contains("共 110 户 330 人", "2026年11月1日至2026年11月30日", "1,200.00")
                    .doesNotContainPattern("\\d{6,}");
        }
    }

    @Test
    void theSheetOfALargeHouseholdIsOnePage() throws IOException {
        MinimumLivingFacts eight = SampleFacts.ofEight();
        HouseholdSheet sheet = new HouseholdSheet(
                "H2026000001",
                eight.places(),
                eight.address(),
                "农村",
                8,
                eight.members(),
                Collections.nCopies(
                        HouseholdSheet.MEANS,
                        new MinimumLivingFacts.MeansRow("经营净收入", "种植粮食作物", "王小明", Money.of("6400.00"), "年", "")),
                3,
                List.of(new HouseholdSheet.Benefit(
                        "最低生活保障", "王小明", Money.of("1620.50"), YearMonth.of(2026, 1), "B 类", "发放中")),
                Money.of("1620.50"),
                Collections.nCopies(
                        HouseholdSheet.PAYMENTS,
                        new HouseholdSheet.Paid(
                                YearMonth.of(2026, 10), "最低生活保障", Money.of("1620.50"), "农商行 ****1234", "已到账")),
                Collections.nCopies(
                        HouseholdSheet.EVENTS,
                        new HouseholdSheet.Event(LocalDate.of(2026, 1, 5), "登记 经营净收入 种植粮食作物 6400.00 元".repeat(2))),
                20,
                "刘敏");
        for (Paper paper : HouseholdPapers.OF_HOUSEHOLD) {
            byte[] pdf = PRINTER.print(paper, sheet, 1);
            look(paper.code(), pdf, 1);
            assertThat(text(pdf))
                    .contains("王小明", "H2026000001", "周桂兰", "1,620.50")
                    .doesNotContain("null");
            look(paper.code() + "-empty", PRINTER.print(paper, HouseholdSheet.blank(eight.places()), 1), 1);
        }
    }

    @Test
    void noticesAboutABenefitGiveTheMoneyBeforeAndAfterAndTheRemedy() throws IOException {
        BenefitNotice notice = new BenefitNotice(
                "H2026000001",
                SampleFacts.of("王小明").places(),
                "云溪县民政局",
                "王小明",
                "杨树村三组 18 号",
                "最低生活保障",
                "减发",
                YearMonth.of(2026, 12),
                4,
                3,
                Money.of("1620.50"),
                Money.of("980.00"),
                "减员",
                null);
        for (Paper paper : HouseholdPapers.OF_BENEFIT) {
            look(paper.code(), PRINTER.print(paper, notice, 1), 1);
            look(
                    paper.code() + "-empty",
                    PRINTER.print(paper, BenefitNotice.blank(notice.places(), "最低生活保障", "（增发、减发、停发）"), 1),
                    1);
        }
        ChangeOnPaper decided = new ChangeOnPaper(
                UUID.randomUUID(),
                "2026-000123",
                AreaCode.of("999001003201"),
                Set.of(Milestone.CONFIRMED),
                notice,
                "减员（死亡、迁出、服刑、离家等）",
                LocalDate.of(2026, 11, 3),
                "户口注销证明",
                List.of(new ChangeOnPaper.Line("保障标准合计", "3,080.00", "2,310.00")),
                SampleFacts.of("王小明").opinions());
        byte[] empty = PRINTER.print(
                ChangePapers.PAPERS.get(0), ChangeOnPaper.blank(decided.area(), notice.places(), "最低生活保障"), 1);
        look("change-approval-empty", empty, 1);
        assertThat(text(empty)).contains("最低生活保障增发（减发、停发）审批表", "确认意见").doesNotContain("null", "编号：");
        byte[] form = PRINTER.print(ChangePapers.PAPERS.get(0), decided, 1);
        look("change-approval", form, 1);
        assertThat(row(form, 1, "保障标准合计")).contains("3,080.00", "2,310.00");
        assertThat(text(form)).contains("户口注销证明", "2026年11月3日", "陈志强", "自2026年12月起");
        look("change-notice-of-case", PRINTER.print(ChangePapers.PAPERS.get(1), decided, 1), 1);
        byte[] change = PRINTER.print(HouseholdPapers.CHANGE, notice, 1);
        assertThat(row(change, 1, "月保障金额")).contains("1,620.50", "980.00");
        assertThat(row(change, 1, "保障人口")).contains("4 人", "3 人");
        assertThat(text(change)).contains("最低生活保障减发告知书", "自2026年12月起", "六十日内", "六个月内");
        assertThat(text(PRINTER.print(HouseholdPapers.HOLD, notice, 1))).contains("暂停不是取消待遇", "1,620.50");
        assertThat(text(PRINTER.print(HouseholdPapers.RESUME, notice, 1))).contains("恢复发放", "980.00");
    }

    /** What stands beside a label: all text of the page at its height, from left to right. */
    private static String row(byte[] pdf, int page, String label) throws IOException {
        record Piece(float x, float y, String text) {}
        List<Piece> pieces = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper() {
                @Override
                protected void writeString(String text, List<TextPosition> positions) {
                    pieces.add(new Piece(
                            positions.get(0).getXDirAdj(), positions.get(0).getYDirAdj(), text));
                }
            };
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            stripper.getText(document);
        }
        float height = pieces.stream()
                .filter(piece -> piece.text().strip().startsWith(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + label + " on page " + page))
                .y();
        return pieces.stream()
                .filter(piece -> Math.abs(piece.y() - height) < 12)
                .map(Piece::text)
                .collect(Collectors.joining(" "));
    }

    private static String page(byte[] pdf, int page) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            return stripper.getText(document).replaceAll("\\R", "");
        }
    }

    private static byte[] print(String code, String name, int copy) {
        return PRINTER.print(paper(code), SampleFacts.of(name), copy);
    }

    private static Paper paper(String code) {
        return papers().stream()
                .filter(candidate -> candidate.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return text(document);
        }
    }

    private static String text(PDDocument document) throws IOException {
        return new PDFTextStripper().getText(document).replaceAll("\\R", "");
    }

    private static List<PDFont> fonts(PDDocument document) throws IOException {
        List<PDFont> fonts = new ArrayList<>();
        for (PDPage page : document.getPages()) {
            for (COSName name : page.getResources().getFontNames()) {
                fonts.add(page.getResources().getFont(name));
            }
        }
        return fonts;
    }
}
