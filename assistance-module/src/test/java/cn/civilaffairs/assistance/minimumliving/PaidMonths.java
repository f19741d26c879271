package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.YearMonth;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;

/** The officers who pay: a month computed, checked and signed. */
@TestComponent
public class PaidMonths {

    private final PaymentRunDesk runs;
    private final RedLineDesk redLines;
    private final TestClock clock;

    PaidMonths(PaymentRunDesk runs, RedLineDesk redLines, TestClock clock) {
        this.runs = runs;
        this.redLines = redLines;
        this.clock = clock;
    }

    UUID open(TestCounty county, YearMonth month) {
        clock.set(month.atDay(16));
        return Acting.as(county.officer(Role.FINANCE_MAKER), () -> runs.startNow(MinimumLivingAllowance.CODE, month));
    }

    public UUID pay(TestCounty county, YearMonth month) {
        UUID run = open(county, month);
        sign(county, run);
        return run;
    }

    public void sign(TestCounty county, UUID run) {
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        Acting.as(caseworker, () -> {
            runs.towns(run).forEach(town -> runs.confirm(run, town.town(), "停电"));
            redLines.counts(run, null).forEach(count -> redLines.explainAll(run, count.code(), "已核实"));
        });
        Acting.as(county.officer(Role.FINANCE_CHECKER), () -> {
            redLines.toOpen(run).forEach(entitlement -> redLines.open(run, entitlement));
            runs.check(run, runs.find(run).version());
        });
        // a county of a handful: any change is a large one, and two sign
        for (int which = 1; !Acting.as(caseworker, () -> runs.find(run)).state().signed(); which++) {
            Acting.as(county.officer(Role.FINANCE_SIGNER, which), () -> {
                PaymentRun signing = runs.find(run);
                runs.sign(run, signing.version(), signing.households(), signing.amount());
            });
        }
    }
}
