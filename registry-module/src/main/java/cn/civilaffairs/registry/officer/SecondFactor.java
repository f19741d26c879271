package cn.civilaffairs.registry.officer;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Instants;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The second factor (双因素认证): a code from the officer's authenticator beside the password. Asked of administrators, of
 * those who move money and of those who see children (security design §7). Each code works once.
 */
@Service
@Transactional
@Unscoped("second factors belong to accounts, which carry no person or payment")
public class SecondFactor {

    private static final int FAILURES_ALLOWED = 5;
    private static final Duration LOCK = Duration.ofMinutes(15);
    private static final Set<Role.Seat> SEATS = EnumSet.of(Role.Seat.ADMINISTRATION, Role.Seat.MONEY);

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final OperationLog log;
    private final Clock clock;
    private final boolean on;
    private final SecureRandom random = new SecureRandom();

    SecondFactor(
            JdbcClient jdbc,
            FieldCipher cipher,
            OperationLog log,
            Clock clock,
            @Value("${civil.second-factor:auto}") String wanted,
            @Value("${spring.datasource.url:}") String server) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.log = log;
        this.clock = clock;
        // on a bureau's own server it is on; the demo county plays without unless told otherwise
        this.on = wanted.equals("on") || wanted.equals("auto") && !server.isBlank();
    }

    @Transactional(propagation = Propagation.SUPPORTS) // asks nothing of the database, at every request
    public boolean isRequiredOf(Officer officer) {
        return on
                && (officer.roles().stream().map(Role::seat).anyMatch(SEATS::contains)
                        || officer.lines().contains(LineOfBusiness.CHILD_WELFARE));
    }

    @Transactional(readOnly = true)
    public boolean isSetUp(Officer officer) {
        return row(officer.id()).confirmedAt() != null;
    }

    /**
     * A new secret to be put into an authenticator, in base 32; it counts once {@link #confirm} has seen a code of it.
     *
     * @throws RuleViolation {@code factor.set-up} if there is one already, which only the security administrator takes away
     */
    public String prepare(Officer officer) {
        Row row = row(officer.id());
        if (row.confirmedAt() != null) {
            throw new RuleViolation("factor.set-up");
        }
        byte[] secret = row.secret() == null
                ? new byte[TimeCode.SECRET_LENGTH]
                : cipher.decryptBytes(ProtectedField.SECOND_FACTOR, officer.id(), row.secret());
        if (row.secret() == null) {
            random.nextBytes(secret);
            jdbc.sql("update registry.officer set factor_secret = :secret where id = :id")
                    .param("secret", cipher.encryptBytes(ProtectedField.SECOND_FACTOR, officer.id(), secret))
                    .param("id", officer.id())
                    .update();
        }
        return TimeCode.base32(secret);
    }

    /** Whether the code is right and was not used before; the first right one completes the setting up. */
    public boolean confirm(Officer officer, String code) {
        Row row = row(officer.id());
        Instant now = clock.instant();
        if (row.secret() == null || row.lockedUntil() != null && now.isBefore(row.lockedUntil())) {
            log.denied("FACTOR_REFUSED", "officer", officer.id(), officer.area(), row.secret() == null ? "未绑定" : "已锁定");
            return false;
        }
        byte[] secret = cipher.decryptBytes(ProtectedField.SECOND_FACTOR, officer.id(), row.secret());
        OptionalLong step = TimeCode.accepted(secret, code, now, row.lastStep());
        if (step.isEmpty()) {
            failed(officer, row.failures() + 1, now);
            return false;
        }
        // the step only ever rises, so of two requests with one code one changes nothing and is refused
        int changed = jdbc.sql("""
                        update registry.officer set factor_last_step = :step, factor_failures = 0, factor_locked_until = null,
                            factor_confirmed_at = coalesce(factor_confirmed_at, :now)
                        where id = :id and factor_last_step < :step""")
                .param("step", step.getAsLong())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", officer.id())
                .update();
        if (changed == 1) {
            log.done(
                    row.confirmedAt() == null ? "FACTOR_SET_UP" : "FACTOR_PASSED",
                    "officer",
                    officer.id(),
                    officer.area(),
                    "");
        }
        return changed == 1;
    }

    private void failed(Officer officer, int failures, Instant now) {
        boolean lock = failures >= FAILURES_ALLOWED;
        jdbc.sql("""
                        update registry.officer set factor_failures = :failures,
                            factor_locked_until = cast(:until as timestamptz) where id = :id""")
                .param("failures", lock ? 0 : failures)
                .param("until", lock ? now.plus(LOCK).atOffset(ZoneOffset.UTC) : null)
                .param("id", officer.id())
                .update();
        log.denied(lock ? "FACTOR_LOCKED" : "FACTOR_REFUSED", "officer", officer.id(), officer.area(), "动态口令错误");
    }

    /** Takes the factor away, after the officer was identified in person; the next sign-in sets up a new one. */
    public void reset(UUID officer, String how) {
        RuleViolation.ifBlank(how, "factor.how-missing");
        AreaCode area = jdbc.sql("""
                        update registry.officer set factor_secret = null, factor_confirmed_at = null, factor_failures = 0,
                            factor_locked_until = null, version = version + 1 where id = :id returning area_code""")
                .param("id", officer)
                .query(String.class)
                .optional()
                .map(AreaCode::of)
                .orElseThrow(NotFound::new);
        log.done("FACTOR_RESET", "officer", officer, area, how);
    }

    private Row row(UUID officer) {
        return jdbc.sql("""
                        select factor_secret, factor_confirmed_at, factor_last_step, factor_failures, factor_locked_until
                        from registry.officer where id = :id""")
                .param("id", officer)
                .query((row, number) -> new Row(
                        row.getBytes("factor_secret"),
                        Instants.read(row, "factor_confirmed_at"),
                        row.getLong("factor_last_step"),
                        row.getInt("factor_failures"),
                        Instants.read(row, "factor_locked_until")))
                .optional()
                .orElseThrow(NotFound::new);
    }

    private record Row(
            byte @Nullable [] secret,
            @Nullable Instant confirmedAt,
            long lastStep,
            int failures,
            @Nullable Instant lockedUntil) {}
}
