package cn.civilaffairs.registry.area;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.WholeView;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Merges a village into another of its township (村级合并), an act of two people. Families, files and benefits go over at once,
 * so that whoever serves the village that remains sees both; closed months keep the code of their time, and nobody is paid
 * a fen more or less: the figures of both villages are counted before and after and must agree.
 */
@Service
@Transactional
public class AreaMergerDesk {

    private static final String OBJECT = "AREA";

    private final AreaMergers mergers;
    private final AreaRegister areas;
    private final ObjectProvider<FollowsMerger> followers;
    private final OperationLog log;
    private final WholeView wholeView;
    private final Clock clock;

    AreaMergerDesk(
            AreaMergers mergers,
            AreaRegister areas,
            ObjectProvider<FollowsMerger> followers,
            OperationLog log,
            WholeView wholeView,
            Clock clock) {
        this.mergers = mergers;
        this.areas = areas;
        this.followers = followers;
        this.log = log;
        this.wholeView = wholeView;
        this.clock = clock;
    }

    /**
     * Proposes that a village merges into another.
     *
     * @throws RuleViolation {@code area.merger-not-maker}, {@code area.merger-unfit}, {@code area.merger-open},
     *     {@code area.merger-document-missing}
     */
    public UUID propose(AreaCode from, AreaCode to, String document) {
        Officer officer = Acting.officer();
        AccessDecision.require(officer, Action.MAINTAIN_AREA, "area.merger-not-maker");
        RuleViolation.ifBlank(document, "area.merger-document-missing");
        requireFit(from, to, officer);
        UUID id = Ids.next();
        try {
            mergers.insert(id, from, to, document.strip(), officer.id(), OffsetDateTime.now(clock));
        } catch (DuplicateKeyException another) {
            throw new RuleViolation("area.merger-open", areas.name(from));
        }
        log.done("AREA_MERGER_PROPOSED", OBJECT, from, from, areas.name(from) + " → " + areas.name(to));
        return id;
    }

    private void requireFit(AreaCode from, AreaCode to, Officer officer) {
        Area goes = areas.get(from);
        Area remains = areas.find(to).orElseThrow(() -> new RuleViolation("area.successor-unknown", to));
        LocalDate today = LocalDate.now(clock);
        boolean villages =
                goes.level() == AreaCode.Level.VILLAGE && remains.level() == AreaCode.Level.VILLAGE && !from.equals(to);
        if (!officer.scope().covers(from)
                || !villages
                || !from.township().equals(to.township())
                || !goes.existsOn(today)
                || !remains.existsOn(today)) {
            throw new RuleViolation("area.merger-unfit", remains.name());
        }
    }

    /** What waits for an approval within an area, with its figures. */
    @Transactional(readOnly = true)
    public List<AreaMerger> open(AreaCode within) {
        AreaScope scope = Acting.scope().within(within);
        return mergers.open(scope).stream()
                .map(merger -> merger.with(lines(merger.from(), merger.to())))
                .toList();
    }

    private List<AreaMerger.Line> lines(AreaCode from, AreaCode to) {
        List<FollowsMerger.Figure> left = figures(from);
        List<FollowsMerger.Figure> right = figures(to);
        List<AreaMerger.Line> lines = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            lines.add(new AreaMerger.Line(left.get(i), right.get(i), left.get(i).plus(right.get(i))));
        }
        return lines;
    }

    private List<FollowsMerger.Figure> figures(AreaCode village) {
        return followers
                .orderedStream()
                .flatMap(follower -> follower.figures(village, Acting.scope()).stream())
                .toList();
    }

    /** Lets it be. */
    public void decline(UUID id) {
        Officer officer = answering(id);
        mergers.answered(id, "DECLINED", officer.id(), OffsetDateTime.now(clock));
    }

    /**
     * Merges, whatever line of business or limited access the rows are of.
     *
     * @throws RuleViolation {@code area.merger-not-approver}, {@code area.merger-same-person}, {@code area.merger-unfit},
     *     {@code area.merger-household-moves}, {@code area.merger-figures-differ}
     */
    public void approve(UUID id) {
        wholeView.during(() -> merge(id));
    }

    private void merge(UUID id) {
        Officer officer = answering(id);
        AreaScope scope = officer.scope();
        AreaMerger merger = mergers.lockOpen(id, scope).orElseThrow(NotFound::new);
        AreaCode from = merger.from();
        AreaCode to = merger.to();
        requireFit(from, to, officer);
        if (mergers.householdsOnTheMove(from, scope)) {
            throw new RuleViolation("area.merger-household-moves", areas.name(from));
        }
        List<FollowsMerger.Figure> before =
                lines(from, to).stream().map(AreaMerger.Line::together).toList();
        followers
                .orderedStream()
                .flatMap(follower -> follower.tables().stream())
                .forEach(table -> mergers.carryOver(table, from, to, scope));
        if (!figures(to).equals(before)) {
            throw new RuleViolation("area.merger-figures-differ");
        }
        mergers.answered(id, "DONE", officer.id(), OffsetDateTime.now(clock));
        areas.close(from, LocalDate.now(clock), to);
        log.done(
                "AREAS_MERGED",
                OBJECT,
                from,
                to,
                "%s → %s %s %s"
                        .formatted(
                                areas.name(from),
                                areas.name(to),
                                merger.document(),
                                before.stream().map(FollowsMerger.Figure::words).collect(Collectors.joining("，"))));
    }

    private Officer answering(UUID id) {
        Officer officer = Acting.officer();
        AccessDecision.require(officer, Action.APPROVE_AREA_MERGER, "area.merger-not-approver");
        AreaMerger merger = mergers.lockOpen(id, officer.scope()).orElseThrow(NotFound::new);
        officer.mustBeAnotherThan(merger.proposedBy(), "area.merger-same-person");
        return officer;
    }
}
