package cn.civilaffairs.web.papers;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseRoster;
import cn.civilaffairs.casework.CaseStatus;
import cn.civilaffairs.casework.PrintFilter;
import cn.civilaffairs.casework.PrintLine;
import cn.civilaffairs.casework.PrintRegister;
import cn.civilaffairs.casework.PrintSubject;
import cn.civilaffairs.casework.PrintedPaper;
import cn.civilaffairs.casework.Printout;
import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.casework.procedure.Procedures;
import cn.civilaffairs.disbursement.PublicLine;
import cn.civilaffairs.disbursement.PublicListDesk;
import cn.civilaffairs.disbursement.PublicNotice;
import cn.civilaffairs.disbursement.Scheme;
import cn.civilaffairs.disbursement.Schemes;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.NamedResident;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.web.Words;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The print centre (打印中心): what was printed, many papers in one file, blank forms, public lists, names no font has. */
@Service
@Transactional(readOnly = true)
class PrintCentre {

    /** Papers of families, of which a village's are printed together. */
    static final String FAMILIES = "household";

    static final Paper POSTER = Paper.standing("village-poster", "长期公示榜（A3）", "household/poster");

    private static final int MOST_NAMES = 2000;

    private final PaperShelf shelf;
    private final HouseholdPapers families;
    private final PrintDesk desk;
    private final PrintRegister register;
    private final CaseRoster cases;
    private final CaseDesk caseDesk;
    private final Procedures procedures;
    private final PublicListDesk lists;
    private final Schemes schemes;
    private final HouseholdRegister households;
    private final ResidentRegister residents;
    private final AreaRegister areas;
    private final PlacesOnPaper places;
    private final PaperFonts fonts;
    private final Words words;
    private final Clock clock;

    PrintCentre(
            PaperShelf shelf,
            HouseholdPapers families,
            PrintDesk desk,
            PrintRegister register,
            CaseRoster cases,
            CaseDesk caseDesk,
            Procedures procedures,
            PublicListDesk lists,
            Schemes schemes,
            HouseholdRegister households,
            ResidentRegister residents,
            AreaRegister areas,
            PlacesOnPaper places,
            PaperFonts fonts,
            Words words,
            Clock clock) {
        this.shelf = shelf;
        this.families = families;
        this.desk = desk;
        this.register = register;
        this.cases = cases;
        this.caseDesk = caseDesk;
        this.procedures = procedures;
        this.lists = lists;
        this.schemes = schemes;
        this.households = households;
        this.residents = residents;
        this.areas = areas;
        this.places = places;
        this.fonts = fonts;
        this.words = words;
        this.clock = clock;
    }

    List<PrintLine> printed(PrintFilter filter, int limit, int offset) {
        return register.list(filter, limit, offset);
    }

    int count(PrintFilter filter) {
        return register.count(filter);
    }

