package cn.civilaffairs.registry.policy;

import cn.civilaffairs.kernel.AreaCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameter sheet, read once and asked for many households. The nearest area decides, then the latest value. */
public final class ParameterBook {

    private static final Comparator<Parameter> NEAREST_THEN_LATEST = Comparator.comparing(
                    (Parameter parameter) -> parameter.area().prefix().length())
            .thenComparing(Parameter::effectiveFrom);

    private final Map<String, List<Parameter>> byKey;

    public ParameterBook(List<Parameter> parameters) {
        byKey = parameters.stream().filter(Parameter::approved).collect(Collectors.groupingBy(Parameter::key));
    }

    public Optional<Parameter> find(String key, AreaCode area, LocalDate on) {
        return byKey.getOrDefault(key, List.of()).stream()
                .filter(parameter -> parameter.area().contains(area)
                        && !parameter.effectiveFrom().isAfter(on))
                .max(NEAREST_THEN_LATEST);
    }

    /** @throws MissingParameter if the sheet says nothing */
    public String text(ParameterKey key, AreaCode area, LocalDate on) {
        return find(key.code(), area, on)
                .map(Parameter::value)
                .orElseThrow(() -> new MissingParameter(key.code(), area, on));
    }

    public BigDecimal decimal(ParameterKey key, AreaCode area, LocalDate on) {
        return new BigDecimal(text(key, area, on));
    }

    public int integer(ParameterKey key, AreaCode area, LocalDate on) {
        return Integer.parseInt(text(key, area, on));
    }

    public boolean isOn(ParameterKey key, AreaCode area, LocalDate on) {
        return text(key, area, on).equals("ON");
    }

    public <E extends Enum<E>> E choice(ParameterKey key, Class<E> type, AreaCode area, LocalDate on) {
        return Enum.valueOf(type, text(key, area, on));
    }

    /** The values of a list, none for an empty one. */
    public List<String> list(ParameterKey key, AreaCode area, LocalDate on) {
        String text = text(key, area, on);
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }
}
