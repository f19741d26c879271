package cn.civilaffairs.web.security;

import static cn.civilaffairs.kernel.Role.AUDIT_ADMIN;
import static cn.civilaffairs.kernel.Role.COUNTY_APPROVER;
import static cn.civilaffairs.kernel.Role.COUNTY_CASEWORKER;
import static cn.civilaffairs.kernel.Role.FINANCE_CHECKER;
import static cn.civilaffairs.kernel.Role.FINANCE_MAKER;
import static cn.civilaffairs.kernel.Role.FINANCE_SIGNER;
import static cn.civilaffairs.kernel.Role.SEC_ADMIN;
import static cn.civilaffairs.kernel.Role.SUPERVISOR;
import static cn.civilaffairs.kernel.Role.SYS_ADMIN;
import static cn.civilaffairs.kernel.Role.TOWN_CLERK;
import static cn.civilaffairs.kernel.Role.TOWN_REVIEWER;
import static cn.civilaffairs.kernel.Role.VILLAGE_ASSISTANT;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.officer.SecondFactor;
import cn.civilaffairs.registry.officer.SignInGuard;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AccountStatusUserDetailsChecker;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/**
 * Who may open which page; everything not named is closed. Which rows they then see is up to their area, and whose turn
 * it is up to the procedure.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
public class SecurityConfiguration {

    private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final Role[] CASEWORK = {
        VILLAGE_ASSISTANT, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR
    };
    private static final Role[] MONEY = {
        FINANCE_MAKER,
        FINANCE_CHECKER,
        FINANCE_SIGNER,
        TOWN_REVIEWER,
        TOWN_CLERK,
        COUNTY_CASEWORKER,
        COUNTY_APPROVER,
        SUPERVISOR
    };

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            OfficerAccounts accounts,
            SecondFactor factor,
            SignInGuard guard,
            SessionRegistry sessionRegistry,
            OperationLog log,
            @Value("${civil.files-in-ten-minutes:200}") int filesInTenMinutes)
            throws Exception {
        return http.authorizeHttpRequests(requests -> {
                    requests.requestMatchers("/css/**", "/js/**", "/webjars/**", "/favicon.ico", "/login", "/error")
                            .permitAll();
                    requests.requestMatchers("/actuator/health").permitAll();
                    requests.requestMatchers(
                                    "/",
                                    "/desk",
                                    "/password",
                                    "/factor",
                                    "/delegations/**",
                                    "/preferences/**",
                                    "/keys",
                                    "/demo/**",
                                    "/drafts/**")
                            .authenticated();
                    // cases: whose turn it is, the procedure decides
                    requests.requestMatchers(POST, "/cases/*/appeals/**")
                            .hasAnyRole(names(COUNTY_CASEWORKER, COUNTY_APPROVER));
                    requests.requestMatchers(POST, "/cases/**")
                            .hasAnyRole(names(TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER));
                    requests.requestMatchers("/cases/**").hasAnyRole(names(CASEWORK));
                    requests.requestMatchers(POST, "/assistance/minimum-living", "/assistance/minimum-living/find")
                            .hasAnyRole(names(TOWN_CLERK, COUNTY_CASEWORKER)); // the county for relatives of staff
                    requests.requestMatchers(POST, "/samples/**").hasAnyRole(names(COUNTY_CASEWORKER));
                    requests.requestMatchers("/samples/**").hasAnyRole(names(CASEWORK));
                    requests.requestMatchers("/relatives/export.xlsx")
                            .hasAnyRole(names(SUPERVISOR, COUNTY_CASEWORKER, COUNTY_APPROVER));
                    requests.requestMatchers(POST, "/relatives/*/end")
                            .hasAnyRole(names(COUNTY_CASEWORKER, COUNTY_APPROVER));
                    requests.requestMatchers(POST, "/relatives")
                            .hasAnyRole(names(
                                    VILLAGE_ASSISTANT, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER));
                    requests.requestMatchers("/relatives").hasAnyRole(names(CASEWORK));
                    requests.requestMatchers(
                                    POST,
                                    "/assistance/minimum-living/cases/*/check",
                                    "/assistance/minimum-living/cases/*/check/file")
                            .hasAnyRole(names(COUNTY_CASEWORKER));
                    requests.requestMatchers(POST, "/assistance/minimum-living/changes")
                            .hasAnyRole(names(TOWN_CLERK));
                    requests.requestMatchers(POST, "/assistance/minimum-living/changes/*/recompute")
                            .hasAnyRole(names(TOWN_CLERK, TOWN_REVIEWER, COUNTY_APPROVER));
                    requests.requestMatchers("/assistance/minimum-living/changes/new")
                            .hasAnyRole(names(TOWN_CLERK));
                    requests.requestMatchers(POST, "/assistance/**")
                            .hasAnyRole(names(TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER));
                    requests.requestMatchers("/assistance/**").hasAnyRole(names(CASEWORK));
                    // reviews: the clerk finds, the reviewer confirms
                    requests.requestMatchers(POST, "/reviews/*/answer").hasAnyRole(names(TOWN_CLERK));
                    requests.requestMatchers(POST, "/reviews/**").hasAnyRole(names(TOWN_REVIEWER));
                    requests.requestMatchers("/reviews/**")
                            .hasAnyRole(
                                    names(TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR));
                    // families and the people in them
                    requests.requestMatchers(POST, "/families/*/members/*/accounts/*/confirm")
                            .hasAnyRole(names(TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER));
                    requests.requestMatchers(POST, "/families/*/members/*/accounts/**")
                            .hasAnyRole(names(TOWN_CLERK, COUNTY_CASEWORKER));
                    requests.requestMatchers(POST, "/families/*/prints/*.pdf")
                            .hasAnyRole(names(
                                    VILLAGE_ASSISTANT, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER));
                    requests.requestMatchers(POST, "/families/*/benefits/*/holds", "/families/*/holds/*/release")
                            .hasAnyRole(names(TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER));
                    requests.requestMatchers(POST, "/families/**")
                            .hasAnyRole(names(VILLAGE_ASSISTANT, TOWN_CLERK, COUNTY_CASEWORKER));
                    requests.requestMatchers("/families/new")
                            .hasAnyRole(names(VILLAGE_ASSISTANT, TOWN_CLERK, COUNTY_CASEWORKER));
                    requests.requestMatchers("/families/**", "/search/**").hasAnyRole(names(CASEWORK));
                    requests.requestMatchers(POST, "/residents/*/reveal", "/residents/*/accounts/*/reveal")
                            .hasAnyRole(names(TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER));
                    requests.requestMatchers(POST, "/residents/**")
                            .hasAnyRole(names(
                                    VILLAGE_ASSISTANT, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER));
                    requests.requestMatchers("/working-lists/**").hasAnyRole(names(TOWN_CLERK, COUNTY_CASEWORKER));
                    // the print centre: everybody who has papers to print
                    requests.requestMatchers(POST, "/papers/**")
                            .hasAnyRole(names(
                                    VILLAGE_ASSISTANT, TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER, COUNTY_APPROVER));
                    requests.requestMatchers("/papers/**").hasAnyRole(names(CASEWORK));
                    requests.requestMatchers("/why/**").hasAnyRole(names(join(CASEWORK, MONEY)));
                    requests.requestMatchers("/imports/**").hasAnyRole(names(TOWN_CLERK, COUNTY_CASEWORKER, SYS_ADMIN));
                    // leads: the township answers, the county confirms
                    requests.requestMatchers(POST, "/leads/*/answer").hasAnyRole(names(TOWN_CLERK, COUNTY_CASEWORKER));
                    requests.requestMatchers(POST, "/leads/**").hasAnyRole(names(COUNTY_CASEWORKER, COUNTY_APPROVER));
                    requests.requestMatchers("/leads/**").hasAnyRole(names(CASEWORK));
                    // elder care, and one person's benefits of any scheme
                    requests.requestMatchers(
                                    POST,
                                    "/elder-care/old-age/rosters/*/confirm-life",
                                    "/elder-care/old-age/rosters/*/leave-out")
                            .hasAnyRole(names(TOWN_CLERK));
                    requests.requestMatchers(POST, "/elder-care/old-age/rosters/*/grant")
                            .hasAnyRole(names(COUNTY_CASEWORKER, COUNTY_APPROVER));
                    requests.requestMatchers(POST, "/elder-care/**").hasAnyRole(names(COUNTY_CASEWORKER));
                    requests.requestMatchers("/elder-care/**").hasAnyRole(names(CASEWORK));
                    requests.requestMatchers(POST, "/funeral/**").hasAnyRole(names(COUNTY_CASEWORKER));
                    requests.requestMatchers("/funeral/cremations/new").hasAnyRole(names(COUNTY_CASEWORKER));
                    requests.requestMatchers("/funeral/**")
                            .hasAnyRole(names(COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR));
                    requests.requestMatchers(POST, "/people/*/accounts/*/confirm")
                            .hasAnyRole(names(TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER));
                    requests.requestMatchers(POST, "/people/**").hasAnyRole(names(TOWN_CLERK, COUNTY_CASEWORKER));
                    requests.requestMatchers("/people/**", "/benefits/**").hasAnyRole(names(join(CASEWORK, MONEY)));
                    // money: each act has its one role
                    requests.requestMatchers(POST, "/runs/*/sample/*")
                            .hasAnyRole(names(COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR));
                    requests.requestMatchers(POST, "/runs/*/confirm")
                            .hasAnyRole(names(TOWN_REVIEWER, COUNTY_CASEWORKER));
                    requests.requestMatchers(POST, "/runs/*/check", "/runs/*/bank/close")
                            .hasAnyRole(names(FINANCE_CHECKER));
                    requests.requestMatchers(POST, "/runs/*/red/explain").hasAnyRole(names(COUNTY_CASEWORKER));
                    requests.requestMatchers(POST, "/runs/*/red/*/confirm-stop")
                            .hasAnyRole(names(COUNTY_CASEWORKER, COUNTY_APPROVER));
                    requests.requestMatchers(POST, "/runs/*/red/*").hasAnyRole(names(TOWN_CLERK, COUNTY_CASEWORKER));
                    requests.requestMatchers(POST, "/runs/*/sign").hasAnyRole(names(FINANCE_SIGNER));
                    requests.requestMatchers(POST, "/runs/**").hasAnyRole(names(FINANCE_MAKER));
                    requests.requestMatchers("/runs/*/bank/files/**")
                            .hasAnyRole(names(FINANCE_MAKER, FINANCE_CHECKER, FINANCE_SIGNER));
                    // what the bank sent back, and the end of the month
                    requests.requestMatchers(POST, "/returns/**")
                            .hasAnyRole(names(TOWN_CLERK, TOWN_REVIEWER, COUNTY_CASEWORKER));
                    requests.requestMatchers("/returns/**").hasAnyRole(names(MONEY));
                    requests.requestMatchers(POST, "/months/*/reopenings")
                            .hasAnyRole(names(FINANCE_MAKER, FINANCE_CHECKER, COUNTY_CASEWORKER, SUPERVISOR));
                    requests.requestMatchers(POST, "/months/*/reopenings/*", "/months/*/versions/*/approve")
                            .hasAnyRole(names(COUNTY_APPROVER, SUPERVISOR));
                    requests.requestMatchers(POST, "/months/*/sets", "/reports/given/**")
                            .hasAnyRole(names(FINANCE_MAKER, COUNTY_CASEWORKER, COUNTY_APPROVER, SUPERVISOR));
                    requests.requestMatchers("/months/**", "/reports/checks", "/reports/given/**")
                            .hasAnyRole(names(
                                    FINANCE_MAKER,
                                    FINANCE_CHECKER,
                                    FINANCE_SIGNER,
                                    COUNTY_CASEWORKER,
                                    COUNTY_APPROVER,
                                    SUPERVISOR));
                    // what was paid too much: one proposes, another confirms; money in is entered by one, checked by
                    // another
                    requests.requestMatchers(
                                    POST,
                                    "/recoveries/*/confirm",
                                    "/recoveries/*/drop",
                                    "/recoveries/*/write-off/approve",
                                    "/recoveries/*/offset/approve")
                            .hasAnyRole(names(COUNTY_APPROVER));
                    requests.requestMatchers(POST, "/recoveries/*/receipts").hasAnyRole(names(FINANCE_MAKER));
                    requests.requestMatchers(POST, "/recoveries/*/receipts/**").hasAnyRole(names(FINANCE_CHECKER));
                    requests.requestMatchers(POST, "/recoveries/**").hasAnyRole(names(COUNTY_CASEWORKER));
                    requests.requestMatchers("/recoveries/**").hasAnyRole(names(MONEY));
                    // a new standard is tried out by one and approved by another
                    requests.requestMatchers(POST, "/uplifts/*/approve").hasAnyRole(names(COUNTY_APPROVER));
                    requests.requestMatchers(POST, "/uplifts/*/resume")
                            .hasAnyRole(names(COUNTY_CASEWORKER, COUNTY_APPROVER));
                    requests.requestMatchers(GET, "/uplifts/**").hasAnyRole(names(MONEY));
                    requests.requestMatchers("/runs/**", "/reports/**").hasAnyRole(names(MONEY));
                    // what everything is reckoned by: one proposes, another approves
                    requests.requestMatchers(POST, "/standards/*/approve", "/parameters/*/approve")
                            .hasAnyRole(names(COUNTY_APPROVER));
                    requests.requestMatchers("/parameters/defaults").hasAnyRole(names(SYS_ADMIN));
                    requests.requestMatchers(POST, "/standards/**", "/parameters/**")
                            .hasAnyRole(names(COUNTY_CASEWORKER));
                    requests.requestMatchers("/standards/new", "/parameters/new")
                            .hasAnyRole(names(COUNTY_CASEWORKER));
                    requests.requestMatchers("/standards/**", "/parameters/**")
                            .hasAnyRole(names(join(CASEWORK, MONEY, SYS_ADMIN)));
                    requests.requestMatchers("/areas/suggest").authenticated();
                    requests.requestMatchers(POST, "/areas/**", "/calendar/**").hasAnyRole(names(SYS_ADMIN));
                    requests.requestMatchers(GET, "/areas/**", "/calendar/**").authenticated();
                    // the three administrators
                    requests.requestMatchers("/audit/**").hasAnyRole(names(AUDIT_ADMIN));
                    requests.requestMatchers("/admin/access").hasAnyRole(names(SEC_ADMIN));
                    requests.requestMatchers(POST, "/admin/officers/*/grants/**", "/admin/officers/*/factor/reset")
                            .hasAnyRole(names(SEC_ADMIN));
                    requests.requestMatchers(POST, "/admin/officers/**").hasAnyRole(names(SYS_ADMIN));
                    requests.requestMatchers("/admin/officers/new").hasAnyRole(names(SYS_ADMIN));
                    requests.requestMatchers("/admin/officers/**").hasAnyRole(names(SYS_ADMIN, SEC_ADMIN, AUDIT_ADMIN));
                    requests.anyRequest().denyAll();
                })
                .formLogin(login -> login.loginPage("/login")
                        .successHandler(new SignedInHandler(accounts, sessionRegistry, log))
                        .failureUrl("/login?error")
                        .permitAll())
                .logout(logout -> logout.logoutSuccessUrl("/login?out"))
                .sessionManagement(sessions -> sessions.maximumSessions(1)
                        .sessionRegistry(sessionRegistry)
                        .expiredUrl("/login?elsewhere"))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .httpStrictTransportSecurity(Customizer.withDefaults()))
                .exceptionHandling(failures -> failures.accessDeniedHandler(new LoggedDenial(log))
                        .authenticationEntryPoint(new SignInEntryPoint()))
                .addFilterBefore(new RequestMarksFilter(guard), DisableEncodeUrlFilter.class)
                .addFilterBefore(new ActingFilter(accounts, factor), AuthorizationFilter.class)
                .addFilterAfter(new PaceFilter(filesInTenMinutes, log), ActingFilter.class)
                .build();
    }

    /** No text of ours holds the character zero, which PostgreSQL cannot store: such a request is refused at the door. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterNames(name -> name.indexOf('\0') < 0);
        firewall.setAllowedParameterValues(value -> value == null || value.indexOf('\0') < 0);
        return firewall;
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    /**
     * Checks the password first and only then whether the account is locked or closed: whoever guesses learns nothing from
     * a quicker answer.
     */
    @Bean
    DaoAuthenticationProvider passwords(UserDetailsService officers, PasswordEncoder encoder) {
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(officers);
        provider.setPasswordEncoder(encoder);
        provider.setPreAuthenticationChecks(account -> {});
        provider.setPostAuthenticationChecks(new AccountStatusUserDetailsChecker());
        return provider;
    }

    @Bean
    SessionRegistry sessionRegistry() {
        return new SessionRegistryImpl();
    }

    /** Tells the session limit when sessions end. */
    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    private static Role[] join(Role[] some, Role... others) {
        return Stream.concat(Stream.of(some), Stream.of(others)).distinct().toArray(Role[]::new);
    }

    private static Role[] join(Role[] some, Role[] others, Role another) {
        return join(join(some, others), another);
    }

    private static String[] names(Role... roles) {
        return Stream.of(roles).map(Role::name).toArray(String[]::new);
    }
}
