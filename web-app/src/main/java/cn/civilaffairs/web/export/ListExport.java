package cn.civilaffairs.web.export;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.exchange.ExcelFile;
import cn.civilaffairs.registry.export.ExtractDesk;
import cn.civilaffairs.registry.export.ListExtract;
import cn.civilaffairs.registry.export.NewExtract;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives a list away as a workbook (导出): exactly what the page shows under its filter, every row of it, read as of one moment
 * and written row by row. Says on the sheet what was filtered, by whom and when, marks the workbook with them, and notes
 * rows, filter and digest in the same transaction. What is more than the officer may take away alone does not go out: it
 * is answered with {@link ApprovalNeeded}, and made as an encrypted file once somebody else approved it.
 */
@Component
public class ListExport {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmm");
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final ExtractDesk desk;
    private final ExportMaking making;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ListExport(ExtractDesk desk, ExportMaking making, Clock clock, PlatformTransactionManager transactions) {
        this.desk = desk;
        this.making = making;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * @param filter what narrows the list down, in words such as {@code 乡镇：会宫镇}; empty for all of it
     * @throws ApprovalNeeded if it is more than the officer may take away alone; nothing has been sent then
     */
    public <T> void send(ListSheet<T> sheet, List<String> filter, RowSource<T> rows, HttpServletResponse response) {
        String words = filter.isEmpty() ? "全部" : String.join("；", filter);
        Optional<UUID> approved = ExportReplay.approved();
        if (approved.isPresent()) {
            making.start(approved.get(), sheet.code(), to -> write(sheet, words, rows, to));
            return;
        }
        Outcome outcome = transaction.execute(status -> leave(sheet, words, rows));
        if (outcome == null || outcome.file == null) {
            throw new ApprovalNeeded(outcome == null ? null : outcome.needed);
        }
        try {
            answer(sheet, outcome.file, response);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            delete(outcome.file);
        }
    }

    /** Either a file on its way out, or what needs approval. */
    private record Outcome(@Nullable Path file, @Nullable ListExtract needed) {}

    private <T> Outcome leave(ListSheet<T> sheet, String words, RowSource<T> rows) {
        int free = desk.free();
        if (!sheet.isImpersonal() && (sheet.hasWholeNumbers() || count(rows, free + 1) > free)) {
            return new Outcome(null, desk.overLimit(extract(sheet, words, count(rows, Integer.MAX_VALUE))));
        }
        Path file = temporary();
        try {
            MessageDigest digest = sha256();
            int written;
            try (OutputStream out =
                    new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(file), digest))) {
                written = write(sheet, words, rows, out);
            }
            desk.sent(
                    extract(sheet, words, written),
                    sheet.isImpersonal(),
                    HexFormat.of().formatHex(digest.digest()));
            return new Outcome(file, null);
        } catch (IOException | RuntimeException broken) {
            delete(file);
            throw broken instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) broken;
        }
    }

    private static NewExtract extract(ListSheet<?> sheet, String words, int rows) {
        return new NewExtract(
                sheet.code(),
                sheet.title(),
                withoutNumbers(words),
                rows,
                sheet.hasWholeNumbers(),
                ExportReplay.current());
    }

    /** @return how many rows there were */
    private <T> int write(ListSheet<T> sheet, String words, RowSource<T> rows, OutputStream out) {
        Officer officer = Acting.officer();
        String who = officer.unit() + " " + officer.name() + "，" + TIME.format(LocalDateTime.now(clock));
        int[] written = {0};
        try (ExcelFile file = ExcelFile.to(out, "列表", sheet.columns())) {
            file.mark("导出人：" + who + "（" + officer.login() + "）")
                    .title(sheet.title())
                    .note("筛选条件：" + words)
                    .note("导出：" + who + (sheet.hasWholeNumbers() ? "；含完整号码，只按批准的用途使用，用后销毁" : "；号码与页面一样已隐去"))
                    .header();
            rows.each(row -> {
                file.row(sheet.row(row));
                written[0]++;
            });
            if (!sheet.comesBack()) {
                file.note("共 " + written[0] + " 行");
            }
        }
        return written[0];
    }

    /** Somebody may have searched for a number; what is kept holds none. */
    private static String withoutNumbers(String words) {
        return words.replaceAll("[0-9Xx]{6,}", "******");
    }

    /** How many rows there are, counted no further than asked. */
    private static <T> int count(RowSource<T> rows, int most) {
        int[] count = {0};
        try {
            rows.each(row -> {
                if (++count[0] >= most) {
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

    private static Path temporary() {
        try {
            return Files.createTempFile("export", ".xlsx");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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
