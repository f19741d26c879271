package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.files.StoredFiles;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Numbers and remembers every paper printed for a case (文书打印登记), so that a second copy is known to be one and nobody can
 * print unseen. Acts as {@link Acting#officer()}.
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
     * Makes the next copy of a paper and registers it; what cannot be made is not registered.
     *
     * @param maker from the number of the copy to the file
     * @throws cn.civilaffairs.kernel.NotFound if there is no such case in the officer's area
     */
    public byte[] print(UUID caseId, AreaCode area, String paper, IntFunction<byte[]> maker) {
        Officer officer = Acting.officer();
        int copyNo = prints.takeNumber(caseId, paper, officer.scope());
        byte[] file = maker.apply(copyNo);
        PrintedPaper print = new PrintedPaper(paper, copyNo, StoredFiles.sha256(file), officer.name(), clock.instant());
        prints.add(caseId, print, officer, officer.scope());
        log.done("PAPER_PRINT", "case", caseId, area, paper + " copy " + copyNo + " sha256 " + print.sha256());
        return file;
    }

    /** The prints of a case, oldest first. */
    @Transactional(readOnly = true)
    public List<PrintedPaper> of(UUID caseId) {
        return prints.of(caseId, Acting.scope());
    }
}
