package cn.civilaffairs.web.security;

import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;

/** Writes down what an officer was refused for want of the role (or of the form's token), then has the page for it shown. */
class LoggedDenial extends AccessDeniedHandlerImpl {

    private final OperationLog log;

    LoggedDenial(OperationLog log) {
        this.log = log;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof OfficerPrincipal principal) {
            Acting.as(
                    principal.officer(),
                    () -> log.denied("ACCESS_DENIED", "page", request.getRequestURI(), null, request.getMethod()));
        }
        if (NoSuchPage.isAskedFor(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        request.setAttribute("formExpired", denied instanceof CsrfException);
        super.handle(request, response, denied);
    }
}
