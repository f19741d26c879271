package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.registry.database.WorkMemory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads what a run is computed from, from wherever the run stands to its end, in chunks. */
@Component
class RunReading {

    private final RunLines lines;
    private final Recoveries recoveries;
    private final RunParameters parameters;
    private final Schemes schemes;
    private final WorkMemory memory;

    RunReading(RunLines lines, Recoveries recoveries, RunParameters parameters, Schemes schemes, WorkMemory memory) {
        this.lines = lines;
        this.recoveries = recoveries;
        this.parameters = parameters;
        this.schemes = schemes;
        this.memory = memory;
    }

    /**
     * Needs a transaction; the last chunk told of is empty.
     *
     * @param each whether more is wanted
     */
    void read(PaymentRun run, PaymentRuns.Position from, int chunk, Predicate<RunChunk> each) {
        AreaScope scope = AreaScope.of(run.county());
        LocalDate livingOn = parameters.livingOn(schemes.named(run.scheme()), run.county(), run.benefitMonth());
        Map<UUID, Money> deductions = deductions(run);
        memory.grant();
        PaymentRuns.Position after = from;
        try (Stream<Candidate> stream = lines.candidates(run, from, livingOn, chunk, scope)) {
            Iterator<Candidate> all = stream.iterator();
            RunChunk next;
            do {
                List<Candidate> candidates = new ArrayList<>(chunk);
                while (candidates.size() < chunk && all.hasNext()) {
                    candidates.add(all.next());
                }
                next = new RunChunk(
                        after,
                        candidates,
                        candidates.isEmpty()
                                ? Map.of()
                                : lines.arrears(run, after, candidates.get(candidates.size() - 1), scope),
                        deductions);
                after = next.next();
            } while (each.test(next) && !next.candidates().isEmpty());
        }
    }

    /** What households agreed in writing to have taken off; nothing at all unless the parameter sheet allows it. */
    private Map<UUID, Money> deductions(PaymentRun run) {
        return parameters.offsetAllowed(run.county(), run.benefitMonth())
                ? recoveries.deductions(run.scheme(), AreaScope.of(run.county()))
                : Map.of();
    }
}
