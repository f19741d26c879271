package cn.civilaffairs.web.payee;

import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.files.EvidencePaper;
import cn.civilaffairs.registry.files.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.multipart.MultipartFile;

/** A paper on its way in from a form, and out again: always as a file to keep, never shown within the site. */
final class HandedIn {

    private HandedIn() {}

    static EvidencePaper paper(@Nullable MultipartFile upload) {
        if (upload == null || upload.isEmpty()) {
            throw new RuleViolation("file.missing");
        }
        if (upload.getSize() > EvidencePaper.MOST_BYTES) {
            throw new RuleViolation("file.too-large");
        }
        try {
            String name = upload.getOriginalFilename();
            return EvidencePaper.of(name == null ? "" : name, upload.getBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What tells one sending of a form from another with the same key. */
    static String mark(@Nullable MultipartFile upload) {
        return upload == null ? "" : upload.getOriginalFilename() + " " + upload.getSize();
    }

    static ResponseEntity<byte[]> download(StoredFile file) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(file.content());
    }
}
