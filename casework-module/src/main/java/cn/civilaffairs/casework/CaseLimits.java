package cn.civilaffairs.casework;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.casework.procedure.Step;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.registry.policy.LimitKey;
import cn.civilaffairs.registry.policy.Parameter;
import cn.civilaffairs.registry.policy.Parameters;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a case is given on a day (时限): the parameter sheet of its area where it says something, the procedure's own
 * limits where it does not. A case keeps what it was given; a changed parameter counts for what begins after it.
 */
@Component
public class CaseLimits {

    private final Parameters parameters;

    CaseLimits(Parameters parameters) {
        this.parameters = parameters;
    }

    public Limit ofStep(Procedure procedure, Step step, AreaCode area, LocalDate on) {
        return find(LimitKey.ofStep(procedure.matter(), step.code()), area, on).orElse(step.limit());
    }

    /** How long what is proposed hangs out at a step that posts; null at any other. */
    public @Nullable Limit ofPosting(Procedure procedure, Step step, AreaCode area, LocalDate on) {
        Limit declared = step.posting();
        return declared == null
                ? null
                : find(LimitKey.ofPosting(procedure.matter(), step.code()), area, on)
                        .orElse(declared);
    }

    public @Nullable Limit whole(Procedure procedure, AreaCode area, LocalDate on) {
        return find(LimitKey.whole(procedure.matter()), area, on).orElse(procedure.whole());
    }

    public @Nullable Limit extended(Procedure procedure, AreaCode area, LocalDate on) {
        return find(LimitKey.extended(procedure.matter()), area, on).orElse(procedure.extended());
    }

    private Optional<Limit> find(LimitKey key, AreaCode area, LocalDate on) {
        return parameters.find(key.code(), area, on).map(Parameter::value).map(Limit::of);
    }
}
