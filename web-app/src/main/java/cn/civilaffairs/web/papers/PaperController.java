package cn.civilaffairs.web.papers;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The papers of a case and of a family. Printing is an act with a number of its own, so it is a POST. */
@Controller
class PaperController {

    private final PaperShelf shelf;
    private final HouseholdPapers households;

    PaperController(PaperShelf shelf, HouseholdPapers households) {
        this.shelf = shelf;
        this.households = households;
    }

    @GetMapping("/cases/{id}/papers")
    String list(@PathVariable UUID id, Model model) {
        model.addAttribute("shelf", shelf.of(id));
        return "papers/list";
    }

    /** @param placeholders whether characters no font has are printed as 〓, as the page of missing characters offers */
    @PostMapping("/cases/{id}/papers/{code}.pdf")
    Object print(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(defaultValue = "false") boolean placeholders) {
        try {
            return PdfAnswer.of(shelf.print(id, code, placeholders));
        } catch (CharactersMissing missing) {
            return missing(missing, "/cases/" + id + "/papers", code);
        }
    }

    @GetMapping("/families/{id}/prints")
    String prints(@PathVariable UUID id, Model model) {
        model.addAttribute("shelf", households.of(id));
        return "papers/household";
    }

    @PostMapping("/families/{id}/prints/{code}.pdf")
    Object printOfHousehold(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(required = false) UUID benefit,
            @RequestParam(required = false) UUID hold,
            @RequestParam(defaultValue = "false") boolean placeholders) {
        try {
            return PdfAnswer.of(households.print(id, code, benefit, hold, placeholders));
        } catch (CharactersMissing missing) {
            ModelAndView page = missing(missing, "/families/" + id + "/prints", code);
            page.addObject("benefit", benefit);
            page.addObject("hold", hold);
            return page;
        }
    }

    private static ModelAndView missing(CharactersMissing missing, String shelf, String code) {
        ModelAndView page = new ModelAndView("papers/missing");
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("characters", missing.characters());
        page.addObject("shelf", shelf);
        page.addObject("again", shelf + "/" + code + ".pdf");
        return page;
    }
}
