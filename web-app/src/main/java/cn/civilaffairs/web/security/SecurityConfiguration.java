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
import cn.civilaffairs.registry.officer.OfficerAccounts;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
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
    SecurityFilterChain security(HttpSecurity http, OfficerAccounts accounts) throws Exception {
        return http.authorizeHttpRequests(requests -> {
                    requests.requestMatchers("/css/**", "/js/**", "/webjars/**", "/favicon.ico", "/login", "/error")
                            .permitAll();
                    requests.requestMatchers("/actuator/health").permitAll();
                    requests.requestMatchers(
                                    "/", "/desk", "/password", "/preferences/**", "/keys", "/demo/**", "/drafts/**")
                            .authenticated();
                    requests.requestMatchers("/cases/**").hasAnyRole(names(CASEWORK));
                    requests.requestMatchers("/families/**", "/search/**", "/residents/**")
                            .hasAnyRole(names(CASEWORK));
                    requests.requestMatchers("/assistance/**").hasAnyRole(names(CASEWORK));
                    requests.requestMatchers("/why/**").hasAnyRole(names(join(CASEWORK, MONEY)));
                    requests.requestMatchers("/areas/suggest").authenticated();
                    requests.requestMatchers(POST, "/areas/**").hasAnyRole(names(SYS_ADMIN));
                    requests.requestMatchers(GET, "/areas/**", "/calendar/**").authenticated();
                    requests.requestMatchers("/calendar/**").hasAnyRole(names(SYS_ADMIN));
                    requests.requestMatchers(GET, "/standards/**", "/parameters/**")
                            .hasAnyRole(names(join(CASEWORK, MONEY, SYS_ADMIN)));
                    requests.requestMatchers("/parameters/defaults").hasAnyRole(names(SYS_ADMIN));
                    requests.requestMatchers("/standards/**", "/parameters/**")
                            .hasAnyRole(names(COUNTY_CASEWORKER, COUNTY_APPROVER));
                    requests.requestMatchers("/imports/**")
                            .hasAnyRole(names(TOWN_CLERK, COUNTY_CASEWORKER, COUNTY_APPROVER, SYS_ADMIN));
                    requests.requestMatchers("/runs/**").hasAnyRole(names(MONEY));
                    requests.requestMatchers("/reports/**").hasAnyRole(names(MONEY));
                    requests.requestMatchers("/audit/**").hasAnyRole(names(AUDIT_ADMIN));
                    requests.requestMatchers("/admin/officers/**").hasAnyRole(names(SYS_ADMIN, SEC_ADMIN, AUDIT_ADMIN));
                    requests.anyRequest().denyAll();
                })
                .formLogin(login -> login.loginPage("/login")
                        .defaultSuccessUrl("/desk")
                        .failureUrl("/login?error")
                        .permitAll())
                .logout(logout -> logout.logoutSuccessUrl("/login?out"))
                .sessionManagement(sessions -> sessions.maximumSessions(1).expiredUrl("/login?elsewhere"))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .httpStrictTransportSecurity(Customizer.withDefaults()))
                .exceptionHandling(failures -> failures.accessDeniedPage("/error"))
                .addFilterBefore(new ActingFilter(accounts), AuthorizationFilter.class)
                .build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
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
