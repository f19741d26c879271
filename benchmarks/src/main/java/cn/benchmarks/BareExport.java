package cn.benchmarks;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.registry.exchange.ExcelFile;
import cn.civilaffairs.registry.exchange.ExcelFile.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.stream.IntStream;

/** The limit the export of details is held against: the writer alone, as many rows of the same width, no database. */
final class BareExport {

    private static final int COLUMNS = 21;

    private BareExport() {}

    static Path run(Path folder, int rows) throws IOException {
        Path file = folder.resolve("bare.xlsx");
        Column[] columns = IntStream.range(0, COLUMNS)
                .mapToObj(i -> i >= 12 && i <= 16 ? Column.amount("金额" + i) : Column.text("列" + i, 16))
                .toArray(Column[]::new);
        try (OutputStream out = Files.newOutputStream(file);
                ExcelFile workbook = ExcelFile.to(out, "发放明细", columns)) {
            workbook.header();
            for (int i = 0; i < rows; i++) {
                Money base = Money.ofFen(50_000 + i % 20_000);
                workbook.row(
                        "SA-DB-999002-202601",
                        YearMonth.of(2026, 1),
                        YearMonth.of(2026, 1),
                        "最低生活保障",
                        null,
                        "农村",
                        Invented.village(i).township().value(),
                        Invented.village(i).value(),
                        "B%07d".formatted(i),
                        Invented.name(i),
                        Invented.identity(i % 900_000).value(),
                        1,
                        base,
                        Money.ZERO,
                        Money.ZERO,
                        Money.ZERO,
                        base,
                        Invented.name(i),
                        Invented.account(i),
                        "待发放",
                        "保障 1 人，基础 " + base + " 元，分类施保 0.00 元");
            }
        }
        return file;
    }
}
