package cn.civilaffairs.web.papers;

import cn.civilaffairs.disbursement.PublicListDesk;
import cn.civilaffairs.disbursement.PublicNotice;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.security.CurrentOfficer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Public notices (公示): made by one officer, published by another, printed while they hang, gone after their last day. */
@Controller
@RequestMapping("/papers/posters")
class NoticeController {

    private static final String ID = "/{id:[0-9a-f-]{36}}";
    private static final int RECENT = 100;

    private final PublicListDesk desk;
    private final PrintCentre centre;
    private final Acts acts;
    private final Clock clock;

    NoticeController(PublicListDesk desk, PrintCentre centre, Acts acts, Clock clock) {
        this.desk = desk;
        this.centre = centre;
        this.acts = acts;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable String scheme,
            @RequestParam(name = "area", required = false) @Nullable String village,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            @CurrentOfficer Officer officer,
            Model model) {
        LocalDate first = Optional.ofNullable(from).orElse(centre.thisMonth().atDay(1));
        LocalDate last = Optional.ofNullable(to).orElse(YearMonth.from(first).atEndOfMonth());
        AreaCode place = centre.within(village);
        model.addAttribute("schemes", centre.schemes());
        model.addAttribute("scheme", scheme);
        model.addAttribute("village", place == null ? "" : place.value());
        model.addAttribute("villageName", place == null ? "" : centre.place(place));
        model.addAttribute("from", first);
        model.addAttribute("to", last);
        model.addAttribute("mayMake", AccessDecision.may(officer, Action.MAKE_NOTICE));
        model.addAttribute("day", LocalDate.now(clock));
        model.addAttribute("notices", desk.recent(RECENT));
        model.addAttribute("centre", centre);
        if (scheme != null && place != null && place.level() == AreaCode.Level.VILLAGE) {
            model.addAttribute("notice", desk.preview(scheme, place, first, last));
        }
        return "papers/posters";
    }

    @PostMapping
    String make(
            @RequestParam UUID requestKey,
            @RequestParam String scheme,
            @RequestParam String village,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate to,
            RedirectAttributes notice) {
        AreaCode place = centre.within(village);
        if (place == null) {
            throw new NotFound();
        }
        return acts.once(
                requestKey,
                "NOTICE_MAKE",
                scheme + village + from + to,
                "/papers/posters?scheme=" + scheme + "&area=" + place.value() + "&from=" + from + "&to=" + to,
                notice,
                "已制作。请另一人核对后发布。",
                () -> "/papers/posters/" + desk.make(scheme, place, from, to));
    }

    @GetMapping(ID)
    String show(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model) {
        PublicNotice notice = desk.present(id);
        model.addAttribute("notice", notice);
        model.addAttribute("state", notice.state(LocalDate.now(clock)));
        model.addAttribute("villageName", centre.place(notice.village()));
        model.addAttribute(
                "mayPublish",
                AccessDecision.may(officer, Action.PUBLISH_NOTICE) && !officer.isOneWith(notice.madeById()));
        model.addAttribute("mayPrint", AccessDecision.may(officer, Action.PRINT));
        model.addAttribute(
                "mayWithdraw",
                AccessDecision.may(officer, Action.MAKE_NOTICE) || AccessDecision.may(officer, Action.PUBLISH_NOTICE));
        return "papers/notice";
    }

    @PostMapping(ID + "/publish")
    String publish(@PathVariable UUID id, @RequestParam UUID requestKey, RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "NOTICE_PUBLISH",
                id.toString(),
                "/papers/posters/" + id,
                notice,
                "已发布，可以打印张贴。",
                () -> desk.publish(id));
    }

    @PostMapping(ID + "/withdraw")
    String withdraw(@PathVariable UUID id, @RequestParam UUID requestKey, RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "NOTICE_WITHDRAW",
                id.toString(),
                "/papers/posters/" + id,
                notice,
                "已撤下，名单不再显示和打印。请把张贴的公示榜一并取下。",
                () -> {
                    desk.withdraw(id);
                    return "/papers/posters";
                });
    }

    @PostMapping(ID + "/notice.pdf")
    Object print(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean placeholders) {
        try {
            return PdfAnswer.of(centre.printPoster(id, placeholders));
        } catch (CharactersMissing missing) {
            ModelAndView page = new ModelAndView("papers/missing");
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            page.addObject("characters", missing.characters());
            page.addObject("shelf", "/papers/posters/" + id);
            page.addObject("again", "/papers/posters/" + id + "/notice.pdf");
            return page;
        }
    }
}
