package cn.civilaffairs.registry.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExcelFileTests {

    @Test
    void writesTextAsTextAndAmountsAsNumbers() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ExcelFile file = ExcelFile.to(out, "明细", ExcelFile.Column.text("姓名"), ExcelFile.Column.amount("应发金额"))) {
            file.title("十一月").note("单位:元").header();
            for (int i = 0; i < 1200; i++) {
                file.row("=cmd|'/c calc'!A1", Money.of("1234.50"));
            }
            file.total("合计", Money.of("1481400.00"));
        }

        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            List<Row> rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(1204);
            assertThat(rows.get(2).getCellText(1)).isEqualTo("应发金额");
            assertThat(rows.get(3).getCell(0).getType()).isEqualTo(CellType.STRING);
            assertThat(rows.get(3).getCellText(0)).isEqualTo("=cmd|'/c calc'!A1");
            assertThat(rows.get(1203).getCell(1).asNumber()).isEqualByComparingTo("1481400.00");
        }
    }

    /** A text cell is text whatever it begins with. */
    @Test
    @Tag("AC-080")
    void keepsWhatBeginsLikeAFormulaAsItIsThereAndBack() throws IOException {
        List<String> texts = new ArrayList<>(List.of(
                "=1+1",
                "+8613800000000",
                "-2",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "=cmd|'/c calc'!A1",
                "'=1",
                "''",
                "a\nb",
                "_x000D_"));
        SplittableRandom random = new SplittableRandom(20261116);
        String begins = "=+-@\t\r'";
        for (int i = 0; i < 1_000; i++) {
            StringBuilder text = new StringBuilder().append(begins.charAt(random.nextInt(begins.length())));
            random.ints(random.nextInt(1, 12), 0x21, 0x7F).forEach(text::appendCodePoint);
            texts.add(text.append(i % 3 == 0 ? "\uD842\uDFB7" : "王").toString());
        }
        List<String> once = thereAndBack(texts);

        assertThat(once).isEqualTo(texts.stream().map(RawCell::tidy).toList());
        assertThat(thereAndBack(once)).as("no growing apostrophes").isEqualTo(once);
    }

    private static List<String> thereAndBack(List<String> texts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ExcelFile file = ExcelFile.to(out, "名单", ExcelFile.Column.text("姓名"))) {
            file.mark("导出人：测试").header();
            texts.forEach(file::row);
        }
        try (ReadableWorkbook workbook = new ReadableWorkbook(
                        new ByteArrayInputStream(out.toByteArray()), new ReadingOptions(true, true));
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            return rows.skip(1)
                    .map(row -> row.getCell(0))
                    .map(cell -> {
                        assertThat(cell.getType()).isEqualTo(CellType.STRING);
                        return RawCell.of(cell).text();
                    })
                    .toList();
        }
    }
}
