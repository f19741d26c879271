package cn.civilaffairs.registry.policy;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The published standards (保障标准). A new amount is a new row from a day on: an officer of the county proposes it with its
 * document number, another approves it, and only then does anything reckon with it.
 */
@Service
@Transactional
public class Standards {

    private static final String OBJECT = "standard";
    private static final String MINIMUM_LIVING = "minimum-living";
    private static final String DESTITUTE = "destitute-support";
    private static final String BASIC = "basic";

    /** In the order of the percentages on the sheet. */
    private static final List<String> CARE =
            List.of("care-full-ability", "care-partly-disabled", "care-fully-disabled");

    private final StandardRows rows;
    private final Parameters parameters;
    private final RuleLines lines;
    private final OperationLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Standards(
            StandardRows rows,
            Parameters parameters,
            RuleLines lines,
            OperationLog log,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.parameters = parameters;
        this.lines = lines;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /** @param tier empty where the scheme has only one */
    @Transactional(readOnly = true)
    public Optional<Standard> inForce(
            String scheme, String tier, AreaCode area, UrbanRural residence, YearMonth month) {
        return book(scheme).inForce(tier, area, residence, month);
    }

    /** All standards of a scheme, to be asked many times over. */
    @Transactional(readOnly = true)
    public StandardBook book(String scheme) {
        return new StandardBook(rows.ofScheme(scheme));
    }

    /** What applies in an area, what applied and what is proposed, by scheme, the latest first. */
    @Transactional(readOnly = true)
    public List<Standard> list(AreaCode area) {
        return rows.around(area);
    }

    @Transactional(readOnly = true)
    public Standard find(UUID id) {
        return rows.find(id).orElseThrow(NotFound::new);
    }

    /**
     * Proposes an amount from a day on. A proposal nobody has approved yet is replaced by a later one for the same day.
     *
     * @throws RuleViolation {@code policy.not-proposer} unless an officer of the county asks, {@code policy.exists} if an
     *     approved row stands for that day, {@code policy.overlaps} if the row before runs on past it, {@code
     *     policy.below-floor} if the amount lies below what the rules allow at least
     */
    public UUID propose(Proposal proposal) {
        check(proposal);
        Officer officer = Acting.officer();
        Standard row = proposal.asRow(Ids.next(), officer);
        if (!rows.propose(row, null)) {
            throw new RuleViolation("policy.exists", row.effectiveFrom().toString());
        }
        log.done("STANDARD_PROPOSED", OBJECT, row.id(), row.area(), describe(row));
        return row.id();
    }

    /** Why {@link #propose} would refuse this, if it would. */
    @Transactional(readOnly = true)
    public Optional<RuleViolation> refusalOf(Proposal proposal) {
        try {
            check(proposal);
            return Optional.empty();
        } catch (RuleViolation refused) {
            return Optional.of(refused);
        }
    }

    private void check(Proposal proposal) {
        RuleLines.proposer(lines.ofScheme(proposal.scheme()), proposal.area(), proposal.document());
        if (proposal.effectiveTo() != null && !proposal.effectiveTo().isAfter(proposal.effectiveFrom())) {
            throw new RuleViolation("policy.ends-before-it-begins");
        }
        List<Standard> others = rows.ofScheme(proposal.scheme());
        checkOverlap(proposal, others);
        checkFloor(proposal, others);
        boolean stands = others.stream()
                .anyMatch(other -> other.approved()
                        && proposal.isForTheSameAs(other)
                        && other.effectiveFrom().equals(proposal.effectiveFrom()));
        if (stands) {
            throw new RuleViolation("policy.exists", proposal.effectiveFrom().toString());
        }
    }

    /** Whether exactly this stands already, approved or proposed. */
    @Transactional(readOnly = true)
    public boolean isKnown(Proposal proposal) {
        return rows.ofScheme(proposal.scheme()).stream()
                .anyMatch(other -> proposal.isForTheSameAs(other)
                        && other.effectiveFrom().equals(proposal.effectiveFrom())
                        && other.amount().equals(proposal.amount())
                        && other.unit() == proposal.unit()
                        && other.document().equals(proposal.document())
                        && Objects.equals(other.effectiveTo(), proposal.effectiveTo()));
    }

    /**
     * Puts a proposed standard in force.
     *
     * @throws RuleViolation {@code policy.not-approver} unless a county approver asks, {@code policy.same-person} if they
     *     proposed it themselves
     */
    public void approve(UUID id) {
        Standard row = find(id);
        Officer officer = RuleLines.approver(lines.ofScheme(row.scheme()), row.area(), row.proposedBy());
        StaleVersion.unless(rows.approve(id, officer.id(), clock.instant()));
        log.done("STANDARD_APPROVED", OBJECT, id, row.area(), describe(row));
        events.publishEvent(new StandardApproved(id, row.scheme(), row.area(), row.effectiveFrom()));
    }

    private static String describe(Standard row) {
        return "%s %s %s %s 自 %s %s"
                .formatted(
                        row.scheme(), row.tier(), row.residence(), row.amount(), row.effectiveFrom(), row.document());
    }

    private static void checkOverlap(Proposal proposal, List<Standard> others) {
        for (Standard other : others) {
            if (!proposal.isForTheSameAs(other)
                    || !other.approved()
                    || other.effectiveFrom().equals(proposal.effectiveFrom())) {
                continue;
            }
            boolean runsIntoIt = other.effectiveFrom().isBefore(proposal.effectiveFrom())
                    && other.effectiveTo() != null
                    && other.effectiveTo().isAfter(proposal.effectiveFrom());
            boolean itRunsInto = other.effectiveFrom().isAfter(proposal.effectiveFrom())
                    && proposal.effectiveTo() != null
                    && proposal.effectiveTo().isAfter(other.effectiveFrom());
            if (runsIntoIt || itRunsInto) {
                throw new RuleViolation("policy.overlaps", other.effectiveFrom().toString(), other.document());
            }
        }
    }

    /** 特困 at least its multiple of 低保 (E24), its care at least its part of the minimum wage (E22); 低保 at least last year's amount and the growth tied to it (E57). */
    private void checkFloor(Proposal proposal, List<Standard> others) {
        LocalDate from = proposal.effectiveFrom();
        ParameterBook sheet = parameters.book(proposal.area());
        if (proposal.scheme().equals(DESTITUTE) && proposal.tier().equals(BASIC)) {
            BigDecimal multiple = sheet.decimal(ParameterKey.DESTITUTE_MULTIPLE, proposal.area(), from);
            for (UrbanRural residence : UrbanRural.values()) {
                if (proposal.residence().covers(residence)) {
                    inForce(MINIMUM_LIVING, "", proposal.area(), residence, YearMonth.from(from))
                            .ifPresent(base -> requireFloor(
                                    proposal.amount(), base.amount().yuan().multiply(multiple)));
                }
            }
        }
        if (proposal.scheme().equals(DESTITUTE) && CARE.contains(proposal.tier())) {
            BigDecimal percent = new BigDecimal(sheet.list(ParameterKey.DESTITUTE_CARE_PERCENTS, proposal.area(), from)
                    .get(CARE.indexOf(proposal.tier())));
            requireFloor(
                    proposal.amount(),
                    sheet.decimal(ParameterKey.MINIMUM_WAGE, proposal.area(), from)
                            .multiply(percent)
                            .movePointLeft(2));
        }
        if (proposal.scheme().equals(MINIMUM_LIVING)) {
            BigDecimal growth = sheet.decimal(ParameterKey.GROWTH_FLOOR, proposal.area(), from);
            others.stream()
                    .filter(other -> other.approved()
                            && proposal.isForTheSameAs(other)
                            && other.effectiveFrom().isBefore(from))
                    .max((a, b) -> a.effectiveFrom().compareTo(b.effectiveFrom()))
                    .ifPresent(last -> requireFloor(
                            proposal.amount(),
                            last.amount().yuan().multiply(BigDecimal.ONE.add(growth.movePointLeft(2)))));
        }
    }

    private static void requireFloor(Money amount, BigDecimal floor) {
        if (amount.yuan().compareTo(floor) < 0) {
            throw new RuleViolation(
                    "policy.below-floor",
                    amount.toString(),
                    floor.setScale(2, RoundingMode.CEILING).toPlainString());
        }
    }

    /**
     * A standard somebody proposes.
     *
     * @param amount yuan for one {@code unit}
     * @param effectiveTo the first day it no longer applies, usually open
     */
    public record Proposal(
            String scheme,
            String tier,
            AreaCode area,
            Standard.Residence residence,
            Money amount,
            Standard.Unit unit,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            String document,
            @Nullable LocalDate publishedOn) {

        private boolean isForTheSameAs(Standard other) {
            return other.scheme().equals(scheme)
                    && other.tier().equals(tier)
                    && other.area().equals(area)
                    && other.residence() == residence;
        }

        private Standard asRow(UUID id, Officer proposer) {
            return new Standard(
                    id,
                    scheme,
                    tier,
                    area,
                    residence,
                    amount,
                    unit,
                    effectiveFrom,
                    effectiveTo,
                    document,
                    publishedOn,
                    proposer.id(),
                    proposer.name(),
                    null,
                    false);
        }
    }
}
