package cn.civilaffairs.web.security;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.officer.AppointmentsOnRecord;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.officer.SecondFactor;
import cn.civilaffairs.registry.officer.SignInGuard;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AccountStatusUserDetailsChecker;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.annotation.AnnotationTemplateExpressionDefaults;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.core.userdetails.UserDetailsChecker;
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
 * Which action ({@link Action}) each page is; everything not named is closed. Which rows are then seen is up to the area, the
 * line of business and limited access, and whose turn it is up to the procedure.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
public class SecurityConfiguration {

    private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** Nobody collects how long each of two dozen filters takes, and observing them costs more than most of them do. */
    @Bean
    SecurityObservationSettings filtersUnobserved() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            OfficerAccounts accounts,
            SecondFactor factor,
            SignInGuard guard,
            SessionRegistry sessionRegistry,
            OperationLog log,
            @Value("${civil.files-in-ten-minutes:200}") int filesInTenMinutes,
            @Value("${civil.https-only:false}") boolean httpsOnly)
            throws Exception {
        if (httpsOnly) {
            http.addFilterBefore(new HttpsOnlyFilter(), DisableEncodeUrlFilter.class);
        }
        return http.authorizeHttpRequests(requests -> {
                    requests.requestMatchers("/css/**", "/js/**", "/webjars/**", "/favicon.ico", "/login", "/error")
                            .permitAll();
                    requests.requestMatchers("/actuator/health").permitAll();
                    requests.requestMatchers(
                                    "/",
                                    "/desk",
                                    "/password",
                                    "/account-news",
                                    "/factor",
                                    "/delegations/**",
                                    "/preferences/**",
                                    "/keys",
                                    "/demo/**",
                                    "/drafts/**")
                            .authenticated();
                    // lists that left: asked for by whoever may see them, decided on by others
                    requests.requestMatchers(POST, "/exports/*/approve", "/exports/*/refuse")
                            .hasAuthority(may(Action.DECIDE_EXPORT));
                    requests.requestMatchers("/exports/**").authenticated();
                    // cases: whose turn it is, the procedure decides
                    requests.requestMatchers(POST, "/cases/*/appeals/**").hasAuthority(may(Action.HANDLE_APPEAL));
                    requests.requestMatchers(POST, "/cases/**").hasAuthority(may(Action.HANDLE_CASE));
                    requests.requestMatchers("/cases/**").hasAuthority(may(Action.VIEW_CASE));
                    requests.requestMatchers(POST, "/assistance/minimum-living", "/assistance/minimum-living/find")
                            .hasAuthority(may(Action.OPEN_APPLICATION)); // the county for relatives of staff
                    requests.requestMatchers("/assistance/minimum-living/new")
                            .hasAuthority(may(Action.OPEN_APPLICATION));
                    requests.requestMatchers(POST, "/samples/**").hasAuthority(may(Action.DRAW_SAMPLE));
                    requests.requestMatchers("/samples/**").hasAuthority(may(Action.VIEW_SAMPLE));
                    requests.requestMatchers("/relatives/list.xlsx").hasAuthority(may(Action.SEE_ALL_RELATIVES));
                    requests.requestMatchers(POST, "/relatives/*/end").hasAuthority(may(Action.END_RELATIVE));
                    requests.requestMatchers(POST, "/relatives").hasAuthority(may(Action.DECLARE_RELATIVE));
                    requests.requestMatchers("/relatives").hasAuthority(may(Action.VIEW_RELATIVES));
                    requests.requestMatchers(
                                    POST,
                                    "/assistance/minimum-living/cases/*/check",
                                    "/assistance/minimum-living/cases/*/check/file")
                            .hasAuthority(may(Action.CHECK_MEANS));
                    requests.requestMatchers(POST, "/assistance/minimum-living/changes")
                            .hasAuthority(may(Action.OPEN_CHANGE));
                    requests.requestMatchers(POST, "/assistance/minimum-living/changes/*/recompute")
                            .hasAuthority(may(Action.RECOMPUTE_CHANGE));
                    requests.requestMatchers("/assistance/minimum-living/changes/new")
                            .hasAuthority(may(Action.OPEN_CHANGE));
                    requests.requestMatchers(POST, "/assistance/**").hasAuthority(may(Action.HANDLE_CASE));
                    requests.requestMatchers("/assistance/**").hasAuthority(may(Action.VIEW_CASE));
                    // reviews: the clerk finds, the reviewer confirms, the county plans
                    requests.requestMatchers(POST, "/reviews/*/answer").hasAuthority(may(Action.RECORD_REVIEW));
                    requests.requestMatchers(POST, "/reviews/plan/**").hasAuthority(may(Action.PLAN_REVIEW));
                    requests.requestMatchers(POST, "/reviews/**").hasAuthority(may(Action.CONFIRM_REVIEW));
                    requests.requestMatchers("/reviews/**").hasAuthority(may(Action.VIEW_REVIEW));
                    // families and the people in them
                    requests.requestMatchers(POST, "/families/*/members/*/accounts/*/confirm")
                            .hasAuthority(may(Action.CONFIRM_ACCOUNT));
                    requests.requestMatchers(POST, "/families/*/members/*/accounts/**")
                            .hasAuthority(may(Action.ENTER_ACCOUNT));
                    requests.requestMatchers(POST, "/families/*/prints/*.pdf").hasAuthority(may(Action.PRINT));
                    requests.requestMatchers(POST, "/families/*/benefits/*/holds", "/families/*/holds/*/release")
                            .hasAuthority(may(Action.HOLD_BENEFIT));
                    requests.requestMatchers(POST, "/families/**").hasAuthority(may(Action.ENTER_FAMILY));
                    requests.requestMatchers("/families/new").hasAuthority(may(Action.ENTER_FAMILY));
                    requests.requestMatchers("/families/**").hasAuthority(may(Action.VIEW_FAMILY));
                    requests.requestMatchers("/limited-access/new").hasAuthority(may(Action.LIMIT_ACCESS));
                    requests.requestMatchers(POST, "/limited-access").hasAuthority(may(Action.LIMIT_ACCESS));
                    requests.requestMatchers("/limited-access/**").hasAuthority(may(Action.SEE_LIMITED));
                    requests.requestMatchers("/search/**").hasAuthority(may(Action.SEARCH));
                    // a household moves: one township asks, the other one answers
                    requests.requestMatchers(POST, "/moves/*/accept", "/moves/*/decline")
                            .hasAuthority(may(Action.ANSWER_MOVE));
                    requests.requestMatchers(POST, "/moves/**").hasAuthority(may(Action.ASK_MOVE));
                    requests.requestMatchers("/moves/new").hasAuthority(may(Action.ASK_MOVE));
                    requests.requestMatchers("/moves/**").hasAuthority(may(Action.VIEW_MOVE));
                    requests.requestMatchers(POST, "/residents/*/reveal", "/residents/*/accounts/*/reveal")
                            .hasAuthority(may(Action.REVEAL_NUMBER));
                    requests.requestMatchers(POST, "/residents/**").hasAuthority(may(Action.COMPARE_NUMBER));
                    requests.requestMatchers("/working-lists/**").hasAuthority(may(Action.WORK_ON_LIST));
                    // the print centre: everybody who has papers to print
                    requests.requestMatchers(POST, "/papers/posters").hasAuthority(may(Action.MAKE_NOTICE));
                    requests.requestMatchers(POST, "/papers/posters/*/publish")
                            .hasAuthority(may(Action.PUBLISH_NOTICE));
                    requests.requestMatchers(POST, "/papers/posters/*/withdraw").hasAuthority(may(Action.HANDLE_CASE));
                    requests.requestMatchers(POST, "/papers/**").hasAuthority(may(Action.PRINT));
                    requests.requestMatchers("/papers/**").hasAuthority(may(Action.VIEW_PAPERS));
                    requests.requestMatchers("/why/**").hasAuthority(may(Action.VIEW_BENEFIT));
                    requests.requestMatchers("/imports/**").hasAuthority(may(Action.IMPORT));
                    // leads: the township answers, the county confirms
                    requests.requestMatchers(POST, "/leads/*/answer").hasAuthority(may(Action.ANSWER_LEAD));
                    requests.requestMatchers(POST, "/leads/**").hasAuthority(may(Action.CONFIRM_LEAD));
                    requests.requestMatchers("/leads/**").hasAuthority(may(Action.VIEW_LEAD));
                    // elder care, and one person's benefits of any scheme
                    requests.requestMatchers(
                                    POST,
                                    "/elder-care/old-age/rosters/*/confirm-life",
                                    "/elder-care/old-age/rosters/*/leave-out")
                            .hasAuthority(may(Action.CONFIRM_LIFE));
                    requests.requestMatchers(POST, "/elder-care/old-age/rosters/*/grant")
                            .hasAuthority(may(Action.GRANT_ROSTER));
                    requests.requestMatchers(POST, "/elder-care/**").hasAuthority(may(Action.DRAW_ROSTER));
                    requests.requestMatchers("/elder-care/**").hasAuthority(may(Action.VIEW_ROSTER));
                    requests.requestMatchers(POST, "/funeral/**").hasAuthority(may(Action.REGISTER_CREMATION));
                    requests.requestMatchers("/funeral/cremations/new").hasAuthority(may(Action.REGISTER_CREMATION));
                    requests.requestMatchers("/funeral/**").hasAuthority(may(Action.VIEW_CREMATION));
                    requests.requestMatchers(POST, "/people/*/accounts/*/confirm")
                            .hasAuthority(may(Action.CONFIRM_ACCOUNT));
                    requests.requestMatchers(POST, "/people/*/guardians/*/confirm", "/people/*/guardians/*/refuse")
                            .hasAuthority(may(Action.CONFIRM_GUARDIAN));
                    requests.requestMatchers(POST, "/people/*/guardians/**").hasAuthority(may(Action.ENTER_GUARDIAN));
                    requests.requestMatchers(POST, "/people/**").hasAuthority(may(Action.ENTER_ACCOUNT));
                    // who receives the money: one asks, another decides
                    requests.requestMatchers(POST, "/benefits/*/payee/*/approve", "/benefits/*/payee/*/refuse")
                            .hasAuthority(may(Action.DECIDE_PAYEE));
                    requests.requestMatchers(POST, "/benefits/*/payee/**").hasAuthority(may(Action.PROPOSE_PAYEE));
                    requests.requestMatchers("/payees/**").hasAuthority(may(Action.VIEW_PERSON));
                    requests.requestMatchers("/people/**", "/benefits/**").hasAuthority(may(Action.VIEW_PERSON));
                    // money: each act has its one role
                    requests.requestMatchers(POST, "/runs/*/sample/*").hasAuthority(may(Action.FIND_IN_RUN_SAMPLE));
                    requests.requestMatchers(POST, "/runs/*/confirm").hasAuthority(may(Action.CONFIRM_RUN));
                    requests.requestMatchers(POST, "/runs/*/check", "/runs/*/bank/close")
                            .hasAuthority(may(Action.CHECK_RUN));
                    requests.requestMatchers(POST, "/runs/*/red/explain").hasAuthority(may(Action.EXPLAIN_RED_LINE));
                    requests.requestMatchers(POST, "/runs/*/red/*/confirm-stop")
                            .hasAuthority(may(Action.CONFIRM_RED_STOP));
                    requests.requestMatchers(POST, "/runs/*/red/*").hasAuthority(may(Action.ANSWER_RED_LINE));
                    requests.requestMatchers(POST, "/runs/*/sign").hasAuthority(may(Action.SIGN_RUN));
                    requests.requestMatchers(POST, "/runs/**").hasAuthority(may(Action.MAKE_RUN));
                    requests.requestMatchers("/runs/*/bank/files/**").hasAuthority(may(Action.TAKE_BANK_FILE));
                    // what the bank sent back, and the end of the month
                    requests.requestMatchers(POST, "/returns/**").hasAuthority(may(Action.ANSWER_RETURN));
                    requests.requestMatchers("/returns/**").hasAuthority(may(Action.VIEW_RUN));
                    requests.requestMatchers(POST, "/months/*/reopenings").hasAuthority(may(Action.ASK_REOPENING));
                    requests.requestMatchers(POST, "/months/*/reopenings/*", "/months/*/versions/*/approve")
                            .hasAuthority(may(Action.APPROVE_REPORT));
                    requests.requestMatchers(POST, "/months/*/sets", "/reports/given/**")
                            .hasAuthority(may(Action.PREPARE_REPORT));
                    requests.requestMatchers("/months/**", "/reports/checks/**", "/reports/given/**")
                            .hasAuthority(may(Action.VIEW_MONTH));
                    // what was paid too much: one proposes, another confirms; money in is entered by one, checked by
                    // another
                    requests.requestMatchers(
                                    POST,
                                    "/back-payments/*/approve",
                                    "/back-payments/*/refuse",
                                    "/back-payments/*/revoke")
                            .hasAuthority(may(Action.DECIDE_BACK_PAYMENT));
                    requests.requestMatchers(POST, "/back-payments/**").hasAuthority(may(Action.PROPOSE_BACK_PAYMENT));
                    requests.requestMatchers("/back-payments/new").hasAuthority(may(Action.PROPOSE_BACK_PAYMENT));
                    requests.requestMatchers("/back-payments/**").hasAuthority(may(Action.VIEW_RUN));
                    requests.requestMatchers(
                                    POST,
                                    "/recoveries/*/refunds/*/approve",
                                    "/recoveries/*/refunds/*/refuse",
                                    "/recoveries/*/confirm",
                                    "/recoveries/*/drop",
                                    "/recoveries/*/write-off/approve",
                                    "/recoveries/*/offset/approve")
                            .hasAuthority(may(Action.CONFIRM_RECOVERY));
                    requests.requestMatchers(POST, "/recoveries/*/receipts").hasAuthority(may(Action.ENTER_RECEIPT));
                    requests.requestMatchers(POST, "/recoveries/*/receipts/**").hasAuthority(may(Action.CHECK_RECEIPT));
                    requests.requestMatchers(POST, "/recoveries/**").hasAuthority(may(Action.PROPOSE_RECOVERY));
                    requests.requestMatchers("/recoveries/**").hasAuthority(may(Action.VIEW_RUN));
                    // a new standard is tried out by one and approved by another
                    requests.requestMatchers(POST, "/uplifts/*/approve").hasAuthority(may(Action.APPROVE_UPLIFT));
                    requests.requestMatchers(POST, "/uplifts/*/resume").hasAuthority(may(Action.RESUME_UPLIFT));
                    requests.requestMatchers(GET, "/uplifts/**").hasAuthority(may(Action.VIEW_RUN));
                    requests.requestMatchers("/runs/**", "/reports/**").hasAuthority(may(Action.VIEW_RUN));
                    // what everything is reckoned by: one proposes, another approves
                    requests.requestMatchers(POST, "/standards/*/approve", "/parameters/*/approve")
                            .hasAuthority(may(Action.APPROVE_RULE));
                    requests.requestMatchers("/parameters/defaults").hasAuthority(may(Action.INSTALL_DEFAULTS));
                    requests.requestMatchers(POST, "/standards/**", "/parameters/**")
                            .hasAuthority(may(Action.PROPOSE_RULE));
                    requests.requestMatchers("/standards/new", "/parameters/new")
                            .hasAuthority(may(Action.PROPOSE_RULE));
                    requests.requestMatchers("/standards/**", "/parameters/**").hasAuthority(may(Action.VIEW_RULE));
                    requests.requestMatchers("/areas/suggest").authenticated();
                    requests.requestMatchers(POST, "/areas/mergers/**").hasAuthority(may(Action.APPROVE_AREA_MERGER));
                    requests.requestMatchers(POST, "/areas/**", "/calendar/**").hasAuthority(may(Action.MAINTAIN_AREA));
                    requests.requestMatchers(GET, "/areas/**", "/calendar/**").authenticated();
                    requests.requestMatchers("/supervision/**").hasAuthority(may(Action.WATCH_LOOKS));
                    // the three administrators
                    requests.requestMatchers("/audit/**").hasAuthority(may(Action.READ_LOG));
                    requests.requestMatchers("/appointments/**").hasAuthority(may(Action.AGREE_TO_APPOINTMENT));
                    requests.requestMatchers("/admin/access").hasAuthority(may(Action.EXPLAIN_ACCESS));
                    requests.requestMatchers(POST, "/admin/officers/*/grants/**", "/admin/officers/*/factor/reset")
                            .hasAuthority(may(Action.GRANT_ROLE));
                    requests.requestMatchers(POST, "/admin/officers/**").hasAuthority(may(Action.MAINTAIN_ACCOUNT));
                    requests.requestMatchers("/admin/officers/new").hasAuthority(may(Action.MAINTAIN_ACCOUNT));
                    requests.requestMatchers("/admin/officers/**").hasAuthority(may(Action.VIEW_ACCOUNT));
                    requests.anyRequest().access((who, asked) -> NoSuchPage.closing(asked.getRequest()));
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

    /**
     * What is refused at the door: the character zero, which PostgreSQL cannot store and no text of ours holds, and a host we
     * are not called.
     *
     * @param hosts names the product answers to ({@code civil.hosts}); none for any, as on one's own machine
     */
    @Bean
    HttpFirewall firewall(@Value("${civil.hosts:}") Set<String> hosts) {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterNames(name -> name.indexOf('\0') < 0);
        firewall.setAllowedParameterValues(value -> value == null || value.indexOf('\0') < 0);
        if (!hosts.isEmpty()) {
            firewall.setAllowedHostnames(hosts::contains);
        }
        return firewall;
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    /**
     * Checks the password first and only then whether the account is locked or closed, or other than its acts in the log left
     * it: whoever guesses learns nothing from a quicker answer.
     */
    @Bean
    DaoAuthenticationProvider passwords(
            UserDetailsService officers, PasswordEncoder encoder, AppointmentsOnRecord onRecord) {
        return provider(officers, encoder, onRecord::explain);
    }

    static DaoAuthenticationProvider provider(
            UserDetailsService officers, PasswordEncoder encoder, Predicate<Officer> onRecord) {
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(officers);
        provider.setPasswordEncoder(encoder);
        provider.setPreAuthenticationChecks(account -> {});
        UserDetailsChecker status = new AccountStatusUserDetailsChecker();
        provider.setPostAuthenticationChecks(account -> {
            status.check(account);
            if (account instanceof OfficerPrincipal principal && !onRecord.test(principal.officer())) {
                throw new DisabledException("not as the log has it");
            }
        });
        return provider;
    }

    @Bean
    SessionRegistry sessionRegistry() {
        return new SessionRegistryImpl();
    }

    /** Lets {@link May} be read by method security. */
    @Bean
    static AnnotationTemplateExpressionDefaults expressionTemplates() {
        return new AnnotationTemplateExpressionDefaults();
    }

    /** Tells the session limit when sessions end. */
    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    private static String may(Action action) {
        return action.authority();
    }
}
