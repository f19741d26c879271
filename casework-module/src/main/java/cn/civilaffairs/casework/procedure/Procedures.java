package cn.civilaffairs.casework.procedure;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.BusinessCodes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The procedures the modules have declared. */
@Component
public class Procedures implements BusinessCodes {

    private final Map<String, Procedure> byMatter = new TreeMap<>();

    Procedures(ObjectProvider<Procedure> declared) {
        declared.forEach(procedure -> {
            if (byMatter.put(procedure.matter(), procedure) != null) {
                throw new IllegalStateException("Two procedures for " + procedure.matter());
            }
        });
    }

    public Procedure of(String matter) {
        Procedure procedure = byMatter.get(matter);
        if (procedure == null) {
            throw new IllegalArgumentException("No procedure is declared for " + matter);
        }
        return procedure;
    }

    @Override
    public Map<String, LineOfBusiness> lines() {
        Map<String, LineOfBusiness> lines = new TreeMap<>();
        byMatter.forEach((matter, procedure) -> lines.put(matter, procedure.line()));
        return lines;
    }

    public List<Procedure> all() {
        return List.copyOf(byMatter.values());
    }

    /** Those of the lines of business an officer is appointed to. */
    public List<Procedure> seenBy(Officer officer) {
        return byMatter.values().stream()
                .filter(procedure -> AccessDecision.may(officer, Action.VIEW_CASE, procedure.line()))
                .sorted(Comparator.comparing(Procedure::matter))
                .toList();
    }
}
