package cn.civilaffairs.registry.policy;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sheet the product is shipped with, {@code policy/defaults.json}: a whole one, so that a new county has something to
 * change. Its rows name no proposer. A bureau signs off its own before going live.
 */
@Service
public class PolicyDefaults {

    private static final String RESOURCE = "/policy/defaults.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StandardRows standards;
    private final ParameterRows parameters;
    private final OperationLog log;
    private final Clock clock;

    PolicyDefaults(StandardRows standards, ParameterRows parameters, OperationLog log, Clock clock) {
        this.standards = standards;
        this.parameters = parameters;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Gives a county the shipped sheet, or what its sheet lacks of it after the product was replaced by a newer version.
     *
     * @param devolvedTownships those that confirm for themselves (下放乡镇), if any
     * @throws RuleViolation {@code policy.already-installed} if the county's sheet says everything already
     */
    @Transactional
    public void install(AreaCode county, List<AreaCode> devolvedTownships) {
        Sheet sheet = read();
        Set<String> known = known(county);
        List<ParameterRow> missing = missing(sheet, known);
        if (missing.isEmpty()) {
            throw new RuleViolation("policy.already-installed");
        }
        Instant now = clock.instant();
        if (known.isEmpty()) {
            installStandards(county, devolvedTownships, sheet, now);
        }
        for (ParameterRow row : missing) {
            put(row.key(), county, row.value(), row.from() == null ? sheet.from() : row.from(), sheet.document(), now);
        }
        log.done("POLICY_DEFAULTS_INSTALLED", "area", county, county, missing.size() + " 项参数");
    }

    /** How many parameters this version of the product knows and the county's sheet does not say. */
    @Transactional(readOnly = true)
    public int missing(AreaCode county) {
        return missing(read(), known(county)).size();
    }

    private Set<String> known(AreaCode county) {
        return parameters.around(county).stream()
                .filter(row -> row.area().equals(county))
                .map(Parameter::key)
                .collect(Collectors.toSet());
    }

    private static List<ParameterRow> missing(Sheet sheet, Set<String> known) {
        return sheet.parameters().stream()
                .filter(row -> !known.contains(row.key()))
                .toList();
    }

    private void installStandards(AreaCode county, List<AreaCode> devolvedTownships, Sheet sheet, Instant now) {
        for (StandardRow row : sheet.standards()) {
            standards.propose(row.asStandard(county), now);
        }
        for (AreaCode township : devolvedTownships) {
            for (ParameterRow row : sheet.devolved()) {
                put(row.key(), township, row.value(), sheet.devolvedFrom(), sheet.devolvedDocument(), now);
            }
        }
    }

    private void put(String key, AreaCode area, String value, LocalDate from, String document, Instant now) {
        if (!SheetKey.of(key).admits(value)) {
            throw new IllegalStateException("Shipped value of " + key + " makes no sense: " + value);
        }
        parameters.propose(new Parameter(Ids.next(), key, area, value, from, document, null, null, null, true), now);
    }

    private static Sheet read() {
        try (InputStream in = Objects.requireNonNull(PolicyDefaults.class.getResourceAsStream(RESOURCE))) {
            return JSON.readValue(in, Sheet.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private record Sheet(
            String document,
            LocalDate from,
            LocalDate devolvedFrom,
            String devolvedDocument,
            List<ParameterRow> devolved,
            List<StandardRow> standards,
            List<ParameterRow> parameters) {}

    private record StandardRow(
            String scheme,
            String tier,
            Standard.Residence residence,
            String amount,
            Standard.Unit unit,
            LocalDate from,
            String document) {

        private Standard asStandard(AreaCode county) {
            return new Standard(
                    Ids.next(),
                    scheme,
                    tier,
                    county,
                    residence,
                    Money.of(amount),
                    unit,
                    from,
                    null,
                    document,
                    from,
                    null,
                    null,
                    null,
                    true);
        }
    }

    private record ParameterRow(
            String key, String value, @Nullable LocalDate from) {}
}
