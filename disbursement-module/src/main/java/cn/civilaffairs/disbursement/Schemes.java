package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.BusinessCodes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The schemes the modules on the classpath have declared. */
@Component
public class Schemes implements BusinessCodes {

    private final Map<String, Scheme> byCode;

    Schemes(ObjectProvider<Scheme> declared) {
        this.byCode = declared.orderedStream().collect(Collectors.toUnmodifiableMap(Scheme::code, Function.identity()));
    }

    /** @throws NotFound if no module declares such a scheme */
    public Scheme named(String code) {
        Scheme scheme = byCode.get(code);
        if (scheme == null) {
            throw new NotFound();
        }
        return scheme;
    }

    /** Refuses who has no part in such an act, or has it in other lines of business than the scheme's. */
    void require(Officer officer, Action action, String refusal, String scheme) {
        AccessDecision.require(officer, action, refusal);
        requireLine(officer, action, scheme);
    }

    /** Refuses who has a part in such an act in other lines of business than the scheme's only. */
    void requireLine(Officer officer, Action action, String scheme) {
        LineOfBusiness line = named(scheme).line();
        if (!AccessDecision.may(officer, action, line)) {
            throw new RuleViolation("run.not-your-line", line);
        }
    }

    @Override
    public Map<String, LineOfBusiness> lines() {
        return byCode.values().stream().collect(Collectors.toUnmodifiableMap(Scheme::code, Scheme::line));
    }

    public List<Scheme> all() {
        return byCode.values().stream()
                .sorted(java.util.Comparator.comparing(Scheme::code))
                .toList();
    }
}
