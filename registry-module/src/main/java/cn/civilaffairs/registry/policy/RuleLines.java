package cn.civilaffairs.registry.policy;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.BusinessLines;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whose standards and parameters they are: a desk proposes and approves its own line's only. */
@Component
class RuleLines {

    private static final String LIMIT = "casework.limit.";

    private final BusinessLines lines;

    RuleLines(BusinessLines lines) {
        this.lines = lines;
    }

    /** @throws RuleViolation {@code policy.not-your-line} */
    void requireScheme(Officer officer, Action action, String scheme) {
        require(officer, action, lines.of(scheme));
    }

    /**
     * A key begins with what it belongs to ({@code minimum-living.mode}, {@code casework.limit.<matter>.<step>}); others are
     * everybody's.
     *
     * @throws RuleViolation {@code policy.not-your-line}
     */
    void requireKey(Officer officer, Action action, String key) {
        String own = key.startsWith(LIMIT) ? key.substring(LIMIT.length()) : key;
        int dot = own.indexOf('.');
        require(officer, action, lines.of(dot < 0 ? own : own.substring(0, dot)));
    }

    private static void require(Officer officer, Action action, Optional<LineOfBusiness> line) {
        if (line.isPresent() && !AccessDecision.may(officer, action, line.get())) {
            throw new RuleViolation("policy.not-your-line", line.get());
        }
    }
}
