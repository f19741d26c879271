package cn.civilaffairs.casework;

import cn.civilaffairs.casework.calendar.WorkCalendar;
import cn.civilaffairs.casework.calendar.WorkCalendars;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The cases an officer sees as lists (办件队列), for the desk and the queue alike: a number on the desk and the list it
 * opens are the same question.
 */
@Service
@Transactional(readOnly = true)
public class CaseQueue {

    private final CaseLines lines;
    private final WorkCalendars calendars;
    private final ObjectProvider<CaseFigures> figures;
    private final Clock clock;

    CaseQueue(CaseLines lines, WorkCalendars calendars, ObjectProvider<CaseFigures> figures, Clock clock) {
        this.figures = figures;
        this.lines = lines;
        this.calendars = calendars;
        this.clock = clock;
    }

    public CaseCount count(CaseFilter filter) {
        Officer officer = Acting.officer();
        return CaseCount.of(lines.count(filter, officer, officer.scope(), calendars.current(), today()));
    }

    /** How the list divides by urgency; every urgency is there, if only with zero. */
    public Map<Urgency, CaseCount> countByUrgency(CaseFilter filter) {
        Officer officer = Acting.officer();
        Map<Urgency, CaseCount> counts = new EnumMap<>(Urgency.class);
        lines.countByUrgency(filter, officer, officer.scope(), calendars.current(), today())
                .forEach((urgency, counted) -> counts.put(urgency, CaseCount.of(counted)));
        return counts;
    }

    /** @param page from 1 */
    public List<CaseLine> list(CaseFilter filter, int page, int size) {
        Officer officer = Acting.officer();
        WorkCalendar calendar = calendars.current();
        return lines.list(filter, officer, officer.scope(), calendar, today(), (page - 1) * size, size);
    }

    /** The cases of a list in its order, as many as wanted. */
    public List<UUID> ids(CaseFilter filter, int limit) {
        Officer officer = Acting.officer();
        return lines.ids(filter, officer, officer.scope(), calendars.current(), today(), limit);
    }

    /** What to take up after a case is done: the most pressing one left. */
    public Optional<CaseLine> next(UUID done) {
        return list(CaseFilter.MINE, 1, 2).stream()
                .filter(line -> !line.file().id().equals(done))
                .findFirst();
    }

    /** The figures of the lines of a list, as far as their matters have any. */
    public Map<UUID, CaseFigure> figures(List<CaseLine> list) {
        Map<UUID, CaseFigure> all = new HashMap<>();
        figures.forEach(plug -> {
            List<UUID> ids = list.stream()
                    .map(CaseLine::file)
                    .filter(file -> file.matter().equals(plug.matter()))
                    .map(CaseFile::id)
                    .toList();
            if (!ids.isEmpty()) {
                all.putAll(plug.of(ids));
            }
        });
        return all;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
