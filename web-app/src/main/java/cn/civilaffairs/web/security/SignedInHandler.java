package cn.civilaffairs.web.security;

import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.SessionFlashMapManager;

/** Counts the sign-in, begins the ten hours a session may last, and tells of wrong passwords since the last time. */
class SignedInHandler extends SavedRequestAwareAuthenticationSuccessHandler {

    private final OfficerAccounts accounts;
    private final SessionRegistry sessions;
    private final OperationLog log;

    SignedInHandler(OfficerAccounts accounts, SessionRegistry sessions, OperationLog log) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.log = log;
        setDefaultTargetUrl("/desk");
        // the page asked for before is remembered with the host that request named, which may be anybody's
        setRedirectStrategy((request, response, page) -> response.sendRedirect(withoutHost(page)));
    }

    private static String withoutHost(String page) {
        URI address = URI.create(page);
        String query = address.getRawQuery();
        return address.getRawPath().replaceFirst("^/+", "/") + (query == null ? "" : "?" + query);
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        if (authentication.getPrincipal() instanceof OfficerPrincipal principal) {
            int failures = principal.failures();
            Acting.as(principal.officer(), () -> accounts.signedIn(principal.officer()));
            SignInSession.begin(request.getSession());
            boolean replaced = sessions.getAllSessions(principal, true).stream()
                    .anyMatch(session -> session.isExpired()
                            && !session.getSessionId()
                                    .equals(request.getSession().getId()));
            if (replaced) {
                Acting.as(
                        principal.officer(),
                        () -> log.done(
                                "SESSION_REPLACED",
                                "officer",
                                principal.officer().id(),
                                principal.officer().area(),
                                "在别处登录，原登录已退出"));
            }
            if (failures > 0) {
                FlashMap notice = new FlashMap();
                notice.put("refusal", "上次登录以来，您的账号有 " + failures + " 次密码错误。如不是您本人，请修改密码并告知安全管理员。");
                new SessionFlashMapManager().saveOutputFlashMap(notice, request, response);
            }
        }
        super.onAuthenticationSuccess(request, response, authentication);
    }
}
