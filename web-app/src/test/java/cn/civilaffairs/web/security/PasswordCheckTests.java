package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Whoever guesses learns nothing from how long an answer takes: the costly part is done in every case, once. */
class PasswordCheckTests {

    private final AtomicInteger comparisons = new AtomicInteger();

    private final PasswordEncoder counting = new PasswordEncoder() {
        @Override
        public String encode(CharSequence password) {
            return "hash of " + password;
        }

        @Override
        public boolean matches(CharSequence password, String hash) {
            comparisons.incrementAndGet();
            return hash.equals(encode(password));
        }
    };

    private final DaoAuthenticationProvider provider = SecurityConfiguration.provider(
            login -> switch (login) {
                case "known" ->
                    User.withUsername(login)
                            .password("hash of right")
                            .roles("X")
                            .build();
                case "locked" ->
                    User.withUsername(login)
                            .password("hash of right")
                            .roles("X")
                            .accountLocked(true)
                            .build();
                case "disabled" ->
                    User.withUsername(login)
                            .password("hash of right")
                            .roles("X")
                            .disabled(true)
                            .build();
                default -> throw new UsernameNotFoundException(login);
            },
            counting,
            officer -> true);

    @ParameterizedTest
    @Tag("AC-014")
    @CsvSource({"unknown,right", "locked,right", "locked,wrong", "disabled,right", "known,wrong"})
    void comparesOnceWhateverTheReasonOfTheRefusal(String login, String password) {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() ->
                        provider.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(login, password)));
        assertThat(comparisons).hasValue(1);
    }
}
