package cn.civilaffairs.registry.officer;

import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Instants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts failed sign-ins by account and source first (登录失败锁定), so that a stranger who tries names from outside cannot lock
 * a clerk out at her own desk; by account alone and by source alone only far later (security design T33).
 */
@Service
@Transactional
@Unscoped("failures carry no person or payment")
public class SignInGuard {

    static final int PER_ACCOUNT_AND_SOURCE = 5;
    static final int PER_SOURCE = 50;
    private static final Duration LOCK = Duration.ofMinutes(15);
    private static final Duration SOURCE_WINDOW = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInGuard(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public boolean isLocked(String login, String address) {
        return lockedUntil(login, address)
                .filter(until -> until.isAfter(clock.instant()))
                .isPresent();
    }

    /** How long a source that tried too often has to wait; zero if it may try. */
    @Transactional(readOnly = true)
    public Duration wait(String address) {
        return lockedUntil("", address)
                .map(until -> Duration.between(clock.instant(), until))
                .filter(left -> !left.isNegative())
                .orElse(Duration.ZERO);
    }

    private Optional<Instant> lockedUntil(String login, String address) {
        return jdbc
                .sql("select locked_until from registry.sign_in_source where login = :login and address = :address")
                .param("login", login)
                .param("address", address)
                .query((row, number) -> Instants.read(row, "locked_until"))
                .list()
                .stream()
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** @return whether this failure locked the account for this source */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean failed(String login, String address) {
        count("", address, PER_SOURCE, SOURCE_WINDOW, SOURCE_WINDOW);
        return count(login, address, PER_ACCOUNT_AND_SOURCE, LOCK, LOCK);
    }

    private boolean count(String login, String address, int allowed, Duration window, Duration lock) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.sql("""
                        insert into registry.sign_in_source as s (login, address, failures, counted_from)
                        values (:login, :address, 1, :now)
                        on conflict (login, address) do update set
                            failures = case when s.locked_until > :now then s.failures
                                when s.counted_from < :from or s.failures >= :allowed then 1 else s.failures + 1 end,
                            counted_from = case when s.counted_from < :from or s.failures >= :allowed
                                and (s.locked_until is null or s.locked_until <= :now) then :now else s.counted_from end,
                            locked_until = case when s.locked_until > :now then s.locked_until
                                when s.counted_from >= :from and s.failures + 1 = :allowed then :until end
                        returning failures = :allowed and locked_until = :until""")
                .param("login", login)
                .param("address", address)
                .param("now", now)
                .param("from", now.minus(window))
                .param("until", now.plus(lock))
                .param("allowed", allowed)
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    public void succeeded(String login, String address) {
        jdbc.sql("delete from registry.sign_in_source where login = :login and address = :address")
                .param("login", login)
                .param("address", address)
                .update();
    }

    /** Forgets failures older than a day. */
    public void forgetOld() {
        jdbc.sql("delete from registry.sign_in_source where counted_from < :old")
                .param("old", clock.instant().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .update();
    }
}
