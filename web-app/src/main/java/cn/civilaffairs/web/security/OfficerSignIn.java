package cn.civilaffairs.web.security;

import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.officer.SignInGuard;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.MDC;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** Finds the account behind a login name, and keeps count of failures. */
@Component
class OfficerSignIn implements UserDetailsService {

    private final OfficerAccounts accounts;
    private final SignInGuard guard;
    private final Clock clock;

    OfficerSignIn(OfficerAccounts accounts, SignInGuard guard, Clock clock) {
        this.accounts = accounts;
        this.guard = guard;
        this.clock = clock;
    }

    @Override
    public OfficerPrincipal loadUserByUsername(String login) {
        String name = normal(login);
        boolean locked = guard.isLocked(name, address());
        return accounts.byLogin(name)
                .map(account -> new OfficerPrincipal(account, clock.instant(), locked))
                .orElseThrow(() -> new UsernameNotFoundException("unknown"));
    }

    @EventListener
    void on(AuthenticationSuccessEvent success) {
        if (success.getAuthentication().getPrincipal() instanceof OfficerPrincipal principal) {
            guard.succeeded(principal.getUsername(), address());
        }
    }

    @EventListener
    void on(AbstractAuthenticationFailureEvent failure) {
        String login = normal(failure.getAuthentication().getName());
        accounts.signInFailed(login, guard.failed(login, address()));
    }

    /** As names are stored; nobody fills a table with novels. */
    private static String normal(String login) {
        String lower = login.strip().toLowerCase(Locale.ROOT);
        return lower.substring(0, Math.min(lower.length(), 40));
    }

    private static String address() {
        return Objects.requireNonNullElse(MDC.get(OperationLog.ADDRESS), "-");
    }
}
