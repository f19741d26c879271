package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keeps looking at whole numbers within bounds (security design §3.5): a reason for each, so many an hour, and the log row
 * written before the value leaves. The bounds are counted in the log itself, so they hold over restarts and nodes.
 */
@Repository
@Unscoped("counts what one officer did, not whose data it was")
class Reveals {

    static final int REVEALS_PER_HOUR = 30;
    static final int MATCHES_PER_PERSON_AND_HOUR = 10;
    static final int MET_ELSEWHERE_PER_HOUR = 20;
    private static final int SHORTEST_REASON = 4;

    private final JdbcClient jdbc;
    private final OperationLog log;

    Reveals(JdbcClient jdbc, OperationLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    void reveal(String objectType, UUID id, AreaCode area, String reason, String what) {
        if (reason.strip().length() < SHORTEST_REASON) {
            throw new RuleViolation("reveal.reason-missing", SHORTEST_REASON);
        }
        if (acts("REVEALED", null) >= REVEALS_PER_HOUR) {
            log.denied("REVEALED", objectType, id, area, what);
            throw new RuleViolation("reveal.too-many", REVEALS_PER_HOUR);
        }
        log.seen("REVEALED", objectType, id, area, reason.strip(), what);
    }

    void match(UUID resident, AreaCode area) {
        if (acts("ID_NUMBER_COMPARED", resident.toString()) >= MATCHES_PER_PERSON_AND_HOUR) {
            log.denied("ID_NUMBER_COMPARED", "RESIDENT", resident, area, "超过次数");
            throw new RuleViolation("reveal.too-many-tries", MATCHES_PER_PERSON_AND_HOUR);
        }
        log.done("ID_NUMBER_COMPARED", "RESIDENT", resident, area, "核对键入的号码");
    }

    /**
     * Before anybody is registered: whoever met somebody of another area twenty times within the hour registers nobody for
     * the rest of it, or trying numbers would tell who is registered elsewhere (security design T03).
     */
    void mayRegister() {
        if (acts("REGISTERED_ELSEWHERE", null) >= MET_ELSEWHERE_PER_HOUR) {
            throw new RuleViolation("resident.too-many-tries", MET_ELSEWHERE_PER_HOUR);
        }
    }

    /**
     * A roster answers for many at once. Each answer counts like one on a form; a file with more of them than an hour allows
     * is refused whole, so that importing lists of numbers tells no more than typing them does.
     *
     * @param met people of the roster who are registered outside the officer's area
     */
    void metInRoster(int met) {
        if (met == 0) {
            return;
        }
        boolean tooMany = acts("REGISTERED_ELSEWHERE", null) + met > MET_ELSEWHERE_PER_HOUR;
        for (int row = 0; row < (tooMany ? 1 : met); row++) {
            registeredElsewhere();
        }
        if (tooMany) {
            throw new RuleViolation("resident.too-many-in-roster", MET_ELSEWHERE_PER_HOUR);
        }
    }

    void registeredElsewhere() {
        log.denied("REGISTERED_ELSEWHERE", "RESIDENT", null, null, "此人已在县内其他区域登记");
    }

    private int acts(String action, @Nullable String object) {
        return jdbc.sql("select registry.acts_within_hour(:login, :action, :object::text)")
                .param("login", Acting.officer().login())
                .param("action", action)
                .param("object", object)
                .query(Integer.class)
                .single();
    }
}
