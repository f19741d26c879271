package cn.civilaffairs.registry.policy;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.BusinessLines;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose standards and parameters they are: a desk proposes and approves its own line's only, and never both. */
@Component
class RuleLines {

    private static final String LIMIT = "casework.limit.";

    private final BusinessLines lines;

    RuleLines(BusinessLines lines) {
        this.lines = lines;
    }

    Optional<LineOfBusiness> ofScheme(String scheme) {
        return lines.of(scheme);
    }

    /**
     * A key begins with what it belongs to ({@code minimum-living.mode}, {@code casework.limit.<matter>.<step>}); others are
     * everybody's.
     */
    Optional<LineOfBusiness> ofKey(String key) {
        String own = key.startsWith(LIMIT) ? key.substring(LIMIT.length()) : key;
        int dot = own.indexOf('.');
        return lines.of(dot < 0 ? own : own.substring(0, dot));
    }

    /** The officer at work, if they may propose a rule of that line for that area and say by what document. */
    static Officer proposer(Optional<LineOfBusiness> line, AreaCode area, String document) {
        Officer officer = allowed(Action.PROPOSE_RULE, "policy.not-proposer", line, area);
        RuleViolation.ifBlank(document, "policy.document-missing");
        return officer;
    }

    /** The officer at work, if they may approve a rule of that line for that area which another proposed. */
    static Officer approver(Optional<LineOfBusiness> line, AreaCode area, @Nullable UUID proposedBy) {
        Officer officer = allowed(Action.APPROVE_RULE, "policy.not-approver", line, area);
        officer.mustBeAnotherThan(proposedBy, "policy.same-person");
        return officer;
    }

    private static Officer allowed(Action action, String otherwise, Optional<LineOfBusiness> line, AreaCode area) {
        Officer officer = Acting.officer();
        AccessDecision.require(officer, action, otherwise);
        if (line.isPresent() && !AccessDecision.may(officer, action, line.get())) {
            throw new RuleViolation("policy.not-your-line", line.get());
        }
        if (!officer.scope().covers(area)) {
            throw new NotFound();
        }
        return officer;
    }
}
