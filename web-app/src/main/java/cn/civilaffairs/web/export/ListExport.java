package cn.civilaffairs.web.export;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.exchange.ExcelFile;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives a list away as a workbook (导出): exactly what the page shows under its filter, every row of it, read as of one moment
 * and written row by row. Says on the sheet what was filtered, by whom and when, and writes rows, filter and digest into
 * the operation log in the same transaction.
 */
@Component
public class ListExport {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmm");
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final OperationLog log;
    private final Clock clock;
    private final Optional<ExportLimit> limit;
    private final TransactionTemplate transaction;

    ListExport(OperationLog log, Clock clock, Optional<ExportLimit> limit, PlatformTransactionManager transactions) {
        this.log = log;
        this.clock = clock;
        this.limit = limit;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * @param filter what narrows the list down, in words such as {@code 乡镇：会宫镇}; empty for all of it
     * @throws RuleViolation if it is more than the officer may take away; nothing has been sent then
     */
    public <T> void send(ListSheet<T> sheet, List<String> filter, RowSource<T> rows, HttpServletResponse response) {
        try {
            Path file = Files.createTempFile("export", ".xlsx");
            try {
                transaction.executeWithoutResult(status -> write(sheet, filter, rows, file));
                answer(sheet, file, response);
            } finally {
                Files.delete(file);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private <T> void write(ListSheet<T> sheet, List<String> filter, RowSource<T> rows, Path to) {
        Officer officer = Acting.officer();
        limit.ifPresent(plug -> plug.check(officer, sheet.code(), count(rows, plug.most())));
        MessageDigest digest = sha256();
        int[] written = {0};
        String words = filter.isEmpty() ? "全部" : String.join("；", filter);
        try (OutputStream out = new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(to), digest));
                ExcelFile file = ExcelFile.to(out, "列表", sheet.columns())) {
            file.title(sheet.title())
                    .note("筛选条件：" + words)
                    .note("导出：" + officer.unit() + " " + officer.name() + "，" + TIME.format(LocalDateTime.now(clock))
                            + "；号码与页面一样已隐去")
                    .header();
            rows.each(row -> {
                file.row(sheet.row(row));
                written[0]++;
            });
            if (!sheet.comesBack()) {
                file.note("共 " + written[0] + " 行");
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        log.done(
                "EXPORT",
                "list",
                sheet.code(),
                officer.area(),
                written[0] + " rows; " + withoutNumbers(words) + "; sha256 "
                        + HexFormat.of().formatHex(digest.digest()));
    }

    /** Somebody may have searched for a number; the log holds none. */
    private static String withoutNumbers(String words) {
        return words.replaceAll("[0-9Xx]{6,}", "******");
    }

    private static <T> int count(RowSource<T> rows, int most) {
        int[] count = {0};
        try {
            rows.each(row -> {
                if (++count[0] > most) {
                    throw new Enough();
                }
            });
        } catch (Enough enough) {
            return count[0];
        }
        return count[0];
    }

    private <T> void answer(ListSheet<T> sheet, Path file, HttpServletResponse response) throws IOException {
        response.setContentType(XLSX);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        response.setContentLengthLong(Files.size(file));
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(
                                sheet.title() + " " + STAMP.format(LocalDateTime.now(clock)) + ".xlsx",
                                StandardCharsets.UTF_8)
                        .build()
                        .toString());
        Files.copy(file, response.getOutputStream());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Counting has gone far enough. */
    private static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Enough() {
            super(null, null, false, false);
        }
    }
}
