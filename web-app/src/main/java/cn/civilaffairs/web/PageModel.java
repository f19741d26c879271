package cn.civilaffairs.web;

import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.demo.DemoNotice;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.WebUtils;

/** What the frame of every page shows: who is signed in, today's date, the size of print. */
@ControllerAdvice
class PageModel {

    private final BusinessClock clock;
    private final ObjectProvider<DemoNotice> demo;

    PageModel(BusinessClock clock, ObjectProvider<DemoNotice> demo) {
        this.clock = clock;
        this.demo = demo;
    }

    @ModelAttribute
    void frame(HttpServletRequest request, Model model) {
        Acting.current().ifPresent(officer -> model.addAttribute("me", officer));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("demoCounty", demo.getIfAvailable() != null);
        model.addAttribute("path", request.getRequestURI());
        model.addAttribute(
                "largePrint",
                Stream.ofNullable(WebUtils.getCookie(request, PreferencesController.PRINT_COOKIE))
                        .anyMatch(cookie -> "large".equals(cookie.getValue())));
    }
}
