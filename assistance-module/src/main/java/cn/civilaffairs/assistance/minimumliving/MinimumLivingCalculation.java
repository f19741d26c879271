package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.assistance.minimumliving.Condition.Result.FAIL;
import static cn.civilaffairs.assistance.minimumliving.Condition.Result.PASS;
import static cn.civilaffairs.assistance.minimumliving.Condition.Result.REVIEW;

import cn.civilaffairs.assistance.minimumliving.HouseholdFacts.MeansItem;
import cn.civilaffairs.assistance.minimumliving.HouseholdFacts.Member;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.DeemedIncome;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Ground;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Mode;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.RigidDeductions;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.RoundingScope;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Supplement;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupplementCap;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupplementCombination;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupportFee;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.ZeroGap;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.SingleGround;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a household receives each month as minimum living allowance (低保), whether it may, and how both come about
 * (社会救助暂行办法 国务院令649; 民发〔2021〕57号; benefits handbook §1.2, §1.5, §1.6, §2.1).
 *
 * <p>The household's income of a year is the authority. The gap is {@code standard × persons − income ÷ 12}, never reckoned
 * through an income per head, which overpays by rounding (handbook rule 2). Supplements (分类施保) are added to it, and the
 * exact sum is rounded once, the way the parameter sheet says. All amounts are yuan.
 *
 * @param persons how many people the amount is for (保障人口)
 * @param base the household's amount before supplements; zero if it is not entitled
 * @param supplements what 分类施保 adds
 * @param amount base and supplements together, payable each month
 * @param yearlyIncome countable income of a year, exact
 * @param marginal not entitled for its income alone, but below the line of marginal households (低保边缘)
 */
