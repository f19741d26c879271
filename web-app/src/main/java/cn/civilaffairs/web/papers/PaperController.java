package cn.civilaffairs.web.papers;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The papers of a case. Printing is an act with a number of its own, so it is a POST. */
@Controller
class PaperController {

    private final PaperShelf shelf;

    PaperController(PaperShelf shelf) {
        this.shelf = shelf;
    }

    @GetMapping("/cases/{id}/papers")
    String list(@PathVariable UUID id, Model model) {
        model.addAttribute("shelf", shelf.of(id));
        return "papers/list";
    }

    @PostMapping("/cases/{id}/papers/{code}.pdf")
    ResponseEntity<byte[]> print(@PathVariable UUID id, @PathVariable String code) {
        PaperShelf.Print print = shelf.print(id, code);
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
