package cn.civilaffairs.web.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.RuleViolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
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
    void everyPaperFitsOnePageAndCarriesItsFonts(Paper paper) throws IOException {
        byte[] pdf = PRINTER.print(paper, SampleFacts.of("欧阳喆"), 1);

        Files.write(Files.createDirectories(Path.of("target", "papers")).resolve(paper.code() + ".pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(fonts(document)).isNotEmpty().allMatch(PDFont::isEmbedded);
            assertThat(text(document))
                    .contains("欧阳喆", "DB-999001-2026-000123", "第 1 页")
                    .doesNotContain("null", "补打");
        }
        assertThat(pdf).hasSizeLessThan(300_000);
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
