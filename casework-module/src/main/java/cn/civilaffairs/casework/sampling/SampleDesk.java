package cn.civilaffairs.casework.sampling;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.calendar.WorkCalendars;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadKind;
import cn.civilaffairs.casework.lead.NewLead;
import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.casework.procedure.Procedures;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.policy.LimitKey;
import cn.civilaffairs.registry.policy.Parameter;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Draws the samples of a month and keeps what looking again brought (抽查、复核; benefits handbook §1.9). */
@Service
@Transactional
public class SampleDesk {

    private static final String OBJECT = "sample";
    private static final Limit DEFAULT_LIMIT = Limit.workingDays(20);

    private final Samples samples;
    private final SeedSource seeds;
    private final CaseDesk cases;
    private final LeadDesk leads;
    private final Procedures procedures;
    private final WorkCalendars calendars;
    private final Parameters parameters;
    private final OperationLog log;
    private final Clock clock;

    SampleDesk(
            Samples samples,
            SeedSource seeds,
            CaseDesk cases,
            LeadDesk leads,
            Procedures procedures,
            WorkCalendars calendars,
            Parameters parameters,
            OperationLog log,
            Clock clock) {
        this.samples = samples;
        this.seeds = seeds;
        this.cases = cases;
        this.leads = leads;
        this.procedures = procedures;
        this.calendars = calendars;
        this.parameters = parameters;
        this.log = log;
        this.clock = clock;
    }

    /** The matters whose confirmed cases are looked at again. */
    public List<Procedure> matters() {
        return procedures.seenBy(Acting.officer()).stream()
                .filter(Procedure::sampled)
                .toList();
    }

    /**
     * Draws what a month brought, once for each township; those drawn already stay as they are.
     *
     * @return how many townships were drawn
     * @throws RuleViolation {@code sample.county-only}, {@code sample.month-running}: a draw wants the whole month,
     *     {@code sample.nothing} if no township has anything left to draw
     */
    public int draw(String matter, YearMonth month) {
        Officer officer = Acting.officer();
        LocalDate today = LocalDate.now(clock);
        if (!AccessDecision.may(
                officer, Action.DRAW_SAMPLE, procedures.of(matter).line())) {
            throw new RuleViolation("sample.county-only");
        }
        if (!month.isBefore(YearMonth.from(today))) {
            throw new RuleViolation("sample.month-running", month.toString());
        }
        Map<AreaCode, List<Samples.Drawable>> byTownship = samples.drawable(matter, month, officer.scope()).stream()
                .collect(Collectors.groupingBy(
                        drawable -> drawable.area().township(),
                        () -> new TreeMap<>(java.util.Comparator.comparing(AreaCode::value)),
                        Collectors.toList()));
        int drawn = 0;
        for (Map.Entry<AreaCode, List<Samples.Drawable>> township : byTownship.entrySet()) {
            drawn += draw(matter, month, township.getKey(), township.getValue(), officer, today) ? 1 : 0;
        }
        if (drawn == 0) {
            throw new RuleViolation("sample.nothing", month.toString());
        }
        return drawn;
    }

    private boolean draw(
            String matter,
            YearMonth month,
            AreaCode township,
            List<Samples.Drawable> population,
            Officer officer,
            LocalDate today) {
        int percent = parameters.integer(ParameterKey.SAMPLE_RATE.code(), township, today);
        int size = SampleDraw.size(percent, population.size());
        if (size == 0) {
            return false;
        }
        UUID id = Ids.next();
        String seed = seeds.next();
        Limit limit = parameters
                .find(LimitKey.ofStep(matter, "sample").code(), township, today)
                .map(Parameter::value)
                .map(Limit::of)
                .orElse(DEFAULT_LIMIT);
        samples.add(
                id,
                township,
                matter,
                month,
                percent,
                population.size(),
                size,
                seed,
                calendars.current().end(today, limit),
                officer.id(),
                clock.instant());
        Map<String, Samples.Drawable> byNumber =
                population.stream().collect(Collectors.toMap(Samples.Drawable::caseNo, Function.identity()));
        for (SampleDraw.Ticket ticket : SampleDraw.draw(seed, byNumber.keySet(), size)) {
            samples.add(id, byNumber.get(ticket.caseNo()), ticket);
        }
        log.done("SAMPLE_DRAWN", OBJECT, id, township, matter + " " + month + " " + size + "/" + population.size());
        return true;
    }

