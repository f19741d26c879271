package cn.civilaffairs.web.audit;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.limited.LimitedAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Writes down who opened which file (查阅日志), one row for each page, after it was found to lie in the officer's area and
 * before it is shown. A page that cannot be logged is not shown. All that is asked for it is one transaction.
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
    private final TransactionTemplate inOne;

    ViewLog(
            OperationLog log,
            ViewedAreas areas,
            CaseDesk cases,
            LimitedAccess limited,
            PlatformTransactionManager transactions) {
        this.inOne = new TransactionTemplate(transactions);
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
            inOne.executeWithoutResult(status -> viewed(
                    file.group(1), UUID.fromString(file.group(2)), Objects.requireNonNullElse(file.group(3), "")));
        }
    }

    private void viewed(String kind, UUID about, String part) {
        log.done(
                "VIEWED",
                kind.toUpperCase(Locale.ROOT),
                about,
                areas.of(kind, about).orElse(null),
                part);
        UUID subject = kind.equals("cases") || kind.equals("changes")
                ? cases.find(about).householdId()
                : about;
        if (subject != null) {
            limited.viewed(subject, kind);
        }
    }
}
