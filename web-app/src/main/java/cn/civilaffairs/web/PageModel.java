package cn.civilaffairs.web;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.demo.DemoNotice;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
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
        model.addAllAttributes(of(request));
    }

    /** The same for pages that no controller made. */
    Map<String, Object> of(HttpServletRequest request) {
        Map<String, Object> frame = new HashMap<>();
        Acting.current().ifPresent(officer -> {
            frame.put("me", officer);
            frame.put("opensFamilies", AccessDecision.may(officer, Action.VIEW_FAMILY));
            frame.put("opensPeople", AccessDecision.may(officer, Action.VIEW_PERSON));
        });
        frame.put("searches", isOpen(Action.SEARCH));
        frame.put("today", LocalDate.now(clock));
        frame.put("demoCounty", demo.getIfAvailable() != null);
        frame.put("contextPath", request.getContextPath());
        frame.put("path", request.getRequestURI());
        frame.put(
                "largePrint",
                Stream.ofNullable(WebUtils.getCookie(request, PreferencesController.PRINT_COOKIE))
                        .anyMatch(cookie -> "large".equals(cookie.getValue())));
        frame.put("menuFolded", menuFolded(request));
        return frame;
    }

    /** Whether the page of an action is open to whoever is signed in, also where nobody acts: on a page that says what failed. */
    private static boolean isOpen(Action action) {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn != null
                && signedIn.getAuthorities().stream()
                        .anyMatch(open -> action.authority().equals(open.getAuthority()));
    }

    /** The groups of the menu somebody folded away, by code. */
    private static Set<String> menuFolded(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, "menu"))
                .map(cookie -> Set.copyOf(List.of(cookie.getValue().split("[.]"))))
                .orElse(Set.of());
    }
}
