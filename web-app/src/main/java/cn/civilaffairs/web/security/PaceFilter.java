package cn.civilaffairs.web.security;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stops whoever opens files, or guesses addresses, faster than anybody works (security design T04, T05). */
class PaceFilter extends OncePerRequestFilter {

    private static final Duration VIEW_WINDOW = Duration.ofMinutes(10);
    private static final int MISSES = 30;
    private static final Duration MISS_WINDOW = Duration.ofMinutes(5);

    /** Pages that show one family, person, case or amount; not those that ask by themselves how far some work has come. */
    private static final Pattern FILE =
            Pattern.compile("(?!.*/progress)(?:/[a-z-]+/[0-9a-f]{8}-[0-9a-f-]{27}(?:/[a-z-]+)?"
                    + "|/families/[0-9a-f-]{36}/.+|/assistance/minimum-living/[a-z]+/[0-9a-f-]{36}.*)");

    private final Pace views;
    private final Pace misses = new Pace(MISSES, MISS_WINDOW);
    private final OperationLog log;

    /** @param viewsAllowed files in ten minutes; 0 for as many as one likes, which measurements need */
    PaceFilter(int viewsAllowed, OperationLog log) {
        this.views = new Pace(viewsAllowed, VIEW_WINDOW);
        this.log = log;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Officer> officer = Acting.current();
        boolean file = request.getMethod().equals("GET")
                && FILE.matcher(request.getRequestURI()
                                .substring(request.getContextPath().length()))
                        .matches();
        if (officer.isEmpty() || !file) {
            chain.doFilter(request, response);
            return;
        }
        Instant now = SignInSession.machine.instant();
        Duration wait = misses.wait(officer.get().id(), now);
        if (wait.isZero()) {
            wait = views.count(officer.get().id(), now);
        }
        if (!wait.isZero()) {
            log.denied("TOO_MANY_REQUESTS", "page", request.getRequestURI(), null, "打开档案过于频繁");
            TooMany.refuse(request, response, wait);
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_NOT_FOUND) {
            misses.count(officer.get().id(), now);
        }
    }
}
