package cn.civilaffairs.web.audit;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.web.security.OfficerPrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.session.HttpSessionDestroyedEvent;
import org.springframework.stereotype.Component;

/** Writes down how a session ended: by its officer, or because nothing was done in it for half an hour (会话结束). */
@Component
class SessionLog {

    private static final Logger LOG = LoggerFactory.getLogger(SessionLog.class);

    private final OperationLog log;

    SessionLog(OperationLog log) {
        this.log = log;
    }

    @EventListener
    void on(LogoutSuccessEvent signedOut) {
        write("SIGNED_OUT", signedOut.getAuthentication(), "退出");
    }

    /** The container ends sessions on a thread of its own; one ended within a request is logged for what the request did. */
    @EventListener
    void on(HttpSessionDestroyedEvent ended) {
        if (MDC.get(OperationLog.REQUEST_ID) != null) {
            return;
        }
        for (SecurityContext context : ended.getSecurityContexts()) {
            try {
                write("SESSION_ENDED", context.getAuthentication(), "超过 30 分钟没有操作");
            } catch (RuntimeException stopping) {
                LOG.warn("The end of a session could not be logged: {}", stopping.getMessage());
            }
        }
    }

    private void write(String action, @org.jspecify.annotations.Nullable Authentication who, String detail) {
        if (who != null && who.getPrincipal() instanceof OfficerPrincipal principal) {
            Officer officer = principal.officer();
            Acting.as(officer, () -> log.done(action, "officer", officer.id(), officer.area(), detail));
        }
    }
}
