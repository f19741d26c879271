package cn.civilaffairs.web.papers;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.PrintRegister;
import cn.civilaffairs.casework.PrintSubject;
import cn.civilaffairs.casework.PrintedPaper;
import cn.civilaffairs.casework.Printout;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.database.Acting;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The papers of a case: which there are, which may be printed now, and their printing (文书). */
@Service
public class PaperShelf {

    private final Map<String, PaperSource> sources;
    private final CaseDesk cases;
    private final PrintRegister register;
    private final PrintDesk desk;
    private final AreaRegister areas;

    PaperShelf(
            ObjectProvider<PaperSource> sources,
            CaseDesk cases,
            PrintRegister register,
            PrintDesk desk,
            AreaRegister areas) {
        this.sources = sources.orderedStream()
                .collect(Collectors.toMap(PaperSource::matter, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        this.cases = cases;
        this.register = register;
        this.desk = desk;
        this.areas = areas;
    }

    /** @throws NotFound for a case that is none of the officer's business */
    @Transactional(readOnly = true)
    public Contents of(UUID caseId) {
        CaseFile file = cases.unrelated(caseId);
        List<PrintedPaper> prints = register.of(caseId);
        PaperSource source = sources.get(file.matter());
        if (source == null) {
            return new Contents(file, List.of(), prints);
        }
        PaperData data = source.data(caseId, Acting.scope());
        return new Contents(
                file,
                source.papers().stream()
                        .map(paper -> new Offer(
                                paper,
                                data.reached().contains(paper.from()),
                                prints.stream()
                                        .filter(print -> print.paper().equals(paper.code()))
                                        .toList()))
                        .toList(),
                prints);
    }

    /**
     * Prints the next copy.
     *
     * @param placeholders whether a character no font has is printed as 〓 with a note, instead of refusing
     * @throws RuleViolation {@code paper.not-yet} if the case is not that far, {@code paper.character-missing} if a name on
     *     it cannot be printed
     */
    @Transactional
    public Print print(UUID caseId, String code, boolean placeholders) {
        CaseFile file = cases.unrelated(caseId);
        PaperSource source = source(file.matter());
        Paper paper = paper(source, code);
        PaperData content = content(source, caseId, paper);
        Printout printed = desk.print(PrintSubject.of(file), paper, content, placeholders);
        return new Print(file.caseNo() + " " + paper.title() + ".pdf", printed.content());
    }

    /** The title of a paper as the shelf names it now. */
    Paper paper(UUID caseId, String code) {
        return paper(source(cases.unrelated(caseId).matter()), code);
    }

    /**
     * What one paper of each of many cases says; cases not that far are left out.
     *
     * @param identifying whether numbers stand on it whole, which is logged; only for printing
     */
    @Transactional
    Map<PrintSubject, PaperContent> contents(Paper paper, Collection<CaseFile> files, boolean identifying) {
        Map<PrintSubject, PaperContent> contents = new LinkedHashMap<>();
        for (CaseFile file : files) {
            PaperSource source = sources.get(file.matter());
            if (source == null) {
                continue;
            }
            PaperData data = source.data(file.id(), Acting.scope());
            if (data.reached().contains(paper.from())) {
                contents.put(
                        PrintSubject.of(file),
                        identifying && paper.identifies()
                                ? source.identifyingData(file.id(), paper, Acting.scope())
                                : data);
            }
        }
        return contents;
    }

    private static PaperData content(PaperSource source, UUID caseId, Paper paper) {
        PaperData data = source.data(caseId, Acting.scope());
        if (!data.reached().contains(paper.from())) {
            throw new RuleViolation("paper.not-yet", paper.title(), paper.from());
        }
        return paper.identifies() ? source.identifyingData(caseId, paper, Acting.scope()) : data;
    }

    private PaperSource source(String matter) {
        PaperSource source = sources.get(matter);
        if (source == null) {
            throw new NotFound();
        }
        return source;
    }

    private static Paper paper(PaperSource source, String code) {
        return source.papers().stream()
                .filter(candidate -> candidate.code().equals(code))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** Matters that have papers. */
    Collection<PaperSource> sources() {
        return sources.values();
    }

    Paper paper(String matter, String code) {
        return paper(source(matter), code);
    }

    /** Prints a form with nothing filled in (空白表样); the register counts those of each office. */
    @Transactional
    Print blank(String matter, String code) {
        PaperSource source = source(matter);
        Paper paper = source.blanks().stream()
                .filter(candidate -> candidate.code().equals(code))
                .findFirst()
                .orElseThrow(NotFound::new);
        Paper form = new Paper(paper.code() + "-empty", paper.title() + "（空白）", paper.template(), paper.from());
        AreaCode area = Acting.officer().area();
        byte[] file = desk.blank(PrintSubject.of(area, areas.name(area)), form, source.blank(area));
        return new Print(form.title() + ".pdf", file);
    }

    /** What lies on the shelf of one case. */
    public record Contents(CaseFile file, List<Offer> offers, List<PrintedPaper> prints) {

        /** The title of a paper that was printed, which may have left the shelf since. */
        public String titleOf(String code) {
            return offers.stream()
                    .map(Offer::paper)
                    .filter(paper -> paper.code().equals(code))
                    .map(Paper::title)
                    .findFirst()
                    .orElse(code);
        }
    }

    /** A paper, whether it may be printed now, and its prints so far. */
    public record Offer(Paper paper, boolean available, List<PrintedPaper> prints) {}

    /** A file as the browser saves it. */
    public record Print(String name, byte[] content) {}
}
