package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.files.StoredFile;
import cn.civilaffairs.registry.files.StoredFiles;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the print jobs (批量打印任务). A part is made, registered and stored in one transaction, so that a machine that stops
 * leaves whole parts and goes on with the next. The files are for whoever asked, since papers show whole numbers.
 */
@Service
@Transactional
public class PrintJobDesk {

    private static final String OBJECT = "print_job";
    private static final String PDF = "application/pdf";

    private final PrintJobs jobs;
    private final StoredFiles store;
    private final Parameters parameters;
    private final OperationLog log;
    private final Clock clock;

    PrintJobDesk(PrintJobs jobs, StoredFiles store, Parameters parameters, OperationLog log, Clock clock) {
        this.jobs = jobs;
        this.store = store;
        this.parameters = parameters;
        this.log = log;
        this.clock = clock;
    }

    public UUID ask(NewPrintJob job) {
        Officer officer = Acting.officer();
        UUID id = jobs.add(job, officer.id(), clock.instant(), officer.scope());
        log.done(
                "PRINT_JOB_ASKED",
                OBJECT,
                id,
                job.area(),
                job.title() + " " + job.subjects().size() + " 份");
        return id;
    }

    /** What one part came to: the file, or nothing if no paper of it could be printed. */
    public record Made(@Nullable Printout file, int papers, int leftOut) {}

    /**
     * Makes the next part.
     *
     * @param maker from those it is for to the file
     * @return whether anything is left to do
     */
    public boolean part(UUID id, int most, Function<List<UUID>, Made> maker) {
        PrintJob job = own(id);
        List<UUID> subjects = jobs.next(id, most, Acting.scope());
        if (subjects.isEmpty()) {
            jobs.finish(id, clock.instant(), Acting.scope());
            return false;
        }
        Made made = maker.apply(subjects);
        Printout file = made.file();
        if (file != null) {
            UUID stored = store.store(job.area(), job.title() + ".pdf", PDF, file.content());
            jobs.addPart(id, job.area(), stored, made.papers(), file.pages(), Acting.scope());
        }
        jobs.advance(id, subjects.size(), made.leftOut(), Acting.scope());
        return true;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void failed(UUID id, RuntimeException failure) {
        jobs.fail(id, failure.getClass().getSimpleName(), Acting.scope());
    }

    /** A job of the officer's own. */
    @Transactional(readOnly = true)
    public PrintJob own(UUID id) {
        return jobs.find(id, Acting.scope())
                .filter(job -> job.askedBy().equals(Acting.officer().id()))
                .orElseThrow(NotFound::new);
    }

    @Transactional(readOnly = true)
    public List<PrintJob> recent(int limit) {
        return jobs.of(Acting.officer().id(), limit, Acting.scope());
    }

    /**
     * Removes the files of jobs whose time is over (按期清除), in the acting officer's area; how many. What was printed for
     * whom, by whom and how often it was taken stays. Repeating it changes nothing.
     */
    public int removeFiles() {
        AreaScope scope = Acting.scope();
        LocalDate today = LocalDate.now(clock);
        Instant before =
                today.minusDays(daysKept()).atStartOfDay(clock.getZone()).toInstant();
        int removed = 0;
        for (PrintJob job : jobs.over(before, scope)) {
            for (PrintJob.Part part : job.parts()) {
                if (store.remove(part.fileId(), scope)) {
                    removed++;
                }
            }
            log.done("PRINT_JOB_REMOVED", OBJECT, job.id(), job.area(), job.title());
        }
        return removed;
    }

    /** How many days files are kept here. */
    @Transactional(readOnly = true)
    public int daysKept() {
        return parameters.integer(
                ParameterKey.PRINT_DAYS.code(), Acting.officer().area().county(), LocalDate.now(clock));
    }

    /** A part as it was made, and the how manieth time it is taken; from the second on it is a reprint. */
    public record Taken(byte[] content, int copyNo) {}

    public Taken take(UUID id, int part) {
        PrintJob job = own(id);
        PrintJob.Part wanted = job.parts().stream()
                .filter(one -> one.part() == part)
                .findFirst()
                .orElseThrow(NotFound::new);
        if (wanted.removed()) {
            throw new RuleViolation("print-job.removed");
        }
        int copyNo = jobs.take(id, part, Acting.scope());
        log.done("PRINT_JOB_TAKEN", OBJECT, id, job.area(), "第 " + part + " 册，第 " + copyNo + " 份");
        StoredFile file = store.read(wanted.fileId(), Acting.scope());
        return new Taken(file.content(), copyNo);
    }
}
