package cn.civilaffairs.web.papers;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.PrintRegister;
import cn.civilaffairs.casework.PrintedPaper;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
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
class PaperShelf {

    private final Map<String, PaperSource> sources;
    private final CaseDesk cases;
    private final PrintRegister register;
    private final PaperPrinter printer;

    PaperShelf(ObjectProvider<PaperSource> sources, CaseDesk cases, PrintRegister register, PaperPrinter printer) {
        this.sources = sources.stream().collect(Collectors.toUnmodifiableMap(PaperSource::matter, Function.identity()));
        this.cases = cases;
        this.register = register;
        this.printer = printer;
    }

    /** @throws NotFound for a case that is none of the officer's business */
    @Transactional(readOnly = true)
    Contents of(UUID caseId) {
        CaseFile file = cases.find(caseId);
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
     * @throws RuleViolation {@code paper.not-yet} if the case is not that far, {@code paper.character-missing} if a name on
     *     it cannot be printed
     */
    @Transactional
    Print print(UUID caseId, String code) {
        CaseFile file = cases.find(caseId);
        PaperSource source = sources.get(file.matter());
        Paper paper = source == null
                ? null
                : source.papers().stream()
                        .filter(candidate -> candidate.code().equals(code))
                        .findFirst()
                        .orElse(null);
        if (source == null || paper == null) {
            throw new NotFound();
        }
        PaperData data = source.data(caseId, Acting.scope());
        if (!data.reached().contains(paper.from())) {
            throw new RuleViolation("paper.not-yet", paper.title(), paper.from());
        }
        PaperData printed = paper.identifies() ? source.identifyingData(caseId, paper, Acting.scope()) : data;
        byte[] pdf = register.print(caseId, file.area(), code, copyNo -> printer.print(paper, printed, copyNo));
        return new Print(file.caseNo() + " " + paper.title() + ".pdf", pdf);
    }

    /** What lies on the shelf of one case. */
    record Contents(CaseFile file, List<Offer> offers, List<PrintedPaper> prints) {

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
    record Offer(Paper paper, boolean available, List<PrintedPaper> prints) {}

    /** A file as the browser saves it. */
    record Print(String name, byte[] content) {}
}
