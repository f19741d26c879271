package cn.civilaffairs.web.security;

import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the request act as the officer signed in, and gives it a number that logs and error pages share. The account is
 * read anew each time: a role taken away or an account closed ends the session with its next request.
 */
class ActingFilter extends OncePerRequestFilter {

    private final OfficerAccounts accounts;

    ActingFilter(OfficerAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/css/") || path.startsWith("/js/") || path.startsWith("/webjars/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        MDC.put(OperationLog.REQUEST_ID, UUID.randomUUID().toString().substring(0, 8));
        MDC.put(OperationLog.ADDRESS, request.getRemoteAddr());
        try {
            Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
            if (authentication != null && authentication.getPrincipal() instanceof OfficerPrincipal principal) {
                act(principal, request, response, chain);
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            MDC.clear();
        }
    }

    private void act(
            OfficerPrincipal principal, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        boolean stands = accounts.byId(principal.officer().id())
                .filter(principal::standsFor)
                .isPresent();
        if (!stands) {
            if (session != null) {
                session.invalidate();
            }
            SecurityContextHolder.clearContext();
            response.sendRedirect(request.getContextPath() + "/login?changed");
            return;
        }
        if (principal.mustChangePassword() && !request.getRequestURI().matches("/(password|logout)")) {
            response.sendRedirect(request.getContextPath() + "/password");
            return;
        }
        if (session != null) {
            MDC.put(OperationLog.SESSION, Integer.toHexString(session.getId().hashCode()));
        }
        try {
            Acting.as(principal.officer(), () -> proceed(request, response, chain));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        } catch (Wrapped wrapped) {
            throw wrapped.failure;
        }
    }

    private static void proceed(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        try {
            chain.doFilter(request, response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ServletException failed) {
            throw new Wrapped(failed);
        }
    }

    private static final class Wrapped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final ServletException failure;

        Wrapped(ServletException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
