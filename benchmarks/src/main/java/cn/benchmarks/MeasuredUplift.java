package cn.benchmarks;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicyBook;
import cn.civilaffairs.disbursement.Uplift;
import cn.civilaffairs.disbursement.UpliftDesk;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.ParameterBook;
import cn.civilaffairs.registry.policy.Parameters;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.StandardBook;
import cn.civilaffairs.registry.policy.Standards;
import java.time.YearMonth;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.ConfigurableApplicationContext;

/** Measures an uplift of every benefit of the county (P7). */
final class MeasuredUplift {

    private static final YearMonth FIRST = YearMonth.of(2026, 1);

    private final ConfigurableApplicationContext context;
    private final BenchmarkCounty county;
    private final Gauge gauge;
    private final int rows;

    MeasuredUplift(ConfigurableApplicationContext context, BenchmarkCounty county, Gauge gauge, int rows) {
        this.context = context;
        this.county = county;
        this.gauge = gauge;
        this.rows = rows;
    }

    /** A new standard from the month after next: winners and losers by name, then everybody's new amount. */
    void measure() throws Exception {
        YearMonth month = FIRST.plusMonths(3);
        Standards standards = context.getBean(Standards.class);
        Standards.Proposal raised = new Standards.Proposal(
                MinimumLivingAllowance.CODE,
                "",
                Invented.COUNTY,
                Standard.Residence.RURAL,
                Money.of(880),
                Standard.Unit.MONTH,
                month.atDay(1),
                null,
                "测量〔2026〕1号",
                null);
        UUID proposed = as(Role.COUNTY_CASEWORKER, () -> standards.propose(raised));
        MinimumLivingPolicy[] policies = as(Role.COUNTY_CASEWORKER, () -> {
            StandardBook book = standards.book(MinimumLivingAllowance.CODE);
            ParameterBook sheet = context.getBean(Parameters.class).book(Invented.COUNTY);
            return new MinimumLivingPolicy[] {
                new MinimumLivingPolicyBook(book, sheet).inForce(Invented.COUNTY, UrbanRural.RURAL, month),
                new MinimumLivingPolicyBook(book.with(standards.find(proposed)), sheet)
                        .inForce(Invented.COUNTY, UrbanRural.RURAL, month)
            };
        });
        BareUplift bare = context.getBean(BareUplift.class);
        bare.prepare();
        Gauge.Measurement limit = gauge.limit(
                "limit: stream households, reckon twice, COPY list and amounts",
                rows,
                () -> bare.run(month, policies[0], policies[1]));
        UpliftDesk uplifts = context.getBean(UpliftDesk.class);
        UUID uplift = as(Role.COUNTY_CASEWORKER, () -> uplifts.open(proposed));
        gauge.against(limit, 2, "P7 uplift: winners and losers by name", rows, () -> {
            as(Role.COUNTY_CASEWORKER, () -> {
                uplifts.workNow(uplift);
                return uplift;
            });
            return uplift;
        });
        Uplift seen = as(Role.COUNTY_APPROVER, () -> uplifts.find(uplift));
        System.out.printf("uplift: %,d raised, %,d to be looked at%n", seen.raised(), seen.manual());
        gauge.against(limit, 2, "P7 uplift: approved and applied", rows, () -> {
            as(Role.COUNTY_APPROVER, () -> {
                uplifts.approved(uplift, seen.version(), seen.changes());
                uplifts.workNow(uplift);
                return uplift;
            });
            return uplift;
        });
    }

    private <T> T as(Role role, Supplier<T> work) {
        return Acting.as(county.officer(role), work);
    }
}
