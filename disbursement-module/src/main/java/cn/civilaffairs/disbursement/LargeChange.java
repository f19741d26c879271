package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether a run changes so much against the month before that two must sign it (security design §3.4). The bounds are the
 * parameter sheet's; shipped are 5 % and 50 payees.
 */
@Component
class LargeChange {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final PaymentRuns runs;
    private final RunLines lines;
    private final RunParameters parameters;

    LargeChange(PaymentRuns runs, RunLines lines, RunParameters parameters) {
        this.runs = runs;
        this.lines = lines;
        this.parameters = parameters;
    }

    /** Why two must sign, in the bureau's words; empty where one is enough. A supplementary run pays nobody anew. */
    Optional<String> of(PaymentRun run) {
        if (run.kind() != RunKind.REGULAR) {
            return Optional.empty();
        }
        PaymentRun before = run.previousRunId() == null
                ? null
                : runs.find(run.previousRunId(), run.county()).orElse(null);
        int newPayees = lines.newPayees(run, AreaScope.of(run.county()));
        List<String> why = new ArrayList<>();
        sum(run.amount(), before, parameters.secondSignerPercent(run.county(), run.benefitMonth()))
                .ifPresent(why::add);
        int most = parameters.secondSignerPayees(run.county(), run.benefitMonth());
        if (newPayees > most) {
            why.add("新增领款人 %d 名，超过 %d 名".formatted(newPayees, most));
        }
        return why.isEmpty() ? Optional.empty() : Optional.of(String.join("；", why));
    }

    private static Optional<String> sum(Money amount, @Nullable PaymentRun before, int percent) {
        if (before == null || !before.amount().isPositive()) {
            return Optional.empty();
        }
        BigDecimal change = amount.yuan().subtract(before.amount().yuan());
        // compared without dividing, so that exactly the bound is not above it
        boolean large =
                change.abs().multiply(HUNDRED).compareTo(before.amount().yuan().multiply(BigDecimal.valueOf(percent)))
                        > 0;
        return large
                ? Optional.of("金额比上月%s %s%%，超过 %d%%（上月 %s 元，本月 %s 元）"
                        .formatted(
                                change.signum() > 0 ? "增加" : "减少",
                                change.abs()
                                        .multiply(HUNDRED)
                                        .divide(before.amount().yuan(), 2, RoundingMode.HALF_UP),
                                percent,
                                before.amount(),
                                amount))
                : Optional.empty();
    }
}
