package cn.civilaffairs.registry.policy;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.RuleViolation;
import java.time.LocalDate;

/** The parameter sheet does not say what a rule needs to know; nothing may be reckoned on a guess. */
public class MissingParameter extends RuleViolation {

    private static final long serialVersionUID = 1L;

    MissingParameter(String key, AreaCode area, LocalDate on) {
        super("policy.parameter-missing", key, area.value(), on.toString());
    }
}