    /** Every paper there is, by code, for the filter and for prints older than the register's titles. */
    Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        shelf.sources().forEach(source -> source.papers().forEach(paper -> titles.put(paper.code(), paper.title())));
        Stream.concat(HouseholdPapers.OF_HOUSEHOLD.stream(), HouseholdPapers.OF_BENEFIT.stream())
                .forEach(paper -> titles.put(paper.code(), paper.title()));
        titles.put(POSTER.code(), POSTER.title());
        titles.put(DemandLetter.PAPER.code(), DemandLetter.PAPER.title());
        titles.put(BackPaymentLetter.PAPER.code(), BackPaymentLetter.PAPER.title());
        return titles;
    }

    /** The papers of one matter, as the shelf of blank forms and the choice of a batch show them. */
    record Group(String matter, String word, List<Paper> papers) {}

    /** @param blank the forms that may be had with nothing filled in; otherwise those that may be printed for many */
    List<Group> groups(boolean blank) {
        List<Group> groups = new ArrayList<>();
        Officer officer = Acting.officer();
        List<Procedure> seen = procedures.seenBy(officer);
        List<String> shown = seen.stream().map(Procedure::matter).toList();
        // one's own work first: the list opens with what is printed daily
        Set<String> own = seen.stream()
                .filter(procedure -> procedure.isWorkOf(officer))
                .map(Procedure::matter)
                .collect(Collectors.toSet());
        shelf.sources().stream()
                .filter(source -> blank || shown.contains(source.matter()))
                .sorted(Comparator.comparing(source -> !own.contains(source.matter())))
                .forEach(source -> groups.add(new Group(
                        source.matter(),
                        words.of("Matter", source.matter()),
                        blank
                                ? source.blanks()
                                : source.papers().stream()
                                        .filter(paper -> !paper.code().endsWith("-blank"))
                                        .toList())));
        groups.add(new Group(FAMILIES, "家庭与待遇", blank ? HouseholdPapers.BLANKS : HouseholdPapers.OF_HOUSEHOLD));
        return groups.stream().filter(group -> !group.papers().isEmpty()).toList();
    }

    @Transactional
    PaperShelf.Print blank(String matter, String code) {
        if (!matter.equals(FAMILIES)) {
            return shelf.blank(matter, code);
        }
        Paper paper = HouseholdPapers.BLANKS.stream()
                .filter(candidate -> candidate.code().equals(code))
                .findFirst()
                .orElseThrow(NotFound::new);
        AreaCode area = Acting.officer().area();
        Paper form = Paper.standing(paper.code() + "-empty", paper.title() + "（空白）", paper.template());
        byte[] file = desk.blank(PrintSubject.of(area, areas.name(area)), form, families.blank(paper, area));
        return new PaperShelf.Print(form.title() + ".pdf", file);
    }

    /**
     * Which papers a batch is of.
     *
     * @param month of the decision for papers about one, otherwise of the application; for families the month they draw a
     *     benefit in
     * @param unprintedOnly leaves out what was printed before
     */
    record Choice(String matter, String paper, AreaCode area, YearMonth month, boolean unprintedOnly) {}

    /** One paper of a batch, before it is printed. */
    record Candidate(PrintSubject subject, String no, int printed, List<MissingCharacter> missing) {}

    /** A batch before it is printed: whom it is for, how many pages, and whose names cannot be printed. */
    record Preview(Paper paper, List<Candidate> candidates, int pages, boolean more) {

        public long withMissing() {
            return candidates.stream()
                    .filter(candidate -> !candidate.missing().isEmpty())
                    .count();
        }
    }

    Preview preview(Choice choice) {
        Paper paper = paper(choice);
        List<UUID> first =
                those(choice, paper).limit(PrintDesk.MOST_AT_ONCE + 1L).toList();
        Map<PrintSubject, PaperContent> contents = contents(choice, paper, first, false);
        Map<PrintSubject, List<MissingCharacter>> missing = desk.missing(paper, contents);
        List<Candidate> candidates = new ArrayList<>();
        int pages = 0;
        for (Map.Entry<PrintSubject, PaperContent> entry : contents.entrySet()) {
            PrintSubject subject = entry.getKey();
            if (candidates.size() == PrintDesk.MOST_AT_ONCE) {
                break;
            }
            pages += pages(paper, entry.getValue());
            candidates.add(new Candidate(
                    subject,
                    entry.getValue().number(),
                    printed(subject, paper),
                    missing.getOrDefault(subject, List.of())));
        }
        return new Preview(paper, candidates, pages, first.size() > PrintDesk.MOST_AT_ONCE);
    }

    private int printed(PrintSubject subject, Paper paper) {
        return (int) register.of(subject).stream()
                .map(PrintedPaper::paper)
                .filter(paper.code()::equals)
                .count();
    }

    private static int pages(Paper paper, PaperContent content) {
        return paper.code().equals("authorisation") && content instanceof MinimumLivingFacts facts
                ? Math.max(1, facts.adults().size())
                : 1;
    }

    String title(Choice choice) {
        return paper(choice).title();
    }

    Paper paper(Choice choice) {
        return choice.matter().equals(FAMILIES)
                ? HouseholdPapers.OF_HOUSEHOLD.stream()
                        .filter(paper -> paper.code().equals(choice.paper()))
                        .findFirst()
                        .orElseThrow(NotFound::new)
                : shelf.paper(choice.matter(), choice.paper());
    }

    /** Everybody a choice is of, however many; without those printed for before if it is of the others only. */
    List<UUID> everybody(Choice choice) {
        return those(choice, paper(choice)).toList();
    }

    private Stream<UUID> those(Choice choice, Paper paper) {
        Set<UUID> printed = choice.unprintedOnly() ? register.printed(kind(choice), paper.code()) : Set.of();
        return all(choice, paper).filter(id -> !printed.contains(id));
    }

    private Stream<UUID> all(Choice choice, Paper paper) {
        return choice.matter().equals(FAMILIES)
                ? householdsIn(choice)
                : casesOf(choice, paper).stream().map(CaseFile::id);
    }

    private static PrintSubject.Kind kind(Choice choice) {
        return choice.matter().equals(FAMILIES) ? PrintSubject.Kind.HOUSEHOLD : PrintSubject.Kind.CASE;
    }

    /** What the papers of some of them say, whole numbers included where the paper shows them. */
    Map<PrintSubject, PaperContent> contentsOf(Choice choice, List<UUID> subjects) {
        return choice.matter().equals(FAMILIES)
                ? sheets(subjects)
                : shelf.contents(
                        paper(choice), subjects.stream().map(caseDesk::find).toList(), true);
    }

    private Map<PrintSubject, PaperContent> contents(
            Choice choice, Paper paper, List<UUID> subjects, boolean identifying) {
        if (choice.matter().equals(FAMILIES)) {
            return sheets(subjects);
        }
        Set<UUID> wanted = Set.copyOf(subjects);
        return shelf.contents(
                paper,
                casesOf(choice, paper).stream()
                        .filter(file -> wanted.contains(file.id()))
                        .toList(),
                identifying);
    }

    private Map<PrintSubject, PaperContent> sheets(List<UUID> subjects) {
        Map<PrintSubject, PaperContent> contents = new LinkedHashMap<>();
        subjects.stream()
                .map(id -> households.today(id, Acting.scope()))
                .forEach(household -> contents.put(families.subject(household), families.sheet(household)));
        return contents;
    }

    private List<CaseFile> casesOf(Choice choice, Paper paper) {
        CaseStatus status = switch (paper.from()) {
            case CONFIRMED -> CaseStatus.CONFIRMED;
            case REFUSED -> CaseStatus.REFUSED;
            default -> null;
        };
        return cases.ofMonth(choice.matter(), status, choice.area(), choice.month(), Integer.MAX_VALUE);
    }

    private Stream<UUID> householdsIn(Choice choice) {
        return schemes.all().stream()
                .filter(scheme -> scheme.holder() == Scheme.Holder.HOUSEHOLD)
                .flatMap(scheme -> lists.inForce(scheme.code(), choice.area(), choice.month()).stream())
                .map(PublicLine::householdId)
                .filter(Objects::nonNull)
                .distinct();
    }

    /**
     * Prints the ticked papers of a batch into one file.
     *
     * @throws RuleViolation if nothing is ticked, or a name cannot be printed and placeholders are not wanted
     */
    @Transactional
    PaperShelf.Print printBatch(Choice choice, List<UUID> ticked, boolean placeholders) {
        Paper paper = paper(choice);
        List<UUID> chosen =
                all(choice, paper).filter(Set.copyOf(ticked)::contains).toList();
        Map<PrintSubject, PaperContent> contents = contents(choice, paper, chosen, true);
        Printout printed = desk.printAll(paper, contents, placeholders);
        return new PaperShelf.Print(
                "%s%s%d年%d月%s（%d份%d页）.pdf"
                        .formatted(
                                areas.name(choice.area()),
                                words.of("Matter", choice.matter()).equals(choice.matter())
                                        ? ""
                                        : words.of("Matter", choice.matter()),
                                choice.month().getYear(),
                                choice.month().getMonthValue(),
                                paper.title(),
                                contents.size(),
                                printed.pages()),
                printed.content());
    }

    /** A public notice as it hangs. */
    VillagePoster poster(PublicNotice notice) {
        List<VillagePoster.Line> lines = new ArrayList<>();
        for (PublicNotice.Line line : notice.lines()) {
            lines.add(new VillagePoster.Line(lines.size() + 1, line.name(), line.persons(), line.amount()));
        }
        return new VillagePoster(
                places.of(notice.village()), words.of("Scheme", notice.scheme()), notice.from(), notice.until(), lines);
    }

    /** @throws RuleViolation if nobody has published it yet */
    @Transactional
    PaperShelf.Print printPoster(UUID id, boolean placeholders) {
        PublicNotice notice = lists.present(id);
        if (notice.publishedBy() == null) {
            throw new RuleViolation("notice.not-published");
        }
        String village = areas.name(notice.village());
        Printout printed = desk.print(PrintSubject.of(notice.village(), village), POSTER, poster(notice), placeholders);
        return new PaperShelf.Print(village + " " + POSTER.title() + ".pdf", printed.content());
    }

    List<Scheme> schemes() {
        return schemes.all();
    }

    /** A living resident whose name no font can print whole. */
    record Unprintable(NamedResident resident, String place, List<MissingCharacter> characters) {}

    /** Everybody within an officer's area whose name cannot be printed as it stands. */
    List<Unprintable> unprintable() {
        List<Unprintable> found = new ArrayList<>();
        for (NamedResident resident : residents.rarelyNamed(MOST_NAMES, Acting.scope())) {
            List<String> missing = fonts.missing(resident.name());
            if (!missing.isEmpty()) {
                found.add(new Unprintable(
                        resident,
                        areas.localName(resident.area()),
                        missing.stream()
                                .map(character -> new MissingCharacter(character, List.of(resident.name())))
                                .toList()));
            }
        }
        return found;
    }

    YearMonth thisMonth() {
        return YearMonth.now(clock);
    }

    /** Villages of a township, or townships of the county, to choose from. */
    Map<String, String> placesWithin(AreaCode area) {
        Map<String, String> choices = new LinkedHashMap<>();
        areas.children(area).forEach(child -> choices.put(child.code().value(), child.name()));
        return choices;
    }

    /** Township and village, as the pages show it. */
    public String place(AreaCode area) {
        return areas.localName(area);
    }

    @Nullable
    AreaCode within(@Nullable String code) {
        return code != null && AreaCode.isValid(code) && Acting.scope().covers(AreaCode.of(code))
                ? AreaCode.of(code)
                : null;
    }
}
