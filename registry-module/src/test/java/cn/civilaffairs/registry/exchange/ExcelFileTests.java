package cn.civilaffairs.registry.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Money;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
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
}
