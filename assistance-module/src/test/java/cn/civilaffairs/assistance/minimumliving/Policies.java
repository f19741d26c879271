package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.DeemedIncome;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.EmploymentCost;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Ground;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.JobRefusal;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Mode;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.PropertyLimits;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.RigidDeductions;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.RoundingScope;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.StandardInForce;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Supplement;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupplementCap;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupplementCombination;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupportFee;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.ZeroGap;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Rounding;
import cn.civilaffairs.registry.resident.Exemption;
import cn.civilaffairs.registry.resident.SingleGround;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parameter sheets for tests: the shipped one, with single values changed. */
final class Policies {

    static final EmploymentCost THIRTY_PERCENT_OF_STANDARD =
            new EmploymentCost(EmploymentCost.Kind.PERCENT_OF_STD, BigDecimal.valueOf(30), 0);

    private Money standard;
    private Mode mode = Mode.TOP_UP;
    private Map<String, Money> tiers = Map.of();
    private Rounding rounding = Rounding.FEN_HALF_UP;
    private RoundingScope roundingScope = RoundingScope.HOUSEHOLD;
    private EmploymentCost employmentCost = THIRTY_PERCENT_OF_STANDARD;
    private Set<Exemption> exempt = EnumSet.allOf(Exemption.class);
    private SupplementCombination combination = SupplementCombination.HIGHEST_PER_PERSON;
    private SupplementCap cap = SupplementCap.NONE;

    private @Nullable RigidDeductions rigid;
    private @Nullable DeemedIncome deemed;
    private @Nullable SupportFee supportFee;
    private ZeroGap zeroGap = ZeroGap.RAISE;
    private TaperRule taper = TaperRule.NONE;

    private Policies(String standard) {
        this.standard = Money.of(standard);
    }

    static Policies standard(String yuan) {
        return new Policies(yuan);
    }

    Policies tiers(Map<String, Money> amounts) {
        mode = Mode.TIERED;
        tiers = amounts;
        return this;
    }

    Policies rounding(Rounding how) {
        rounding = how;
        return this;
    }

    Policies roundingScope(RoundingScope scope) {
        roundingScope = scope;
        return this;
    }

    Policies employmentCost(EmploymentCost cost) {
        employmentCost = cost;
        return this;
    }

    Policies exempt(Set<Exemption> kinds) {
        exempt = kinds;
        return this;
    }

    Policies combination(SupplementCombination how) {
        combination = how;
        return this;
    }

    Policies cap(SupplementCap limit) {
        cap = limit;
        return this;
    }

    Policies rigid(Map<String, Money> caps) {
        rigid = new RigidDeductions(caps, "云民〔2026〕58号");
        return this;
    }

    Policies deemed(String minimumWage) {
        deemed = new DeemedIncome(Money.of(minimumWage), 16, 59, 54, "云民〔2026〕58号");
        return this;
    }

    Policies supportFee(String multiple, int percent) {
        supportFee = new SupportFee(new BigDecimal(multiple), percent, "云民〔2026〕58号");
        return this;
    }

    Policies zeroGap(ZeroGap what) {
        zeroGap = what;
        return this;
    }

    Policies taper(String employment, String pension) {
        return taper(employment, "1.5", pension, "1.5");
    }

    Policies taper(String employment, String employmentBound, String pension, String pensionBound) {
        taper = new TaperRule(
                Map.of(
                        TaperRule.Cause.EMPLOYMENT, TaperRule.parse(employment),
                        TaperRule.Cause.PENSION, TaperRule.parse(pension)),
                Map.of(
                        TaperRule.Cause.EMPLOYMENT, new BigDecimal(employmentBound),
                        TaperRule.Cause.PENSION, new BigDecimal(pensionBound)));
        return this;
    }

    MinimumLivingPolicy build() {
        return new MinimumLivingPolicy(
                new StandardInForce(standard, "云民〔2026〕1号", LocalDate.of(2026, 1, 1)),
                mode,
                new MinimumLivingPolicy.Tiers(tiers, "云民〔2026〕9号"),
                rounding,
                roundingScope,
                12,
                employmentCost,
                exempt,
                rigid,
                deemed,
                supportFee,
                new JobRefusal(3, 100),
                zeroGap,
                EnumSet.of(SingleGround.SEVERELY_DISABLED, SingleGround.SERIOUSLY_ILL, SingleGround.CLERGY),
                List.of(
                        Supplement.percent(Ground.AGED, 10),
                        Supplement.percent(Ground.MINOR, 10),
                        Supplement.percent(Ground.SEVERELY_DISABLED, 30),
                        Supplement.percent(Ground.SERIOUSLY_ILL, 20)),
                combination,
                cap,
                70,
                18,
                2,
                Money.of("0.01"),
                new PropertyLimits(24, 0, 1, Set.of("残疾人代步车", "三轮")),
                new BigDecimal("1.5"),
                null,
                taper,
                "云民发〔2025〕3号");
    }
}
