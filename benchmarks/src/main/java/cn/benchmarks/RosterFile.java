package cn.benchmarks;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Sex;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A roster of invented people as a workbook under the headers of contract 1. */
final class RosterFile {

    static final List<String> HEADERS = List.of(
            "家庭编号",
            "与户主关系",
            "姓名",
            "证件类型",
            "证件号码",
            "性别",
            "出生日期",
            "民族",
            "户籍地区划代码",
            "居住地区划代码",
            "城乡类别",
            "是否计入家庭人口",
            "不计入原因",
            "联系电话",
            "残疾证号",
            "健康状况",
            "劳动能力",
            "就业状况",
            "在校情况",
            "婚姻状况",
            "死亡日期",
            "账户开户人",
            "开户银行",
            "银行账号",
            "账户类型",
            "备注");

    private RosterFile() {}

    /** @param first the number of the first person; everybody lives alone */
    static byte[] of(int first, int rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(rows * 90);
        try (Workbook workbook = new Workbook(bytes, "benchmarks", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("名册");
            for (int column = 0; column < HEADERS.size(); column++) {
                sheet.value(0, column, HEADERS.get(column));
            }
            for (int row = 0; row < rows; row++) {
                write(sheet, row + 1, first + row);
                if (row % 1_000 == 0) {
                    sheet.flush();
                }
            }
            workbook.finish();
        }
        return bytes.toByteArray();
    }

    private static void write(Worksheet sheet, int row, int i) {
        IdNumber number = Invented.identity(i);
        String village = Invented.village(i).value();
        String name = Invented.name(i);
        String[] cells = {
            "R%07d".formatted(i),
            "户主",
            name,
            "居民身份证",
            number.value(),
            number.sex() == Sex.MALE ? "男" : "女",
            number.birthDate().toString(),
            "汉族",
            village,
            village,
            "农村",
            "是",
            "",
            "1990000%04d".formatted(i % 10_000),
            "",
            "一般疾病",
            "无",
            "未就业",
            "未就读",
            "丧偶",
            "",
            name,
            "农村商业银行",
            Invented.account(i),
            "银行卡",
            ""
        };
        for (int column = 0; column < cells.length; column++) {
            if (!cells[column].isEmpty()) {
                sheet.value(row, column, cells[column]);
            }
        }
    }
}
