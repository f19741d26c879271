package cn.civilaffairs.web.audit;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.limited.LimitedAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Writes down who opened which file (查阅日志), one row for each page, after it was found to lie in the officer's area and
 * before it is shown. A page that cannot be logged is not shown.
 */
@Component
class ViewLog implements WebMvcConfigurer, HandlerInterceptor {

    /**
     * Pages about one family, person, case, claim or amount: the kind, whose, and the part of the file looked at. Those that ask
     * by themselves how far some work has come are nobody's look.
     */
    private static final Pattern FILE =
            Pattern.compile("(?!.*/progress$)(?:/assistance/minimum-living|/runs/[0-9a-f-]{36}(?=/red/[0-9a-f-]{36}))?"
                    + "/([a-z-]+)/([0-9a-f]{8}-[0-9a-f-]{27})(?:/(.+))?");

    private final OperationLog log;
    private final ViewedAreas areas;
    private final CaseDesk cases;
    private final LimitedAccess limited;

    ViewLog(OperationLog log, ViewedAreas areas, CaseDesk cases, LimitedAccess limited) {
        this.log = log;
        this.areas = areas;
        this.cases = cases;
        this.limited = limited;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page == null || !request.getMethod().equals("GET") || response.getStatus() != HttpServletResponse.SC_OK) {
            return;
        }
        Matcher file = FILE.matcher(
                request.getRequestURI().substring(request.getContextPath().length()));
        boolean shown = page.getViewName() != null && !page.getViewName().startsWith("redirect:");
        if (shown && file.matches()) {
            UUID about = UUID.fromString(file.group(2));
            log.done(
                    "VIEWED",
                    file.group(1).toUpperCase(Locale.ROOT),
                    about,
                    areas.of(file.group(1), about).orElse(null),
                    file.group(3) == null ? "" : file.group(3));
            boolean isCase = file.group(1).equals("cases") || file.group(1).equals("changes");
            UUID subject = isCase ? cases.find(about).householdId() : about;
            if (subject != null) {
                limited.viewed(subject, file.group(1));
            }
        }
    }
}
