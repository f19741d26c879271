package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Rounding;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.resident.Exemption;
import cn.civilaffairs.registry.resident.SingleGround;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The local rules of the allowance in force for one area, residence and month: the published standard and the bureau's
 * parameter sheet (benefits handbook §12). Nearly every figure in law is delegated to the county, so none is a constant
 * here.
 *
 * @param standard yuan a month for each person (保障标准)
 * @param tiers used in mode {@link Mode#TIERED} only
 * @param incomeMonths how many months back income received once still counts
 * @param minPayable the least amount paid; a smaller positive one is raised to it
 * @param agedFrom age from which the supplement for old people is due
 * @param minorBelow age below which the supplement for minors is due
 * @param severeUpToGrade the disability grades 1 to this one are severe (重度)
 * @param rigid how far rigid expenses (刚性支出) lower the income, or null where they do not
 * @param deemed what idleness counts as (推定收入), or null where it counts as nothing
 * @param supportFee how support from outside is reckoned (赡养费推算), or null where it is not
 * @param jobRefusal what refusing jobs costs
 * @param zeroGap what happens where the exact amount rounds to nothing
 * @param singleGrounds why one member may apply alone (单人户)
 * @param marginalMultiple standards a person below which a refused household counts as marginal (低保边缘)
 * @param marginalCeiling the minimum wage where it caps that line, or null
 * @param document the parameter sheet's own number (文号)
 */
public record MinimumLivingPolicy(
        StandardInForce standard,
        Mode mode,
        Tiers tiers,
        Rounding rounding,
        RoundingScope roundingScope,
        int incomeMonths,
        EmploymentCost employmentCost,
        Set<Exemption> exempt,
        @Nullable RigidDeductions rigid,
        @Nullable DeemedIncome deemed,
        @Nullable SupportFee supportFee,
        JobRefusal jobRefusal,
        ZeroGap zeroGap,
        Set<SingleGround> singleGrounds,
        List<Supplement> supplements,
        SupplementCombination supplementCombination,
        SupplementCap supplementCap,
        int agedFrom,
        int minorBelow,
        int severeUpToGrade,
        Money minPayable,
        PropertyLimits property,
        BigDecimal marginalMultiple,
        @Nullable Money marginalCeiling,
        TaperRule taper,
        String document) {

    public MinimumLivingPolicy {
        exempt = Set.copyOf(exempt);
        singleGrounds = Set.copyOf(singleGrounds);
        supplements = List.copyOf(supplements);
        if (incomeMonths < 1) {
            throw new IllegalArgumentException("Income is looked at over one month at least");
        }
    }

    /**
     * The published standard (保障标准) that applies.
     *
     * @param amount yuan a month for each person
     * @param document the number of the notice that published it (文号)
     */
    public record StandardInForce(Money amount, String document, LocalDate effectiveFrom) {}

    /** How the base amount comes about; both ways are lawful (benefits handbook §2.1). */
    public enum Mode {
        /** 补差发放: the standard for every person, less the income */
        TOP_UP,
        /** 分档发放: the amount of the household's tier for every person */
        TIERED
    }

    /** What is rounded: the household's amount once, or every person's share (取整对象). */
    public enum RoundingScope {
        /** 按户 */
        HOUSEHOLD,
        /** 按人 */
        PERSON
    }

    /**
     * The necessary cost of going to work (必要就业成本), deducted for each member who earns a wage and never more than that
     * member's wage.
     *
     * @param value a percentage, or yuan a month for {@link Kind#FIXED}
     * @param maxMonths how many months from the first day of the wage on; 0 as long as there is one
     */
    public record EmploymentCost(Kind kind, BigDecimal value, int maxMonths) {

        public static final EmploymentCost NONE = new EmploymentCost(Kind.FIXED, BigDecimal.ZERO, 0);

        /** Whether it is still deducted from a wage that began on a day. */
        boolean applies(LocalDate began, LocalDate on) {
            return maxMonths == 0 || on.isBefore(began.plusMonths(maxMonths));
        }

        /** What the deduction is reckoned from. */
        public enum Kind {
            /** 按保障标准的百分比 */
            PERCENT_OF_STD,
            /** 按工资的百分比 */
            PERCENT_OF_WAGE,
            /** 定额 */
            FIXED
        }
    }

    /**
     * Which rigid expenses (刚性支出) are deducted and how far.
     *
     * @param document the notice that switched it on (文号); so in the records below
     * @param caps yuan a year by the word an expense's name contains; empty where every expense counts in full
     */
    public record RigidDeductions(Map<String, Money> caps, String document) {

        public RigidDeductions {
            caps = Collections.unmodifiableMap(new LinkedHashMap<>(caps));
        }
    }

    /**
     * What each tier pays (档次).
     *
     * @param yuan a month for each person, by tier
     */
    public record Tiers(Map<String, Money> yuan, String document) {

        public Tiers {
            yuan = Map.copyOf(yuan);
        }
    }

    /**
     * Income that is counted though nobody earns it (推定收入): somebody able to work and idle without good reason counts at
     * the minimum wage (benefits handbook §1.5, E20).
     *
     * @param minimumWage yuan a month
     * @param fromAge the first year of working age; {@code toAge…} the last
     */
    public record DeemedIncome(Money minimumWage, int fromAge, int toAgeMen, int toAgeWomen, String document) {

        boolean isWorkingAge(int age, @Nullable Sex sex) {
            return age >= fromAge && age <= (sex == Sex.FEMALE ? toAgeWomen : toAgeMen);
        }
    }

    /**
     * How support from outside the household is reckoned (赡养费推算), benefits handbook §1.5, E19.
     *
     * @param multiple standards a person which the supporter's own household keeps
     * @param percent of what lies above
     */
    public record SupportFee(BigDecimal multiple, int percent, String document) {}

    /**
     * What refusing jobs costs (拒绝就业), benefits handbook §2.1, E58.
     *
     * @param times refusals without reason in a row from which it costs something
     * @param percent of the member's share that is cut
     */
    public record JobRefusal(int times, int percent) {}

    /** What happens where a household's exact amount is so small that it rounds to nothing. */
    public enum ZeroGap {
        /** 提至最低发放金额 */
        RAISE,
        /** 不予保障 */
        REFUSE
    }

    /**
     * What one ground adds to the amount (分类施保).
     *
     * @param percentOfStandard a percentage of the standard, or null where {@code fixed} says yuan a month
     */
    public record Supplement(
            Ground ground,
            @Nullable BigDecimal percentOfStandard,
            @Nullable Money fixed) {

        public Supplement {
            if ((percentOfStandard == null) == (fixed == null)) {
                throw new IllegalArgumentException("A supplement is either a percentage or a fixed sum");
            }
        }

        public static Supplement percent(Ground ground, int percent) {
            return new Supplement(ground, BigDecimal.valueOf(percent), null);
        }

        BigDecimal of(Money standard) {
            return fixed != null
                    ? fixed.yuan()
                    : standard.yuan().multiply(percentOfStandard).movePointLeft(2);
        }
    }

    /** Why a member receives a supplement. */
    public enum Ground {
        /** 老年人 */
        AGED,
        /** 未成年人 */
        MINOR,
        /** 重度残疾人 */
        SEVERELY_DISABLED,
        /** 重病患者 */
        SERIOUSLY_ILL
    }

    /** What a member with several grounds receives. */
    public enum SupplementCombination {
        /** 就高 */
        HIGHEST_PER_PERSON,
        /** 叠加 */
        SUM
    }

    /** How far supplements may raise the amount. */
    public enum SupplementCap {
        /** 不封顶 */
        NONE,
        /** 不超过保障标准 × 人数 */
        STD
    }

    /**
     * What a household may own (家庭财产限制), benefits handbook §1.6.
     *
     * @param financialStandards financial assets for each person, in monthly standards
     * @param vehicles motor vehicles, those named in {@code exemptVehicles} apart
     * @param exemptVehicles words in a vehicle's name that exempt it, such as 残疾人代步车
     */
    public record PropertyLimits(int financialStandards, int vehicles, int dwellings, Set<String> exemptVehicles) {

        public PropertyLimits {
            exemptVehicles = Set.copyOf(exemptVehicles);
        }

        boolean exempts(String vehicle) {
            return exemptVehicles.stream().anyMatch(vehicle::contains);
        }
    }
}
