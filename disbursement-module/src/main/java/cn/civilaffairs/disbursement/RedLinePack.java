package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.registry.database.Statistics;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Holds a computed run against every red line declared (红线检查): one statement for each, however many are paid. */
@Component
class RedLinePack {

    private final RedFlags flags;
    private final ObjectProvider<RedLine> lines;
    private final Schemes schemes;
    private final RunParameters parameters;
    private final Statistics statistics;
    private final Clock clock;

    RedLinePack(
            RedFlags flags,
            ObjectProvider<RedLine> lines,
            Schemes schemes,
            RunParameters parameters,
            Statistics statistics,
            Clock clock) {
        this.flags = flags;
        this.lines = lines;
        this.schemes = schemes;
        this.parameters = parameters;
        this.statistics = statistics;
        this.clock = clock;
    }

    /** Needs the lines of the run to be written. */
    void raise(PaymentRun run, AreaScope scope) {
        LocalDate livingOn = parameters.livingOn(schemes.named(run.scheme()), run.county(), run.benefitMonth());
        flags.lay(run, scope);
        for (RedLine line : of(run.scheme())) {
            flags.raise(run, line, livingOn, LocalDate.now(clock), scope);
        }
        flags.layInspection(run, scope);
        flags.clear();
        statistics.refresh("disbursement.red_flag");
    }

    List<RedLine> of(String scheme) {
        return lines.orderedStream().filter(line -> line.appliesTo(scheme)).toList();
    }

    /** @throws NotFound if no module declares it */
    RedLine named(String code) {
        return lines.orderedStream()
                .filter(line -> line.code().equals(code))
                .findFirst()
                .orElseThrow(NotFound::new);
    }
}
