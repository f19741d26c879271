package cn.civilaffairs.web.security;

import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.officer.SecondFactor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the request act as the officer signed in. The account is read anew each time: a role taken away or an account
 * closed ends the session with its next request. Nothing opens before the password is one's own, nor before the second
 * factor where the role asks for one.
 */
class ActingFilter extends OncePerRequestFilter {

    /** Signatures that move money; the page to come back to is the first group. */
    private static final Pattern SIGNING = Pattern.compile("(/runs/[0-9a-f-]+)/sign");

    private final OfficerAccounts accounts;
    private final SecondFactor factor;

    ActingFilter(OfficerAccounts accounts, SecondFactor factor) {
        this.accounts = accounts;
        this.factor = factor;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/css/") || path.startsWith("/js/") || path.startsWith("/webjars/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof OfficerPrincipal principal) {
            act(principal, request, response, chain);
        } else {
            chain.doFilter(request, response);
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
            signOut(session, request, response, "changed");
            return;
        }
        if (session != null && SignInSession.tooLong(session)) {
            signOut(session, request, response, "expired");
            return;
        }
        if (principal.mustChangePassword() && !request.getRequestURI().matches("/(password|logout)")) {
            response.sendRedirect(
                    request.getContextPath() + "/password" + (principal.passwordExpired() ? "?expired" : ""));
            return;
        }
        String missing = missingFactor(principal, request, session);
        if (missing != null) {
            response.sendRedirect(request.getContextPath() + missing);
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

    private static void signOut(
            @Nullable HttpSession session, HttpServletRequest request, HttpServletResponse response, String why)
            throws IOException {
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
        response.sendRedirect(request.getContextPath() + "/login?" + why);
    }

    /** Where the second factor is asked for, if it is and was not given yet, or not lately enough for a signature. */
    private @Nullable String missingFactor(
            OfficerPrincipal principal, HttpServletRequest request, @Nullable HttpSession session) {
        String path = request.getRequestURI();
        if (session == null || path.matches("/(factor|password|logout)") || !factor.isRequiredOf(principal.officer())) {
            return null;
        }
        if (!SignInSession.hasFactor(session)) {
            return "/factor";
        }
        Matcher signing = SIGNING.matcher(path);
        return request.getMethod().equals("POST") && signing.matches() && !SignInSession.hasFreshFactor(session)
                ? "/factor?return=" + signing.group(1)
                : null;
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
