package cn.civilaffairs.web.export;

import cn.civilaffairs.kernel.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Asks the page of a list for its export once more, now that it is approved: whoever may no longer open that page gets
 * nothing. So every list that can be exported can be asked for and approved, and none of them knows.
 */
@Component
class ExportReplay {

    private static final String APPROVED = ExportReplay.class.getName() + ".approved";

    private final ObjectProvider<RequestMappingHandlerMapping> pages;
    private final ObjectProvider<RequestMappingHandlerAdapter> adapter;
    private final ObjectProvider<WebInvocationPrivilegeEvaluator> rights;

    ExportReplay(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> pages,
            ObjectProvider<RequestMappingHandlerAdapter> adapter,
            ObjectProvider<WebInvocationPrivilegeEvaluator> rights) {
        this.pages = pages;
        this.adapter = adapter;
        this.rights = rights;
    }

    /** The request being answered, as {@link #again} takes it; empty where there is none. */
    static String current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? AskedAgain.keep(attributes.getRequest())
                : "";
    }

    /** The approved extract the request being answered is to make. */
    static Optional<UUID> approved() {
        @Nullable RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
        return Optional.ofNullable(
                attributes == null ? null : (UUID) attributes.getAttribute(APPROVED, RequestAttributes.SCOPE_REQUEST));
    }

    void again(String kept, UUID approved, Authentication who, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        AskedAgain again = new AskedAgain(request, kept);
        if (!rights.getObject().isAllowed(request.getContextPath(), again.path(), again.getMethod(), who)) {
            throw new AccessDeniedException("No longer allowed");
        }
        ServletRequestPathUtils.parseAndCache(again);
        HandlerExecutionChain page = pages.getObject().getHandler(again);
        if (page == null) {
            throw new NotFound();
        }
        request.setAttribute(APPROVED, approved);
        try {
            adapter.getObject().handle(again, response, page.getHandler());
        } finally {
            request.removeAttribute(APPROVED);
        }
    }
}