public record MinimumLivingCalculation(
        String ruleVersion,
        YearMonth month,
        LocalDate asOf,
        int persons,
        Money base,
        Money supplements,
        Money amount,
        BigDecimal yearlyIncome,
        boolean entitled,
        boolean marginal,
        List<Condition> conditions,
        List<ReckoningLine> lines) {

    /** Pinned to every determination; raised whenever the same facts may come to another amount. */
    public static final String RULE_VERSION = "minimum-living-2";

    private static final BigDecimal MONTHS_OF_YEAR = BigDecimal.valueOf(12);

    private static final int ADULT = 18;

    /** More digits than a difference between two lawful roundings could need; the last step rounds to the fen or yuan. */
    private static final int EXACT_SCALE = 20;

    public MinimumLivingCalculation {
        conditions = List.copyOf(conditions);
        lines = List.copyOf(lines);
    }

    public static MinimumLivingCalculation of(HouseholdFacts facts, MinimumLivingPolicy policy) {
        return new Reckoner(facts, policy).reckon();
    }

    /** Entitled, or would be once somebody decided by which tier it is paid. */
    public boolean lacksOnlyItsTier() {
        return failures().stream().allMatch(condition -> condition.code() == Condition.Code.TIER_DECIDED);
    }

    /** The conditions the household does not meet: the reasons of a refusal. */
    public List<Condition> failures() {
        return conditions.stream().filter(Condition::fails).toList();
    }

    /** One pass over one household; collects the lines as it goes. */
    private static final class Reckoner {

        private final HouseholdFacts facts;
        private final MinimumLivingPolicy policy;
        private final Money standard;
        private final List<Member> persons;
        private final List<ReckoningLine> lines = new ArrayList<>();
        private final List<Condition> conditions = new ArrayList<>();

        Reckoner(HouseholdFacts facts, MinimumLivingPolicy policy) {
            this.facts = facts;
            this.policy = policy;
            this.standard = policy.standard().amount();
            // One order whatever the register's, so that the same household always yields the same lines.
            this.persons = facts.counted().stream()
                    .sorted(Comparator.comparing(Member::birthDate).thenComparing(Member::residentId))
                    .toList();
        }

        MinimumLivingCalculation reckon() {
            int n = persons.size();
            BigDecimal guaranteed = standard.times(n).yuan();
            lines.add(new ReckoningLine(
                    ReckoningLine.STANDARD,
                    null,
                    null,
                    standard.yuan(),
                    null,
                    null,
                    policy.standard().document()));
            lines.add(ReckoningLine.of(ReckoningLine.PERSONS, names(), BigDecimal.valueOf(n)));
            facts.members().stream()
                    .filter(member -> !persons.contains(member))
                    .sorted(Comparator.comparing(Member::birthDate).thenComparing(Member::residentId))
                    .forEach(member -> lines.add(new ReckoningLine(
                            ReckoningLine.PERSON_LEFT_OUT,
                            member.name(),
                            member.counts() ? "单人户，只计本人" : member.notCounted(),
                            BigDecimal.ZERO,
                            null,
                            null,
                            null)));
            lines.add(ReckoningLine.of(ReckoningLine.GUARANTEED, standard + " × " + n, guaranteed));

            BigDecimal yearly = yearlyIncome();
            judgeIncome(yearly, guaranteed);
            judgeProperty();
            judgeSingle();
            judgeWork();
            boolean entitled = conditions.stream().noneMatch(Condition::fails);

            Money base = Money.ZERO;
            Money amount = Money.ZERO;
            if (entitled) {
                BigDecimal gap = gapTimesTwelve(yearly, guaranteed);
                Map<UUID, BigDecimal> supplements = supplements(gap, guaranteed);
                base = payable(gap, Map.of());
                amount = supplements.isEmpty() ? base : payable(gap, supplements);
                explainAmount(gap, supplements, amount);
                if (amount.isZero() && policy.zeroGap() == ZeroGap.REFUSE) {
                    conditions.add(new Condition(
                            Condition.Code.PAYABLE,
                            FAIL,
                            amount.yuan(),
                            policy.minPayable().yuan(),
                            null,
                            policy.document()));
                    entitled = false;
                } else if (amount.compareTo(policy.minPayable()) < 0) {
                    amount = policy.minPayable();
                    base = amount;
                    lines.add(ReckoningLine.of(
                            ReckoningLine.RAISED_TO_LEAST, policy.minPayable().toString(), amount.yuan()));
                }
            }
            lines.add(ReckoningLine.of(ReckoningLine.AMOUNT, formula(base, amount, entitled), amount.yuan()));
            return new MinimumLivingCalculation(
                    RULE_VERSION,
                    facts.month(),
                    facts.asOf(),
                    n,
                    base,
                    amount.minus(base),
                    amount,
                    yearly,
                    entitled,
                    !entitled && isMarginal(yearly),
                    conditions,
                    lines);
        }

        private String names() {
            return String.join("、", persons.stream().map(Member::name).toList());
        }

        /** Countable income of a year: what comes in, less exempt kinds, costs of going to work and support paid. */
        private BigDecimal yearlyIncome() {
            BigDecimal income = BigDecimal.ZERO;
            BigDecimal transfers = BigDecimal.ZERO;
            BigDecimal supportPaid = BigDecimal.ZERO;
            Map<String, BigDecimal> rigid = new LinkedHashMap<>();
            Map<UUID, BigDecimal> wages = new LinkedHashMap<>();
            Map<UUID, LocalDate> workedSince = new HashMap<>();
            Map<UUID, BigDecimal> earned = new LinkedHashMap<>();
            for (MeansItem item : itemsInOrder()) {
                BigDecimal ofYear = yearly(item);
                if (ofYear.signum() == 0 || !facts.counts(item.residentId())) {
                    continue;
                }
                if (item.category() == MeansCategory.SUPPORT_PAID) {
                    supportPaid = supportPaid.add(ofYear);
                } else if (item.category() == MeansCategory.RIGID_EXPENSE) {
                    rigid.merge(item.name(), ofYear, BigDecimal::add);
                } else if (item.category().isIncome()) {
                    boolean exempt = item.exemption() != null && policy.exempt().contains(item.exemption());
                    lines.add(new ReckoningLine(
                            exempt ? ReckoningLine.INCOME_EXEMPT : ReckoningLine.INCOME,
                            subject(item),
                            figure(item),
                            exempt ? BigDecimal.ZERO : ofYear,
                            item.source(),
                            item.id(),
                            exempt ? policy.document() : null));
                    if (!exempt) {
                        income = income.add(ofYear);
                        if (item.category() == MeansCategory.TRANSFER) {
                            transfers = transfers.add(ofYear);
                        }
                        if (item.category() == MeansCategory.WAGE && item.residentId() != null) {
                            wages.merge(item.residentId(), ofYear, BigDecimal::add);
                            workedSince.merge(
                                    item.residentId(),
                                    item.startOn(),
                                    (one, other) -> one.isBefore(other) ? one : other);
                        }
                        if (item.category().compareTo(MeansCategory.BUSINESS) <= 0 && item.residentId() != null) {
                            earned.merge(item.residentId(), ofYear, BigDecimal::add);
                        }
                    }
                }
            }
            for (Map.Entry<UUID, BigDecimal> cost :
                    employmentCosts(wages, workedSince).entrySet()) {
                income = income.subtract(cost.getValue());
                earned.merge(cost.getKey(), cost.getValue().negate(), BigDecimal::add);
            }
            // Transfers count net of support paid (转移净收入), so support lowers them and no other income.
            BigDecimal support = supportPaid.min(transfers);
            if (support.signum() > 0) {
                lines.add(ReckoningLine.of(ReckoningLine.SUPPORT_PAID, "−" + plain(support), support.negate()));
                income = income.subtract(support);
            }
            income = income.add(deemedIncome(earned)).add(supportFees());
            income = income.subtract(rigidDeductions(rigid, income));
            lines.add(ReckoningLine.of(ReckoningLine.INCOME_OF_YEAR, plain(income), income));
            lines.add(ReckoningLine.of(
                    ReckoningLine.INCOME_OF_MONTH,
                    plain(income) + " ÷ 12",
                    income.divide(MONTHS_OF_YEAR, 4, RoundingMode.HALF_UP)));
            return income;
        }

        private List<MeansItem> itemsInOrder() {
            return facts.means().stream()
                    .sorted(Comparator.comparing(MeansItem::category)
                            .thenComparing(MeansItem::name)
                            .thenComparing(MeansItem::startOn)
                            .thenComparing(MeansItem::id))
                    .toList();
        }

        /** An item's amount over a year; zero if it is not in force on the day looked at. */
        private BigDecimal yearly(MeansItem item) {
            return switch (item.period()) {
                case YEAR -> item.isInForceOn(facts.asOf()) ? item.amount() : BigDecimal.ZERO;
                case MONTH -> item.isInForceOn(facts.asOf()) ? item.amount().multiply(MONTHS_OF_YEAR) : BigDecimal.ZERO;
                case ONCE ->
                    isWithinIncomeMonths(item)
                            ? item.amount()
                                    .multiply(MONTHS_OF_YEAR)
                                    .divide(
                                            BigDecimal.valueOf(policy.incomeMonths()),
                                            EXACT_SCALE,
                                            RoundingMode.HALF_UP)
                                    .stripTrailingZeros()
                            : BigDecimal.ZERO;
                case POINT -> BigDecimal.ZERO;
            };
        }

        private boolean isWithinIncomeMonths(MeansItem item) {
            LocalDate earliest = facts.asOf().minusMonths(policy.incomeMonths());
            return item.startOn().isAfter(earliest) && !item.startOn().isAfter(facts.asOf());
        }

        private Map<UUID, BigDecimal> employmentCosts(Map<UUID, BigDecimal> wages, Map<UUID, LocalDate> workedSince) {
            Map<UUID, BigDecimal> all = new LinkedHashMap<>();
            for (Member member : persons) {
                BigDecimal wage = wages.get(member.residentId());
                if (wage == null
                        || !policy.employmentCost().applies(workedSince.get(member.residentId()), facts.asOf())) {
                    continue;
                }
                BigDecimal value = policy.employmentCost().value();
                BigDecimal cost = switch (policy.employmentCost().kind()) {
                    case PERCENT_OF_STD ->
                        standard.yuan().multiply(value).movePointLeft(2).multiply(MONTHS_OF_YEAR);
                    case PERCENT_OF_WAGE -> wage.multiply(value).movePointLeft(2);
                    case FIXED -> value.multiply(MONTHS_OF_YEAR);
                };
                BigDecimal deducted = cost.min(wage);
                if (deducted.signum() > 0) {
                    String figure = switch (policy.employmentCost().kind()) {
                        case PERCENT_OF_STD -> standard + " × " + number(value) + "% × 12";
                        case PERCENT_OF_WAGE -> plain(wage) + " × " + number(value) + "%";
                        case FIXED -> plain(value) + " × 12";
                    };
                    if (cost.compareTo(wage) > 0) {
                        figure += " > " + plain(wage);
                    }
                    lines.add(new ReckoningLine(
                            ReckoningLine.EMPLOYMENT_COST,
                            member.name(),
                            figure,
                            deducted.negate(),
                            null,
                            null,
                            policy.document()));
                    all.put(member.residentId(), deducted);
                }
            }
            return all;
        }

        /**
         * What members able to work and idle without good reason count for: the minimum wage, less what they do earn, so that
         * somebody who starts to work is never worse off for it.
         */
        private BigDecimal deemedIncome(Map<UUID, BigDecimal> earned) {
            DeemedIncome rule = policy.deemed();
            BigDecimal all = BigDecimal.ZERO;
            if (rule == null) {
                return all;
            }
            for (Member member : persons) {
                Livelihood livelihood = member.livelihood();
                int age = member.ageOn(facts.month().atDay(1));
                if (!livelihood.isWithoutWork() || !rule.isWorkingAge(age, livelihood.sex())) {
                    continue;
                }
                if (livelihood.excuse() != null) {
                    lines.add(new ReckoningLine(
                            ReckoningLine.DEEMED_EXCUSED + "-"
                                    + livelihood.excuse().name(),
                            member.name(),
                            null,
                            BigDecimal.ZERO,
                            null,
                            null,
                            rule.document()));
                    continue;
                }
                BigDecimal own = earned.getOrDefault(member.residentId(), BigDecimal.ZERO);
                BigDecimal deemed = rule.minimumWage()
                        .yuan()
                        .multiply(MONTHS_OF_YEAR)
                        .subtract(own)
                        .max(BigDecimal.ZERO);
                lines.add(new ReckoningLine(
                        ReckoningLine.DEEMED_INCOME,
                        member.name(),
                        rule.minimumWage() + " × 12" + (own.signum() > 0 ? " − " + plain(own) : ""),
                        deemed,
                        null,
                        null,
                        rule.document()));
                all = all.add(deemed);
            }
            return all;
        }

        /** What supporters outside the household count for; not where one member applies alone. */
        private BigDecimal supportFees() {
            SupportFee rule = policy.supportFee();
            BigDecimal all = BigDecimal.ZERO;
            if (rule == null || facts.single() != null) {
                return all;
            }
            List<Supporter> inOrder = facts.supporters().stream()
                    .sorted(Comparator.comparing(Supporter::name).thenComparing(Supporter::id))
                    .toList();
            for (Supporter supporter : inOrder) {
                BigDecimal fee = supporter.yearlyFee(standard, rule);
                lines.add(new ReckoningLine(
                        supporter.agreedFee() == null ? ReckoningLine.SUPPORT_FEE : ReckoningLine.SUPPORT_FEE_AGREED,
                        supporter.name(),
                        supporter.figure(standard, rule),
                        fee,
                        null,
                        null,
                        rule.document()));
                all = all.add(fee);
            }
            return all;
        }

        /** Rigid expenses by the words of the sheet, each up to its cap, and all together no more than the income. */
        private BigDecimal rigidDeductions(Map<String, BigDecimal> expenses, BigDecimal income) {
            RigidDeductions rule = policy.rigid();
            BigDecimal left = income;
            if (rule == null) {
                return BigDecimal.ZERO;
            }
            Map<String, BigDecimal> kinds = new LinkedHashMap<>();
            expenses.forEach((name, spent) -> {
                String kind = rule.caps().isEmpty()
                        ? name
                        : rule.caps().keySet().stream()
                                .filter(name::contains)
                                .findFirst()
                                .orElse(null);
                if (kind != null) {
                    kinds.merge(kind, spent, BigDecimal::add);
                }
            });
            for (Map.Entry<String, BigDecimal> kind : kinds.entrySet()) {
                Money cap = rule.caps().get(kind.getKey());
                BigDecimal within =
                        cap == null ? kind.getValue() : kind.getValue().min(cap.yuan());
                BigDecimal deducted = within.min(left);
                if (deducted.signum() > 0) {
                    String figure = "−" + plain(deducted);
                    if (deducted.compareTo(kind.getValue()) < 0) {
                        figure += " < " + plain(kind.getValue());
                    }
                    lines.add(new ReckoningLine(
                            ReckoningLine.RIGID_EXPENSE,
                            kind.getKey(),
                            figure,
                            deducted.negate(),
                            null,
                            null,
                            rule.document()));
                    left = left.subtract(deducted);
                }
            }
            return income.subtract(left);
        }

        /** Strictly below the standard for everybody; compared over a year, so that nothing is divided. */
        private void judgeIncome(BigDecimal yearly, BigDecimal guaranteed) {
            conditions.add(new Condition(
                    Condition.Code.HAS_PERSONS,
                    persons.isEmpty() ? FAIL : PASS,
                    BigDecimal.valueOf(persons.size()),
                    BigDecimal.ONE,
                    null,
                    policy.document()));
            conditions.add(new Condition(
                    Condition.Code.INCOME_BELOW_STANDARD,
                    yearly.compareTo(guaranteed.multiply(MONTHS_OF_YEAR)) < 0 ? PASS : FAIL,
                    yearly.divide(MONTHS_OF_YEAR, 4, RoundingMode.HALF_UP),
                    guaranteed,
                    standard + " × " + persons.size(),
                    policy.standard().document()));
            if (policy.mode() == Mode.TIERED) {
                boolean decided = facts.tier() != null && policy.tiers().yuan().containsKey(facts.tier());
                conditions.add(new Condition(
                        Condition.Code.TIER_DECIDED,
                        decided ? PASS : FAIL,
                        decided ? BigDecimal.ONE : BigDecimal.ZERO,
                        BigDecimal.ONE,
                        facts.tier(),
                        policy.tiers().document()));
            }
        }

        private void judgeProperty() {
            BigDecimal assets = BigDecimal.ZERO;
            int vehicles = 0;
            int dwellings = 0;
            int companies = 0;
            // What a family owns it owns together, so it is judged as a whole even where one member applies alone.
            HouseholdFacts family = facts.asAWhole();
            for (MeansItem item : family.means()) {
                if (!item.isInForceOn(facts.asOf()) || !family.counts(item.residentId())) {
                    continue;
                }
                switch (item.category()) {
                    case FINANCIAL_ASSET -> assets = assets.add(item.amount());
                    case VEHICLE -> vehicles += policy.property().exempts(item.name()) ? 0 : 1;
                    case HOUSE -> dwellings++;
                    case COMPANY -> companies++;
                    default -> {}
                }
            }
            int n = family.counted().size();
            int months = policy.property().financialStandards();
            BigDecimal limit = standard.yuan().multiply(BigDecimal.valueOf((long) months * n));
            conditions.add(new Condition(
                    Condition.Code.FINANCIAL_ASSETS,
                    assets.compareTo(limit) <= 0 ? PASS : FAIL,
                    assets,
                    limit,
                    months + " × " + standard + " × " + n,
                    policy.document()));
            conditions.add(
                    counted(Condition.Code.VEHICLES, vehicles, policy.property().vehicles(), FAIL));
            conditions.add(counted(
                    Condition.Code.DWELLINGS, dwellings, policy.property().dwellings(), FAIL));
            conditions.add(counted(Condition.Code.COMPANIES, companies, 0, REVIEW));
        }

        /** Who applies alone must have a ground for it and, clergy apart, live in a marginal family (单人户, E10). */
        private void judgeSingle() {
            HouseholdFacts.Single single = facts.single();
            if (single == null) {
                return;
            }
            boolean grounded = policy.singleGrounds().contains(single.ground())
                    && persons.stream().anyMatch(member -> switch (single.ground()) {
                        case SEVERELY_DISABLED -> member.isSeverelyDisabled();
                        case SERIOUSLY_ILL -> member.seriouslyIll();
                        case CLERGY -> true;
                        case JOBLESS_SEVERELY_DISABLED ->
                            member.isSeverelyDisabled()
                                    && member.ageOn(facts.month().atDay(1)) >= ADULT;
                    });
            conditions.add(new Condition(
                    Condition.Code.SINGLE_GROUND,
                    grounded ? PASS : FAIL,
                    grounded ? BigDecimal.ONE : BigDecimal.ZERO,
                    BigDecimal.ONE,
                    null,
                    policy.document()));
            boolean ofMarginalFamily =
                    single.ground() == SingleGround.SEVERELY_DISABLED || single.ground() == SingleGround.SERIOUSLY_ILL;
            if (ofMarginalFamily) {
                MinimumLivingCalculation family = MinimumLivingCalculation.of(facts.asAWhole(), policy);
                Money line = marginalLine();
                BigDecimal limit = line.times(family.persons()).yuan();
                conditions.add(new Condition(
                        Condition.Code.SINGLE_OF_MARGINAL_FAMILY,
                        family.yearlyIncome().compareTo(limit.multiply(MONTHS_OF_YEAR)) < 0 ? PASS : FAIL,
                        family.yearlyIncome().divide(MONTHS_OF_YEAR, 4, RoundingMode.HALF_UP),
                        limit,
                        line + " × " + family.persons(),
                        policy.document()));
            }
        }

        /** Refusing jobs costs the member's share; where nothing would be left, it costs the allowance. */
        private void judgeWork() {
            int most = persons.stream().mapToInt(this::refusals).max().orElse(0);
            if (most >= policy.jobRefusal().times()) {
                conditions.add(new Condition(
                        Condition.Code.WILLING_TO_WORK,
                        sharesKept().signum() == 0 ? FAIL : REVIEW,
                        BigDecimal.valueOf(most),
                        BigDecimal.valueOf(policy.jobRefusal().times() - 1L),
                        null,
                        policy.document()));
            }
        }

        private int refusals(Member member) {
            return member.livelihood().offers().refusedInARow(facts.asOf());
        }

        /** What is left of a member's share, 1 for all of it. */
        private BigDecimal kept(Member member) {
            return refusals(member) < policy.jobRefusal().times()
                    ? BigDecimal.ONE
                    : BigDecimal.valueOf(100L - policy.jobRefusal().percent()).movePointLeft(2);
        }

        private BigDecimal sharesKept() {
            return persons.stream().map(this::kept).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private Money marginalLine() {
            return MarginalIncomeLine.of(standard, policy.marginalMultiple(), policy.marginalCeiling())
                    .yuanPerPerson();
        }

        private Condition counted(Condition.Code code, int found, int allowed, Condition.Result otherwise) {
            return new Condition(
                    code,
                    found <= allowed ? PASS : otherwise,
                    BigDecimal.valueOf(found),
                    BigDecimal.valueOf(allowed),
                    null,
                    policy.document());
        }

        private boolean isMarginal(BigDecimal yearly) {
            return conditions.stream()
                            .filter(Condition::fails)
                            .allMatch(condition -> condition.code() == Condition.Code.INCOME_BELOW_STANDARD)
                    && yearly.compareTo(
                                    marginalLine().times(persons.size()).yuan().multiply(MONTHS_OF_YEAR))
                            < 0;
        }

        /** The monthly gap twelve times over: exact, since nothing has been divided yet. */
        private BigDecimal gapTimesTwelve(BigDecimal yearly, BigDecimal guaranteed) {
            if (policy.mode() == Mode.TIERED) {
                Money perPerson = policy.tiers().yuan().get(facts.tier());
                BigDecimal ofTier = perPerson.times(persons.size()).yuan();
                lines.add(new ReckoningLine(
                        ReckoningLine.TIER,
                        facts.tier(),
                        perPerson + " × " + persons.size(),
                        ofTier,
                        null,
                        null,
                        policy.tiers().document()));
                return ofTier.multiply(MONTHS_OF_YEAR);
            }
            BigDecimal gap = guaranteed.multiply(MONTHS_OF_YEAR).subtract(yearly);
            lines.add(ReckoningLine.of(
                    ReckoningLine.GAP, plain(guaranteed) + " − " + plain(yearly) + " ÷ 12", shown(twelfth(gap))));
            return gap;
        }

        /** What each member's grounds add, yuan a month; after the cap, in the order of the members. */
        private Map<UUID, BigDecimal> supplements(BigDecimal gapTimesTwelve, BigDecimal guaranteed) {
            Map<UUID, BigDecimal> ofMember = new LinkedHashMap<>();
            BigDecimal all = BigDecimal.ZERO;
            for (Member member : persons) {
                BigDecimal sum = BigDecimal.ZERO;
                List<Supplement> due = policy.supplements().stream()
                        .filter(supplement -> hasGround(member, supplement.ground()))
                        .sorted(Comparator.comparing((Supplement supplement) -> supplement.of(standard))
                                .reversed()
                                .thenComparing(Supplement::ground))
                        .limit(policy.supplementCombination() == SupplementCombination.SUM ? Long.MAX_VALUE : 1)
                        .toList();
                for (Supplement supplement : due) {
                    BigDecimal value = supplement.of(standard);
                    sum = sum.add(value);
                    BigDecimal percent = supplement.percentOfStandard();
                    lines.add(new ReckoningLine(
                            ReckoningLine.SUPPLEMENT + "-" + supplement.ground().name(),
                            member.name(),
                            percent == null ? plain(value) : standard + " × " + number(percent) + "%",
                            value,
                            null,
                            null,
                            policy.document()));
                }
                if (sum.signum() > 0) {
                    ofMember.put(member.residentId(), sum);
                    all = all.add(sum);
                }
            }
            if (policy.supplementCap() == SupplementCap.STD && all.signum() > 0) {
                BigDecimal room = guaranteed.subtract(twelfth(gapTimesTwelve)).max(BigDecimal.ZERO);
                if (all.compareTo(room) > 0) {
                    lines.add(new ReckoningLine(
                            ReckoningLine.SUPPLEMENTS_CAPPED,
                            null,
                            plain(all) + " > " + plain(room),
                            room,
                            null,
                            null,
                            policy.document()));
                    return inProportion(ofMember, room, all);
                }
            }
            return ofMember;
        }

        private static Map<UUID, BigDecimal> inProportion(
                Map<UUID, BigDecimal> shares, BigDecimal room, BigDecimal all) {
            Map<UUID, BigDecimal> capped = new LinkedHashMap<>();
            BigDecimal left = room;
            int remaining = shares.size();
            for (Map.Entry<UUID, BigDecimal> share : shares.entrySet()) {
                remaining--;
                // The last share takes what is left, so that the shares add up to the cap exactly.
                BigDecimal part = remaining == 0
                        ? left
                        : share.getValue().multiply(room).divide(all, EXACT_SCALE, RoundingMode.DOWN);
                capped.put(share.getKey(), part);
                left = left.subtract(part);
            }
            return capped;
        }

        private boolean hasGround(Member member, Ground ground) {
            int age = member.ageOn(facts.month().atDay(1));
            return switch (ground) {
                case AGED -> age >= policy.agedFrom();
                case MINOR -> age < policy.minorBelow();
                case SEVERELY_DISABLED ->
                    member.disabilityGrade() != null && member.disabilityGrade() <= policy.severeUpToGrade();
                case SERIOUSLY_ILL -> member.seriouslyIll();
            };
        }

        /** Rounds the household's exact amount once, or every person's share where the sheet rounds by person. */
        private Money payable(BigDecimal gapTimesTwelve, Map<UUID, BigDecimal> supplements) {
            if (policy.roundingScope() == RoundingScope.HOUSEHOLD) {
                return policy.rounding().apply(exact(gapTimesTwelve, supplements));
            }
            BigDecimal twelveTimesPersons = MONTHS_OF_YEAR.multiply(BigDecimal.valueOf(persons.size()));
            BigDecimal share = gapTimesTwelve.divide(twelveTimesPersons, EXACT_SCALE, RoundingMode.HALF_UP);
            return Money.sum(persons.stream()
                    .map(person -> policy.rounding()
                            .apply(share.add(supplements.getOrDefault(person.residentId(), BigDecimal.ZERO))
                                    .multiply(kept(person))))
                    .toList());
        }

        /** The household's exact amount, less the shares of those who refuse to work. */
        private BigDecimal exact(BigDecimal gapTimesTwelve, Map<UUID, BigDecimal> supplements) {
            BigDecimal added = supplements.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal timesTwelve = gapTimesTwelve.add(added.multiply(MONTHS_OF_YEAR));
            BigDecimal n = BigDecimal.valueOf(persons.size());
            BigDecimal kept = sharesKept();
            return kept.compareTo(n) == 0
                    ? twelfth(timesTwelve)
                    : timesTwelve.multiply(kept).divide(n.multiply(MONTHS_OF_YEAR), EXACT_SCALE, RoundingMode.HALF_UP);
        }

        private void explainAmount(BigDecimal gapTimesTwelve, Map<UUID, BigDecimal> supplements, Money amount) {
            BigDecimal added = supplements.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal gap = twelfth(gapTimesTwelve);
            BigDecimal exact = exact(gapTimesTwelve, supplements);
            if (added.signum() > 0) {
                lines.add(ReckoningLine.of(
                        ReckoningLine.EXACT, plain(gap) + " + " + plain(added), shown(gap.add(added))));
            }
            for (Member member : persons) {
                BigDecimal cut = BigDecimal.ONE.subtract(kept(member));
                if (cut.signum() > 0) {
                    BigDecimal all = gap.add(added);
                    BigDecimal share = policy.roundingScope() == RoundingScope.HOUSEHOLD
                            ? all.divide(BigDecimal.valueOf(persons.size()), EXACT_SCALE, RoundingMode.HALF_UP)
                            : gap.divide(BigDecimal.valueOf(persons.size()), EXACT_SCALE, RoundingMode.HALF_UP)
                                    .add(supplements.getOrDefault(member.residentId(), BigDecimal.ZERO));
                    lines.add(new ReckoningLine(
                            ReckoningLine.JOB_REFUSAL,
                            member.name(),
                            "−" + plain(share) + " × " + number(cut.movePointRight(2)) + "%",
                            shown(share.multiply(cut)).negate(),
                            null,
                            null,
                            policy.document()));
                }
            }
            if (exact.compareTo(amount.yuan()) != 0) {
                lines.add(new ReckoningLine(
                        ReckoningLine.ROUNDED,
                        policy.rounding().name(),
                        policy.roundingScope().name(),
                        amount.yuan(),
                        null,
                        null,
                        policy.document()));
            }
        }

        private static @Nullable String formula(Money base, Money amount, boolean entitled) {
            if (!entitled) {
                return null;
            }
            return base.equals(amount) ? amount.toString() : base + " + " + amount.minus(base);
        }

        private @Nullable String subject(MeansItem item) {
            return facts.members().stream()
                    .filter(member -> member.residentId().equals(item.residentId()))
                    .findFirst()
                    .map(member -> member.name() + " " + item.name())
                    .orElse(item.name());
        }

        private String figure(MeansItem item) {
            String amount = plain(item.amount());
            if (item.period() == MeansPeriod.MONTH) {
                return amount + " × 12";
            }
            return item.period() == MeansPeriod.ONCE && policy.incomeMonths() != 12
                    ? amount + " × 12 ÷ " + policy.incomeMonths()
                    : amount;
        }

        private static BigDecimal twelfth(BigDecimal timesTwelve) {
            return timesTwelve.divide(MONTHS_OF_YEAR, EXACT_SCALE, RoundingMode.HALF_UP);
        }

        /** As an officer writes it: yuan with two decimals, up to four where the figure does not end before. */
        private static String plain(BigDecimal yuan) {
            BigDecimal shown = shown(yuan);
            return (shown.scale() < 2 ? shown.setScale(2) : shown).toPlainString();
        }

        private static String number(BigDecimal value) {
            BigDecimal stripped = value.stripTrailingZeros();
            return stripped.toPlainString();
        }

        private static BigDecimal shown(BigDecimal yuan) {
            return yuan.setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
        }
    }
}
