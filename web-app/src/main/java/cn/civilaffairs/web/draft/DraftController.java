package cn.civilaffairs.web.draft;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.draft.Drafts;
import cn.civilaffairs.web.security.CurrentOfficer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A form with {@code data-draft="name"} saves itself here every few seconds ({@code /js/drafts.js}) and offers what was
 * saved when it is opened again.
 */
@RestController
@RequestMapping("/drafts/{form:[a-z0-9-]{1,80}}")
class DraftController {

    private static final int LARGEST = 200_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Drafts drafts;
    private final java.time.Clock clock;

    DraftController(Drafts drafts, java.time.Clock clock) {
        this.drafts = drafts;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<SavedDraft> read(@PathVariable String form, @CurrentOfficer Officer officer) {
        return drafts.find(officer, form)
                .map(draft -> ResponseEntity.ok(new SavedDraft(time(draft.savedAt()), draft.content())))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PostMapping
    ResponseEntity<SavedDraft> save(
            @PathVariable String form, @RequestParam String content, @CurrentOfficer Officer officer) {
        if (content.length() > LARGEST) {
            return ResponseEntity.unprocessableContent().build();
        }
        return ResponseEntity.ok(new SavedDraft(time(drafts.save(officer, form, content)), ""));
    }

    @PostMapping("/discard")
    ResponseEntity<Void> discard(@PathVariable String form, @CurrentOfficer Officer officer) {
        drafts.discard(officer, form);
        return ResponseEntity.noContent().build();
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(clock.getZone()));
    }

    record SavedDraft(String savedAt, String content) {}
}
