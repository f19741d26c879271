package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.exchange.ExcelFile;
import cn.civilaffairs.registry.exchange.ExcelFile.Column;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the bank's file line by line (代发文件). The same run always gives the same CSV, byte for byte: nothing in it
 * depends on when or by whom it is made. None of it is held but the line being written.
 */
final class BankFileWriter implements AutoCloseable {

    private static final List<String> HEADERS = List.of(
            "批次号", "序号", "项目编码", "项目名称", "收款人姓名", "证件类型", "证件号码", "收款账号", "开户银行", "金额", "所属月份", "摘要", "区划代码", "备注");
    private static final Charset GBK = Charset.forName("GBK");

    private final PaymentRun run;
    private final String projectCode;
    private final String projectName;
    private final @Nullable Writer csv;
    private final @Nullable ExcelFile workbook;
    private int lines;
    private Money sum = Money.ZERO;

    /** @param out where the file goes as it is written; it stays open */
    BankFileWriter(PaymentRun run, BankFileFormat format, String projectCode, String projectName, OutputStream out) {
        this.run = run;
        this.projectCode = projectCode;
        this.projectName = projectName;
        if (format == BankFileFormat.XLSX) {
            this.csv = null;
            this.workbook = ExcelFile.to(
                    out,
                    "代发文件",
                    HEADERS.stream()
                            .map(header -> header.equals("金额") ? Column.amount(header) : Column.text(header))
                            .toList());
            workbook.header();
        } else {
            this.csv = text(out, format);
            this.workbook = null;
            write(csv, HEADERS);
        }
    }

    private static Writer text(OutputStream out, BankFileFormat format) {
        Charset charset = format == BankFileFormat.CSV_GBK ? GBK : StandardCharsets.UTF_8;
        try {
            if (format == BankFileFormat.CSV_UTF8) {
                out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return new BufferedWriter(
                new OutputStreamWriter(
                        out,
                        charset.newEncoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 15);
    }

    void line(BankLine line) {
        lines++;
        sum = sum.plus(line.amount());
        String summary = projectName + line.benefitMonth() + (line.kind() == LineKind.REGULAR ? "" : word(line.kind()));
        if (workbook != null) {
            workbook.row(
                    run.number(),
                    String.valueOf(line.seq()),
                    projectCode,
                    projectName,
                    line.holderName(),
                    idType(line.idType()),
                    line.idNumber(),
                    line.account(),
                    line.bank(),
                    line.amount(),
                    line.benefitMonth().toString(),
                    summary,
                    line.area(),
                    "");
        } else if (csv != null) {
            write(
                    csv,
                    List.of(
                            run.number(),
                            String.valueOf(line.seq()),
                            projectCode,
                            projectName,
                            line.holderName(),
                            idType(line.idType()),
                            line.idNumber(),
                            line.account(),
                            line.bank(),
                            line.amount().toString(),
                            line.benefitMonth().toString(),
                            summary,
                            line.area(),
                            ""));
        }
    }

    private static String word(LineKind kind) {
        return switch (kind) {
            case REISSUE -> "重发";
            case REFUND -> "退还";
            default -> "补发";
        };
    }

    private static String idType(String type) {
        return switch (type) {
            case "CITIZEN" -> "居民身份证";
            case "RESIDENCE_PERMIT" -> "港澳台居民居住证";
            case "FOREIGN" -> "外国人居留证件";
            default -> "临时证件";
        };
    }

    private void write(Writer to, List<String> fields) {
        StringBuilder text = new StringBuilder(160);
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(field(fields.get(i)));
        }
        try {
            to.append(text.append("\r\n"));
        } catch (CharacterCodingException unwritable) {
            throw new RuleViolation("bank-file.not-in-gbk", lines);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What a spreadsheet would take for a formula is kept as text by a leading apostrophe. */
    private static String field(String value) {
        String safe = value.isEmpty() || "=+-@\t\r".indexOf(value.charAt(0)) < 0 ? value : "'" + value;
        return safe.indexOf(',') < 0 && safe.indexOf('"') < 0 && safe.indexOf('\n') < 0
                ? safe
                : '"' + safe.replace("\"", "\"\"") + '"';
    }

    int lines() {
        return lines;
    }

    Money sum() {
        return sum;
    }

    /** Writes the last line, sum and count; the file is complete with it. */
    @Override
    public void close() {
        if (workbook != null) {
            workbook.total("合计", "", "", "", "", "", "", "", "", sum, "", "", "", lines + "笔");
            workbook.close();
        } else if (csv != null) {
            write(csv, List.of("合计", "", "", "", "", "", "", "", "", sum.toString(), "", "", "", lines + "笔"));
            try {
                csv.flush();
            } catch (CharacterCodingException unwritable) {
                throw new RuleViolation("bank-file.not-in-gbk", lines);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
