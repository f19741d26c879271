package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.assistance.minimumliving.Condition.Result.FAIL;
import static cn.civilaffairs.assistance.minimumliving.Condition.Result.PASS;
import static cn.civilaffairs.assistance.minimumliving.Condition.Result.REVIEW;

import cn.civilaffairs.assistance.minimumliving.HouseholdFacts.MeansItem;
import cn.civilaffairs.assistance.minimumliving.HouseholdFacts.Member;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Ground;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Mode;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.RoundingScope;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.Supplement;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupplementCap;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy.SupplementCombination;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
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
    public static final String RULE_VERSION = "minimum-living-1";

    private static final BigDecimal MONTHS_OF_YEAR = BigDecimal.valueOf(12);

    /** More digits than a difference between two lawful roundings could need; the last step rounds to the fen or yuan. */
    private static final int EXACT_SCALE = 20;

    public MinimumLivingCalculation {
        conditions = List.copyOf(conditions);
        lines = List.copyOf(lines);
    }

    public static MinimumLivingCalculation of(HouseholdFacts facts, MinimumLivingPolicy policy) {
        return new Reckoner(facts, policy).reckon();
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
                    .filter(member -> !member.counts())
                    .sorted(Comparator.comparing(Member::birthDate).thenComparing(Member::residentId))
                    .forEach(member -> lines.add(new ReckoningLine(
                            ReckoningLine.PERSON_LEFT_OUT,
                            member.name(),
                            member.notCounted(),
                            BigDecimal.ZERO,
                            null,
                            null,
                            null)));
            lines.add(ReckoningLine.of(ReckoningLine.GUARANTEED, standard + " × " + n, guaranteed));

            BigDecimal yearly = yearlyIncome();
            judgeIncome(yearly, guaranteed);
            judgeProperty();
            boolean entitled = conditions.stream().noneMatch(Condition::fails);

            Money base = Money.ZERO;
            Money amount = Money.ZERO;
            if (entitled) {
                BigDecimal gap = gapTimesTwelve(yearly, guaranteed);
                Map<UUID, BigDecimal> supplements = supplements(gap, guaranteed);
                base = payable(gap, Map.of());
                amount = supplements.isEmpty() ? base : payable(gap, supplements);
                explainAmount(gap, supplements, amount);
                if (amount.compareTo(policy.minPayable()) < 0) {
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
                    !entitled && isMarginal(yearly, guaranteed),
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
            BigDecimal rigid = BigDecimal.ZERO;
            Map<UUID, BigDecimal> wages = new LinkedHashMap<>();
            for (MeansItem item : itemsInOrder()) {
                BigDecimal ofYear = yearly(item);
                if (ofYear.signum() == 0 || !facts.counts(item.residentId())) {
                    continue;
                }
                if (item.category() == MeansCategory.SUPPORT_PAID) {
                    supportPaid = supportPaid.add(ofYear);
                } else if (item.category() == MeansCategory.RIGID_EXPENSE) {
                    rigid = rigid.add(ofYear);
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
                        }
                    }
                }
            }
            income = income.subtract(employmentCosts(wages));
            // Transfers count net of support paid (转移净收入), so support lowers them and no other income.
            BigDecimal support = supportPaid.min(transfers);
            if (support.signum() > 0) {
                lines.add(ReckoningLine.of(ReckoningLine.SUPPORT_PAID, "−" + plain(support), support.negate()));
                income = income.subtract(support);
            }
            if (policy.rigidExpensesDeducted() && rigid.signum() > 0) {
                BigDecimal deducted = rigid.min(income);
                lines.add(ReckoningLine.of(ReckoningLine.RIGID_EXPENSE, "−" + plain(deducted), deducted.negate()));
                income = income.subtract(deducted);
            }
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

        private BigDecimal employmentCosts(Map<UUID, BigDecimal> wages) {
            BigDecimal all = BigDecimal.ZERO;
            for (Member member : persons) {
                BigDecimal wage = wages.get(member.residentId());
                if (wage == null) {
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
                    all = all.add(deducted);
                }
            }
            return all;
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
                boolean decided = facts.tier() != null && policy.tiers().containsKey(facts.tier());
                conditions.add(new Condition(
                        Condition.Code.TIER_DECIDED,
                        decided ? PASS : FAIL,
                        decided ? BigDecimal.ONE : BigDecimal.ZERO,
                        BigDecimal.ONE,
                        facts.tier(),
                        policy.document()));
            }
        }

        private void judgeProperty() {
            BigDecimal assets = BigDecimal.ZERO;
            int vehicles = 0;
            int dwellings = 0;
            int companies = 0;
            for (MeansItem item : facts.means()) {
                if (!item.isInForceOn(facts.asOf()) || !facts.counts(item.residentId())) {
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
            int n = persons.size();
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

        private Condition counted(Condition.Code code, int found, int allowed, Condition.Result otherwise) {
            return new Condition(
                    code,
                    found <= allowed ? PASS : otherwise,
                    BigDecimal.valueOf(found),
                    BigDecimal.valueOf(allowed),
                    null,
                    policy.document());
        }

        private boolean isMarginal(BigDecimal yearly, BigDecimal guaranteed) {
            return conditions.stream()
                            .filter(Condition::fails)
                            .allMatch(condition -> condition.code() == Condition.Code.INCOME_BELOW_STANDARD)
                    && yearly.compareTo(guaranteed.multiply(MONTHS_OF_YEAR).multiply(policy.marginalMultiple())) < 0;
        }

        /** The monthly gap twelve times over: exact, since nothing has been divided yet. */
        private BigDecimal gapTimesTwelve(BigDecimal yearly, BigDecimal guaranteed) {
            if (policy.mode() == Mode.TIERED) {
                Money perPerson = policy.tiers().get(facts.tier());
                BigDecimal ofTier = perPerson.times(persons.size()).yuan();
                lines.add(new ReckoningLine(
                        ReckoningLine.TIER,
                        facts.tier(),
                        perPerson + " × " + persons.size(),
                        ofTier,
                        null,
                        null,
                        policy.document()));
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
                BigDecimal added = supplements.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
                return policy.rounding().apply(twelfth(gapTimesTwelve.add(added.multiply(MONTHS_OF_YEAR))));
            }
            BigDecimal twelveTimesPersons = MONTHS_OF_YEAR.multiply(BigDecimal.valueOf(persons.size()));
            BigDecimal share = gapTimesTwelve.divide(twelveTimesPersons, EXACT_SCALE, RoundingMode.HALF_UP);
            return Money.sum(persons.stream()
                    .map(person -> policy.rounding()
                            .apply(share.add(supplements.getOrDefault(person.residentId(), BigDecimal.ZERO))))
                    .toList());
        }

        private void explainAmount(BigDecimal gapTimesTwelve, Map<UUID, BigDecimal> supplements, Money amount) {
            BigDecimal added = supplements.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal gap = twelfth(gapTimesTwelve);
            BigDecimal exact = gap.add(added);
            if (added.signum() > 0) {
                lines.add(ReckoningLine.of(ReckoningLine.EXACT, plain(gap) + " + " + plain(added), shown(exact)));
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
