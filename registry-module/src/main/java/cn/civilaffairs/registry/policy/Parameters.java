package cn.civilaffairs.registry.policy;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.OncePerTransaction;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The parameter sheet (参数表): what the bureau decides for itself. Changed by two people, from a day on. */
@Service
@Transactional
public class Parameters {

    private static final String OBJECT = "parameter";

    private final ParameterRows rows;
    private final RuleLines lines;
    private final OperationLog log;
    private final Clock clock;
    private final OncePerTransaction<ParameterBook> read = new OncePerTransaction<>();

    Parameters(ParameterRows rows, RuleLines lines, OperationLog log, Clock clock) {
        this.rows = rows;
        this.lines = lines;
        this.log = log;
        this.clock = clock;
    }

    /** @throws MissingParameter if the sheet says nothing for that area and day */
    @Transactional(readOnly = true)
    public String text(String key, AreaCode area, LocalDate on) {
        return find(key, area, on).map(Parameter::value).orElseThrow(() -> new MissingParameter(key, area, on));
    }

    @Transactional(readOnly = true)
    public BigDecimal decimal(String key, AreaCode area, LocalDate on) {
        return new BigDecimal(text(key, area, on));
    }

    @Transactional(readOnly = true)
    public int integer(String key, AreaCode area, LocalDate on) {
        return Integer.parseInt(text(key, area, on));
    }

    /** Whether a switch is on; off where the sheet says nothing. */
    @Transactional(readOnly = true)
    public boolean isOn(String key, AreaCode area, LocalDate on) {
        return find(key, area, on).map(Parameter::value).orElse("OFF").equals("ON");
    }

    @Transactional(readOnly = true)
    public Optional<Parameter> find(String key, AreaCode area, LocalDate on) {
        return read.get(List.of(key, area), () -> new ParameterBook(rows.ofKey(key, area)))
                .find(key, area, on);
    }

    /** The sheet of an area with everything inside and around it, to be asked many times over. */
    @Transactional(readOnly = true)
    public ParameterBook book(AreaCode area) {
        return read.get(area, () -> new ParameterBook(rows.around(area)));
    }

    /** What applies in an area, what applied and what is proposed, by key, the latest first. */
    @Transactional(readOnly = true)
    public List<Parameter> list(AreaCode area) {
        return rows.around(area);
    }

    /**
     * Proposes a value from a day on. A proposal nobody has approved yet is replaced by a later one for the same day.
     *
     * @throws RuleViolation {@code policy.value-malformed} if the value makes no sense for the key
     */
    public UUID propose(SheetKey key, AreaCode area, String value, LocalDate effectiveFrom, String document) {
        Officer officer = RuleLines.proposer(lines.ofKey(key.code()), area, document);
        String plain = key.plain(value);
        if (!key.admits(plain)) {
            throw new RuleViolation("policy.value-malformed", plain);
        }
        Parameter row = new Parameter(
                Ids.next(),
                key.code(),
                area,
                plain,
                effectiveFrom,
                document.strip(),
                officer.id(),
                officer.name(),
                null,
                false);
        if (!rows.propose(row, null)) {
            throw new RuleViolation("policy.exists", effectiveFrom.toString());
        }
        read.forget();
        log.done("PARAMETER_PROPOSED", OBJECT, row.id(), area, describe(row));
        return row.id();
    }

    /** @throws RuleViolation {@code policy.same-person} if the approver proposed it themselves */
    public void approve(UUID id) {
        Parameter row = rows.find(id).orElseThrow(NotFound::new);
        Officer officer = RuleLines.approver(lines.ofKey(row.key()), row.area(), row.proposedBy());
        StaleVersion.unless(rows.approve(id, officer.id(), clock.instant()));
        read.forget();
        log.done("PARAMETER_APPROVED", OBJECT, id, row.area(), describe(row));
    }

    private static String describe(Parameter row) {
        return "%s = %s 自 %s %s".formatted(row.key(), row.value(), row.effectiveFrom(), row.document());
    }
}
