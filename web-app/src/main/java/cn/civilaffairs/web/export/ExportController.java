package cn.civilaffairs.web.export;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.export.ExtractDesk;
import cn.civilaffairs.registry.export.ListExtract;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.disbursement.Paging;
import cn.civilaffairs.web.security.CurrentOfficer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What an officer took away or asked for, and what waits for an approver's decision (我的导出、导出审批). */
@Controller
@RequestMapping("/exports")
class ExportController {

    private static final String ID = "/{id:[0-9a-f-]{36}}";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final ExtractDesk desk;
    private final ExportReplay replay;
    private final Acts acts;
    private final Words words;

    ExportController(ExtractDesk desk, ExportReplay replay, Acts acts, Words words) {
        this.desk = desk;
        this.replay = replay;
        this.acts = acts;
        this.words = words;
    }

    /** @param view {@code mine}, {@code waiting} or {@code decided}; without one what concerns the officer most */
    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String view,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            @CurrentOfficer Officer officer,
            Model model) {
        boolean approver = ExtractDesk.mayDecide(officer);
        String shown = !view.isEmpty() ? view : approver ? "waiting" : "mine";
        int rows = Paging.size(size);
        int at = Math.max(1, page);
        int offset = (at - 1) * rows;
        model.addAttribute("approver", approver);
        model.addAttribute("view", shown);
        model.addAttribute("waiting", desk.waiting());
        model.addAttribute(
                "extracts",
                Paging.of(
                        shown.equals("mine")
                                ? desk.mine(rows + 1, offset)
                                : desk.requests(shown.equals("waiting"), rows + 1, offset),
                        at,
                        rows));
        return "exports/list";
    }

    @GetMapping(ID)
    String show(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model) {
        ListExtract extract = desk.find(id);
        boolean mine = extract.isOf(officer.id());
        model.addAttribute("x", extract);
        model.addAttribute("mine", mine);
        model.addAttribute("available", desk.available(extract));
        model.addAttribute(
                "mayDecide",
                ExtractDesk.mayDecide(officer)
                        && !officer.isOneWith(extract.askedById())
                        && extract.state() == ListExtract.State.WAITING);
        return "exports/show";
    }

    /** The part of the page that waits for the file to be made; the page asks for it every second. */
    @GetMapping(ID + "/progress")
    String progress(@PathVariable UUID id, Model model, HttpServletResponse response) {
        ListExtract extract = desk.mine(id);
        if (extract.state() != ListExtract.State.MAKING) {
            response.setHeader("HX-Refresh", "true");
        }
        model.addAttribute("x", extract);
        return "exports/show :: progress";
    }

    @PostMapping(ID + "/request")
    String request(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam(defaultValue = "") String purpose,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "EXPORT_REQUEST",
                id + purpose,
                "/exports/" + id,
                notice,
                "已提交审批。批准后在本页生成加密文件。",
                () -> desk.request(id, purpose));
    }

    @PostMapping(ID + "/approve")
    String approve(@PathVariable UUID id, @RequestParam UUID requestKey, RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "EXPORT_APPROVE",
                id.toString(),
                "/exports/" + id,
                notice,
                "已批准，申请人可以生成加密文件。",
                () -> desk.approve(id));
    }

    @PostMapping(ID + "/refuse")
    String refuse(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam(defaultValue = "") String note,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "EXPORT_REFUSE",
                id + note,
                "/exports/" + id,
                notice,
                "已退回申请人。",
                () -> desk.refuse(id, note));
    }

    @PostMapping(ID + "/make")
    String make(
            @PathVariable UUID id,
            Authentication who,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes notice)
            throws Exception {
        try {
            replay.again(desk.requestOf(id), id, who, request, response);
        } catch (RuleViolation refused) {
            notice.addFlashAttribute("refusal", words.of(refused));
        }
        return "redirect:/exports/" + id;
    }

    /** Shows the password in the answer itself: asked for again, it is gone. */
    @PostMapping(ID + "/password")
    String password(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        model.addAttribute("password", desk.password(id).orElse(""));
        return show(id, officer, model);
    }

    @GetMapping(ID + "/file")
    Object file(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        ListExtract extract = desk.mine(id);
        if (!desk.available(extract)) {
            ModelAndView gone = new ModelAndView("refusal");
            gone.setStatus(HttpStatus.GONE);
            gone.addObject("heading", "文件已清除");
            gone.addObject("advice", words.of(new RuleViolation("export.page-gone")));
            return gone;
        }
        response.setContentType(XLSX);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(extract.title() + "（加密）.xlsx", StandardCharsets.UTF_8)
                        .build()
                        .toString());
        desk.download(id, response.getOutputStream());
        response.flushBuffer();
        return null;
    }
}
