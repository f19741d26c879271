package cn.civilaffairs.registry.database;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Which line of business (业务条线) a scheme or matter belongs to, and so which of them an officer's rows may carry. */
@Component
public class BusinessLines {

    /** What stands for every code in the database's setting. */
    static final String ALL = "*";

    private final ObjectProvider<BusinessCodes> declared;
    private volatile @Nullable Map<String, LineOfBusiness> lines;

    BusinessLines(ObjectProvider<BusinessCodes> declared) {
        this.declared = declared;
    }

    public Optional<LineOfBusiness> of(String code) {
        return Optional.ofNullable(lines().get(code));
    }

    /** The codes an officer's rows may carry, and the names of the officer's lines themselves, separated by commas. */
    String codesOf(Officer officer) {
        if (AccessDecision.seesAllLines(officer)) {
            return ALL;
        }
        Stream<String> codes = lines().entrySet().stream()
                .filter(entry -> officer.lines().contains(entry.getValue()))
                .map(Map.Entry::getKey);
        return Stream.concat(codes, officer.lines().stream().map(LineOfBusiness::name))
                .sorted()
                .collect(Collectors.joining(","));
    }

    private Map<String, LineOfBusiness> lines() {
        Map<String, LineOfBusiness> known = lines;
        if (known == null) {
            Map<String, LineOfBusiness> all = new HashMap<>();
            declared.forEach(codes -> all.putAll(codes.lines()));
            known = Map.copyOf(all);
            lines = known;
        }
        return known;
    }
}
