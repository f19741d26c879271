package cn.civilaffairs.web.security;

import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.officer.SignInGuard;
import cn.civilaffairs.web.Outage;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request a number that logs and error pages share, and its source address, before anybody is signed in: a
 * refused sign-in is logged with them too. A source that tried too often is told to wait, and whoever comes while the
 * database is away is told so.
 */
class RequestMarksFilter extends OncePerRequestFilter {

    /** Where an error page finds the number, which is made after this filter is through. */
    static final String REFERENCE = "requestReference";

    private static final Logger LOG = LoggerFactory.getLogger(RequestMarksFilter.class);

    private final SignInGuard guard;

    RequestMarksFilter(SignInGuard guard) {
        this.guard = guard;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        MDC.put(OperationLog.REQUEST_ID, reference);
        request.setAttribute(REFERENCE, reference);
        MDC.put(OperationLog.ADDRESS, request.getRemoteAddr());
        try {
            if (request.getMethod().equals("POST")
                    && request.getRequestURI().equals(request.getContextPath() + "/login")
                    && mustWait(request, response)) {
                return;
            }
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failed) {
            if (!Outage.isOne(failed)) {
                throw failed;
            }
            LOG.error("Request {} lost the database", MDC.get(OperationLog.REQUEST_ID), failed);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } finally {
            MDC.clear();
        }
    }

    private boolean mustWait(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Duration left = guard.wait(request.getRemoteAddr());
        if (left.isZero()) {
            return false;
        }
        TooMany.refuse(request, response, left);
        return true;
    }
}
