package cn.civilaffairs.web.disbursement;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.HttpHeaders;

/** A download that becomes one with its first byte, so that a refusal before it is still a page. */
final class LazyDownload extends OutputStream {

    private final HttpServletResponse response;
    private final String name;
    private boolean begun;

    LazyDownload(HttpServletResponse response, String name) {
        this.response = response;
        this.name = name;
    }

    private OutputStream out() throws IOException {
        if (!begun) {
            begun = true;
            response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
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
