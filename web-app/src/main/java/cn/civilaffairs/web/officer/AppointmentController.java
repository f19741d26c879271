package cn.civilaffairs.web.officer;

import cn.civilaffairs.registry.officer.Appointing;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A line's leader agrees to appointments in it (岗位审批). */
@Controller
@RequestMapping("/appointments")
class AppointmentController {

    private final Appointing appointing;

    AppointmentController(Appointing appointing) {
        this.appointing = appointing;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("wishes", appointing.waiting());
        return "officers/appointments";
    }

    @PostMapping("/{id}")
    String decide(@PathVariable UUID id, @RequestParam boolean agree, RedirectAttributes notice) {
        appointing.decide(id, agree);
        notice.addFlashAttribute("done", agree ? "已批准，该账号须重新登录。" : "已拒绝，没有授予岗位。");
        return "redirect:/appointments";
    }
}
