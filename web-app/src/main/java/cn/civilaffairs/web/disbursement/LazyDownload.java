package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.registry.files.StoredFile;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.HttpHeaders;

/** A download that becomes one with its first byte, so that a refusal before it is still a page. */
final class LazyDownload extends OutputStream {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final HttpServletResponse response;
    private String name;
    private String mediaType = XLSX;
    private boolean begun;

    LazyDownload(HttpServletResponse response, String name) {
        this.response = response;
        this.name = name;
    }

    /** What it is after all, known before the first byte. */
    void describe(StoredFile file) {
        name = file.name();
        mediaType = file.mediaType();
    }

    private OutputStream out() throws IOException {
        if (!begun) {
            begun = true;
            response.setContentType(mediaType);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, BankController.attachment(name));
        }
        return response.getOutputStream();
    }

    @Override
    public void write(int b) throws IOException {
        out().write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out().write(bytes, offset, length);
    }
}
