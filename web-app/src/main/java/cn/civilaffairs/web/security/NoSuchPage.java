package cn.civilaffairs.web.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authorization.AuthorizationDecision;

/**
 * What no rule names is no page of ours: closed, and answered like what does not exist, whoever asks. A management page
 * nobody opened is not even admitted to be there (security design AC-083).
 */
final class NoSuchPage {

    private NoSuchPage() {}

    static AuthorizationDecision closing(HttpServletRequest request) {
        request.setAttribute(NoSuchPage.class.getName(), true);
        return new AuthorizationDecision(false);
    }

    static boolean isAskedFor(HttpServletRequest request) {
        return request.getAttribute(NoSuchPage.class.getName()) != null;
    }
}