    @Transactional(readOnly = true)
    public List<Sample> list(@Nullable YearMonth month, int offset, int limit) {
        return samples.list(month, Acting.scope(), offset, limit);
    }

    /** Whether the month before this one has cases nobody has drawn from yet. */
    @Transactional(readOnly = true)
    public boolean isWaiting(String matter, YearMonth month) {
        return !samples.drawable(matter, month, Acting.scope()).isEmpty();
    }

    /** @throws NotFound if there is no such sample in the officer's area */
    @Transactional(readOnly = true)
    public Sample find(UUID id) {
        return samples.find(id, Acting.scope()).orElseThrow(NotFound::new);
    }

    /** In the order of the draw. */
    @Transactional(readOnly = true)
    public List<SampleItem> items(UUID sample) {
        return samples.items(sample, Acting.scope());
    }

    /** Of the cases still to be looked at, those the officer acted on: they are for somebody else. */
    @Transactional(readOnly = true)
    public Set<UUID> actedOn(List<SampleItem> items) {
        Officer officer = Acting.officer();
        return items.stream()
                .filter(item -> item.isToCheck() && item.finding() == null)
                .map(SampleItem::caseId)
                .filter(id -> samples.actors(id, officer.scope()).stream().anyMatch(officer::isOneWith))
                .collect(Collectors.toSet());
    }

    /** Draws again from the stored seed and says case by case whether the same comes out. */
    @Transactional(readOnly = true)
    public Verification verify(UUID id) {
        Sample sample = find(id);
        List<SampleItem> kept = items(id);
        List<SampleDraw.Ticket> again = SampleDraw.draw(
                sample.seed(), kept.stream().map(SampleItem::caseNo).toList(), sample.size());
        List<SampleDraw.Ticket> stored = kept.stream()
                .map(item -> new SampleDraw.Ticket(item.caseNo(), item.digest(), item.picked()))
                .toList();
        boolean right = again.equals(stored)
                && kept.size() == sample.population()
                && SampleDraw.size(sample.percent(), sample.population()) == sample.size();
        return new Verification(right, again);
    }

    /**
     * Keeps what looking again brought.
     *
     * @throws RuleViolation {@code sample.county-only}, {@code sample.same-person} for somebody who acted on the case,
     *     {@code sample.incomplete}, {@code sample.visited-on}, {@code sample.not-to-check}
     */
    public void record(UUID sampleId, UUID caseId, SampleItem.Finding finding, String note, LocalDate visitedOn) {
        Officer officer = Acting.officer();
        Sample sample = find(sampleId);
        AccessDecision.require(officer, Action.DRAW_SAMPLE, "sample.county-only");
        CaseFile file = cases.unrelated(caseId);
        samples.actors(caseId, officer.scope())
                .forEach(actor -> officer.mustBeAnotherThan(actor, "sample.same-person"));
        RuleViolation.ifBlank(note, "sample.incomplete");
        if (visitedOn.isAfter(LocalDate.now(clock))
                || visitedOn.isBefore(LocalDate.ofInstant(sample.drawnAt(), clock.getZone()))) {
            throw new RuleViolation("sample.visited-on");
        }
        if (!samples.record(
                sampleId, caseId, finding, note.strip(), visitedOn, officer.id(), clock.instant(), officer.scope())) {
            throw new RuleViolation("sample.not-to-check");
        }
        cases.note(caseId, "抽查复核：" + visitedOn + " " + note.strip());
        if (finding == SampleItem.Finding.WRONG) {
            look(file, note.strip(), visitedOn);
        }
        log.done("SAMPLE_CHECKED", OBJECT, sampleId, sample.area(), finding + " " + caseId);
    }

    /** Who does not qualify after all is looked into by the township within its limit, and answered to the county. */
    private void look(CaseFile file, String found, LocalDate visitedOn) {
        UUID applicant = file.applicantId();
        if (applicant != null) {
            leads.open(new NewLead(
                    LeadKind.SAMPLE_WRONG,
                    applicant,
                    file.area(),
                    visitedOn,
                    "抽查复核",
                    file.caseNo() + " 抽查不符合条件：" + found,
                    file.id(),
                    leads.usualLimit(file.area()),
                    procedures.of(file.matter()).line()));
        }
    }

    /** @param right whether the stored draw is what its seed gives */
    public record Verification(boolean right, List<SampleDraw.Ticket> again) {}
}
