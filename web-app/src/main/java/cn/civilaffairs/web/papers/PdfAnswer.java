package cn.civilaffairs.web.papers;

import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A PDF as the browser gets it: shown, not kept. */
final class PdfAnswer {

    private PdfAnswer() {}

    static ResponseEntity<byte[]> of(PaperShelf.Print print) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(print.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(print.content());
    }
}
