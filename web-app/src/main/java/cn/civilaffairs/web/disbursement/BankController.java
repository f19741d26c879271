package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.BankFileDesk;
import cn.civilaffairs.disbursement.BankFileFormat;
import cn.civilaffairs.disbursement.LineFilter;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.ReturnFileDesk;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A signed run and the bank: the file sent, the answer read, the run closed. */
@Controller
@RequestMapping("/runs/{id}/bank")
class BankController {

    private static final int SHOWN = 200;

    private final PaymentRunDesk desk;
    private final BankFileDesk files;
    private final ReturnFileDesk returns;
    private final Acts acts;

    BankController(PaymentRunDesk desk, BankFileDesk files, ReturnFileDesk returns, Acts acts) {
        this.desk = desk;
        this.files = files;
        this.returns = returns;
        this.acts = acts;
    }

    @GetMapping
    String show(@PathVariable UUID id, Model model) {
        model.addAttribute("run", desk.find(id));
        model.addAttribute("files", files.of(id));
        model.addAttribute("withheld", files.withheld(id));
        model.addAttribute("formats", BankFileFormat.values());
        model.addAttribute("usualFormat", files.usualFormat(id));
        model.addAttribute("returns", returns.of(id));
        model.addAttribute("errors", returns.errors(id, SHOWN));
        model.addAttribute("settlement", returns.settlement(id));
        model.addAttribute("failed", desk.lines(id, new LineFilter(null, null, "FAILED"), null, SHOWN, 0));
        model.addAttribute("requestKey", UUID.randomUUID());
        return "runs/bank";
    }

    @PostMapping("/files")
    @May(Action.MAKE_RUN)
    String make(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam BankFileFormat format,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "BANK_FILE",
                id + format.name(),
                "/runs/" + id + "/bank",
                notice,
                "代发文件已生成。",
                () -> files.make(id, format));
    }

    @GetMapping("/files/{file}")
    @May(Action.TAKE_BANK_FILE)
    void download(@PathVariable UUID id, @PathVariable UUID file, HttpServletResponse response) {
        LazyDownload out = new LazyDownload(response, "代发文件");
        files.download(file, out::describe, out);
    }

    static String attachment(String name) {
        return ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    @PostMapping("/returns")
    @May(Action.MAKE_RUN)
    String read(@PathVariable UUID id, @RequestParam MultipartFile upload, RedirectAttributes notice) {
        String page = "/runs/" + id + "/bank";
        String name = upload.getOriginalFilename() == null ? "回盘文件" : upload.getOriginalFilename();
        return acts.once(
                UUID.randomUUID(),
                "RETURN_FILE",
                name,
                page,
                notice,
                "回盘文件已读取，结果见下。",
                () -> returns.read(id, name, upload));
    }

    @PostMapping("/close")
    @May(Action.CHECK_RUN)
    String close(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String note,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "RUN_CLOSE",
                id + note,
                "/runs/" + id + "/bank",
                notice,
                "批次已办结。失败的款项更换账户后可在补发批次中重发。",
                () -> {
                    returns.close(id, version, note.strip());
                    return "/runs/" + id;
                });
    }
}
