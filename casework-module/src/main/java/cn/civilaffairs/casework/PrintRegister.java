package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.files.StoredFiles;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Numbers and remembers every paper printed (文书打印登记), so that a second copy is known to be one and nobody can print unseen.
 * Acts as {@link Acting#officer()}.
 */
@Service
@Transactional
public class PrintRegister {

    private final PrintedPapers prints;
    private final OperationLog log;
    private final Clock clock;

    PrintRegister(PrintedPapers prints, OperationLog log, Clock clock) {
        this.prints = prints;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Makes the next copy of a case's paper and registers it; what cannot be made is not registered.
     *
     * @param maker from the number of the copy to the file
     * @throws cn.civilaffairs.kernel.NotFound if there is no such case in the officer's area
     */
    public byte[] print(UUID caseId, AreaCode area, String paper, IntFunction<byte[]> maker) {
        return print(
                        new PrintSubject(PrintSubject.Kind.CASE, caseId, area, ""),
                        paper,
                        null,
                        copyNo -> new Printout(maker.apply(copyNo), 1))
                .content();
    }

    /**
     * Makes the next copy of a paper and registers it; what cannot be made is not registered.
     *
     * @param title of the paper, as the register shows it
     * @param maker from the number of the copy to the file
     * @throws cn.civilaffairs.kernel.NotFound if the case is none of the officer's
     */
    public Printout print(PrintSubject subject, String paper, @Nullable String title, IntFunction<Printout> maker) {
        Officer officer = Acting.officer();
        int copyNo = prints.takeNumber(subject, paper, officer.scope());
        Printout file = maker.apply(copyNo);
        String sha256 = StoredFiles.sha256(file.content());
        prints.add(
                subject,
                new PrintedPapers.Print(paper, title, copyNo, file.pages(), sha256, null, clock.instant()),
                officer,
                officer.scope());
        log.done(
                "PAPER_PRINT",
                subject.kind().name().toLowerCase(Locale.ROOT),
                subject.id(),
                subject.area(),
                (title == null ? paper : title) + " 第 " + copyNo + " 份 校验值 " + sha256);
        return file;
    }

    /**
     * Makes one file of the next copy of a paper for each of many, and registers each of them.
     *
     * @param maker from the number of the copy of each to the file
     */
    public Printout printAll(
            List<PrintSubject> subjects,
            String paper,
            String title,
            Function<Map<PrintSubject, Integer>, Printout> maker) {
        Officer officer = Acting.officer();
        Map<PrintSubject, Integer> numbers = new LinkedHashMap<>();
        // Always in the same order, so that two officers printing the same do not wait for each other in a circle.
        subjects.stream()
                .sorted(Comparator.comparing(PrintSubject::id))
                .forEach(subject -> numbers.put(subject, prints.takeNumber(subject, paper, officer.scope())));
        Printout file = maker.apply(numbers);
        String sha256 = StoredFiles.sha256(file.content());
        UUID batch = Ids.next();
        for (PrintSubject subject : subjects) {
            int copyNo = numbers.getOrDefault(subject, 1);
            prints.add(
                    subject,
                    new PrintedPapers.Print(paper, title, copyNo, null, sha256, batch, clock.instant()),
                    officer,
                    officer.scope());
        }
        log.done(
                "PAPER_PRINT_BATCH",
                "batch",
                batch,
                officer.area(),
                title + " " + subjects.size() + " 份 " + file.pages() + " 页 校验值 " + sha256);
        return file;
    }

    /** The prints of a case, oldest first. */
    @Transactional(readOnly = true)
    public List<PrintedPaper> of(UUID caseId) {
        return prints.of(caseId, Acting.scope());
    }

    /** The prints of anything else, oldest first. */
    @Transactional(readOnly = true)
    public List<PrintedPaper> of(PrintSubject subject) {
        return subject.kind() == PrintSubject.Kind.CASE
                ? of(subject.id())
                : prints.of(subject.kind(), subject.id(), Acting.scope());
    }

    /** Which of all cases or households have had a copy of a paper. */
    @Transactional(readOnly = true)
    public Set<UUID> printed(PrintSubject.Kind kind, String paper) {
        return prints.printed(kind, paper, Acting.scope());
    }

    /** What was printed, the latest first. */
    @Transactional(readOnly = true)
    public List<PrintLine> list(PrintFilter filter, int limit, int offset) {
        return prints.list(filter, limit, offset, Acting.scope());
    }

    @Transactional(readOnly = true)
    public int count(PrintFilter filter) {
        return prints.count(filter, Acting.scope());
    }

    /** All of a list, row by row; to be used up and closed within a transaction. */
    @Transactional(readOnly = true)
    public Stream<PrintLine> stream(PrintFilter filter) {
        return prints.stream(filter, Acting.scope());
    }
}
