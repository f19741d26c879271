package cn.civilaffairs.web.security;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.officer.OfficerAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * A signed-in officer, whose actions are their authorities. Two sign-ins of one officer are equal, which is what the limit
 * of one session for each account counts by.
 */
public final class OfficerPrincipal implements UserDetails {

    private static final long serialVersionUID = 1L;

    private final transient OfficerAccount account;
    private final boolean locked;

    /** @param lockedForSource whether too many passwords were wrong from where this sign-in comes from */
    OfficerPrincipal(OfficerAccount account, Instant now, boolean lockedForSource) {
        this.account = account;
        this.locked = lockedForSource || account.lockedAt(now);
    }

    public Officer officer() {
        return account.officer();
    }

    /** Read by {@link CurrentOfficer}'s expression. */
    public Officer getOfficer() {
        return account.officer();
    }

    boolean mustChangePassword() {
        return account.mustChange() || account.expired();
    }

    boolean passwordExpired() {
        return account.expired();
    }

    /** Wrong passwords since the sign-in before this one. */
    int failures() {
        return account.failures();
    }

    /** Whether this sign-in still stands for what the account is now. */
    boolean standsFor(OfficerAccount now) {
        return now.enabled()
                && now.version() == account.version()
                && now.officer().equals(account.officer());
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return authorities(account.officer());
    }

    /** The actions the officer has, as the front door and the templates ask for them. */
    public static List<GrantedAuthority> authorities(Officer officer) {
        List<GrantedAuthority> authorities = new ArrayList<>();
        officer.roles().forEach(role -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role)));
        for (Action action : Action.values()) {
            if (AccessDecision.may(officer, action)) {
                authorities.add(new SimpleGrantedAuthority(action.authority()));
            }
        }
        return authorities;
    }

    @Override
    public String getPassword() {
        return account.passwordHash();
    }

    @Override
    public String getUsername() {
        return account.officer().login();
    }

    @Override
    public boolean isAccountNonLocked() {
        return !locked;
    }

    @Override
    public boolean isEnabled() {
        return account.enabled();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OfficerPrincipal principal
                && principal.getUsername().equals(getUsername());
    }

    @Override
    public int hashCode() {
        return getUsername().hashCode();
    }
}
