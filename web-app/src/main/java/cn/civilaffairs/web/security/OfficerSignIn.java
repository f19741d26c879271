package cn.civilaffairs.web.security;

import cn.civilaffairs.registry.officer.OfficerAccounts;
import java.time.Clock;
import java.util.Locale;
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
    private final Clock clock;

    OfficerSignIn(OfficerAccounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public OfficerPrincipal loadUserByUsername(String login) {
        return accounts.byLogin(login.strip().toLowerCase(Locale.ROOT))
                .map(account -> new OfficerPrincipal(account, clock.instant()))
                .orElseThrow(() -> new UsernameNotFoundException("unknown"));
    }

    @EventListener
    void on(AuthenticationSuccessEvent success) {
        if (success.getAuthentication().getPrincipal() instanceof OfficerPrincipal principal) {
            accounts.signedIn(principal.officer());
        }
    }

    @EventListener
    void on(AbstractAuthenticationFailureEvent failure) {
        accounts.signInFailed(String.valueOf(failure.getAuthentication().getName()));
    }
}
