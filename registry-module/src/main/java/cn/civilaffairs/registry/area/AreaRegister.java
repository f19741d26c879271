package cn.civilaffairs.registry.area;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.audit.OperationLog;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The administrative areas (区划库). A county has a few hundred rows that nearly every page names, so they are kept in
 * memory: read again when one changes here, when a code is asked for that is not among them, and once a minute for
 * changes made by another node.
 */
@Service
@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
public class AreaRegister {

    private static final long MAX_AGE_NANOS = 60_000_000_000L;

    private final Areas areas;
    private final OperationLog log;
    private final Clock clock;
    private volatile @Nullable Snapshot snapshot;

    AreaRegister(Areas areas, OperationLog log, Clock clock) {
        this.areas = areas;
        this.log = log;
        this.clock = clock;
    }

    public Optional<Area> find(AreaCode code) {
        Area known = byCode().get(code);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Area> added = areas.find(code);
        if (added.isPresent()) {
            snapshot = null;
        }
        return added;
    }

    /** @throws NotFound if there never was such an area */
    public Area get(AreaCode code) {
        return find(code).orElseThrow(NotFound::new);
    }

    /** The short name, or the code itself where a table must show something for an area that was never registered. */
    public String name(AreaCode code) {
        return find(code).map(Area::name).orElse(code.value());
    }

    /** County, township and village in a row: {@code 云溪县 会宫镇 柳树村}. */
    public String pathName(AreaCode code) {
        Deque<String> names = new ArrayDeque<>();
        for (Optional<Area> area = find(code); area.isPresent(); area = parent(area.get())) {
            names.addFirst(area.get().name());
        }
        return names.isEmpty() ? code.value() : String.join(" ", names);
    }

    /** As {@link #pathName} without the county, which everyone in it knows. */
    public String localName(AreaCode code) {
        return code.level() == AreaCode.Level.VILLAGE ? name(code.township()) + " " + name(code) : name(code);
    }

    private Optional<Area> parent(Area area) {
        return area.parent() == null ? Optional.empty() : find(area.parent());
    }

    /** What lies directly below, by code, without what has been abolished by today. */
    public List<Area> children(AreaCode code) {
        find(code);
        LocalDate today = LocalDate.now(clock);
        return byCode().tailMap(code, false).values().stream()
                .takeWhile(area -> code.contains(area.code()))
                .filter(area -> code.equals(area.parent()) && area.existsOn(today))
                .toList();
    }

    /** All areas of a level inside a scope, abolished ones included, by code. */
    public List<Area> within(AreaScope scope, AreaCode.Level level) {
        return inside(scope).filter(area -> area.level() == level).toList();
    }

    /** All areas inside a scope, abolished ones included, by code. */
    public List<Area> within(AreaScope scope) {
        return inside(scope).toList();
    }

    private Stream<Area> inside(AreaScope scope) {
        return byCode().values().stream().filter(area -> scope.covers(area.code()));
    }

    /**
     * Villages first, then townships, whose pinyin initials or code begin with what was typed or whose name contains it,
     * within the scope and existing today.
     */
    public List<Area> suggest(String typed, AreaScope scope, int limit) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return List.of();
        }
        LocalDate today = LocalDate.now(clock);
        return inside(scope)
                .filter(area -> area.existsOn(today) && matches(area, wanted))
                .sorted((a, b) -> a.level() == b.level()
                        ? a.code().compareTo(b.code())
                        : b.level().compareTo(a.level()))
                .limit(limit)
                .toList();
    }

    private static boolean matches(Area area, String wanted) {
        return area.initials().startsWith(wanted)
                || area.code().value().startsWith(wanted)
                || area.name().contains(wanted);
    }

    /** The area that stands for this one on a date, after all mergers up to then. */
    public Area standingFor(AreaCode code, LocalDate date) {
        Area area = get(code);
        while (!area.existsOn(date) && area.successor() != null && !date.isBefore(area.validFrom())) {
            area = get(area.successor());
        }
        return area;
    }

    /** Adds an area under an existing one. */
    @Transactional(propagation = Propagation.REQUIRED)
    public Area add(AreaCode code, String name, AreaCode parent, @Nullable String classCode, LocalDate from) {
        Area above = find(parent).orElseThrow(() -> new RuleViolation("area.parent-unknown", parent));
        if (find(code).isPresent()) {
            throw new RuleViolation("area.code-taken", code);
        }
        if (!parent.contains(code)
                || above.level().ordinal() + 1 != code.level().ordinal()) {
            throw new RuleViolation("area.not-below-parent", code, parent);
        }
        if (!above.existsOn(from)) {
            throw new RuleViolation("area.parent-abolished", parent);
        }
        RuleViolation.ifBlank(name, "area.name-missing");
        Area area = new Area(
                code,
                name.strip(),
                parent,
                code.level(),
                classCode,
                Pinyin.ofPlace(name.strip()).initials(),
                from,
                null,
                null);
        areas.insert(area);
        log.done("AREA_ADDED", "AREA", code, code, area.name());
        forgetWithTransaction();
        return area;
    }

    /**
     * Abolishes an area from a day on (撤销), merged into another of its level if one is given (撤并). What it was stays
     * readable.
     */
    @Transactional(propagation = Propagation.REQUIRED)
    public void close(AreaCode code, LocalDate from, @Nullable AreaCode successor) {
        Area area = get(code);
        if (!from.isAfter(area.validFrom())) {
            throw new RuleViolation("area.closed-before-it-began", area.name());
        }
        if (areas.mergerWaits(code)) {
            throw new RuleViolation("area.merger-open", area.name());
        }
        if (areas.openChildren(code) > 0) {
            throw new RuleViolation("area.has-open-children", area.name());
        }
        if (successor != null) {
            Area next = find(successor).orElseThrow(() -> new RuleViolation("area.successor-unknown", successor));
            if (next.code().equals(code) || next.level() != area.level() || !next.existsOn(from)) {
                throw new RuleViolation("area.successor-unfit", next.name());
            }
        }
        if (!areas.close(code, from, successor)) {
            throw new RuleViolation("area.already-closed", area.name());
        }
        log.done("AREA_CLOSED", "AREA", code, code, successor == null ? area.name() : area.name() + " → " + successor);
        forgetWithTransaction();
    }

    /** To be called by whoever writes areas past this class, such as the import of the 区划名册. */
    public void forgetWithTransaction() {
        snapshot = null;
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    snapshot = null;
                }
            });
        }
    }

    private NavigableMap<AreaCode, Area> byCode() {
        Snapshot current = snapshot;
        if (current == null || System.nanoTime() - current.readAt() > MAX_AGE_NANOS) {
            NavigableMap<AreaCode, Area> read = areas.all().stream()
                    .collect(Collectors.toMap(Area::code, area -> area, (first, second) -> first, TreeMap::new));
            current = new Snapshot(read, System.nanoTime());
            snapshot = current;
        }
        return current.byCode();
    }

    private record Snapshot(NavigableMap<AreaCode, Area> byCode, long readAt) {}
}
