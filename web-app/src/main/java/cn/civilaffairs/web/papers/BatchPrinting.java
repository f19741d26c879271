package cn.civilaffairs.web.papers;

import cn.civilaffairs.casework.NewPrintJob;
import cn.civilaffairs.casework.PrintJob;
import cn.civilaffairs.casework.PrintJobDesk;
import cn.civilaffairs.casework.PrintSubject;
import cn.civilaffairs.casework.Printout;
import cn.civilaffairs.disbursement.BackgroundWork;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Prints any number of papers in the background (批量打印): part by part, so that the number costs time and not memory, and a
 * machine that stops goes on where it was.
 */
@Component
class BatchPrinting {

    /** So many are printed while one waits. */
    static final int AT_ONCE = 50;

    /** So many are in one file. */
    static final int PART = 100;

    private final PrintJobDesk jobs;
    private final PrintCentre centre;
    private final PrintDesk desk;
    private final PaperPrinter printer;
    private final ObjectProvider<SchedulerClient> scheduler;

    BatchPrinting(
            PrintJobDesk jobs,
            PrintCentre centre,
            PrintDesk desk,
            PaperPrinter printer,
            ObjectProvider<SchedulerClient> scheduler) {
        this.jobs = jobs;
        this.centre = centre;
        this.desk = desk;
        this.printer = printer;
        this.scheduler = scheduler;
    }

    /** @throws RuleViolation if there is nothing to print */
    UUID ask(PrintCentre.Choice choice, List<UUID> subjects, boolean placeholders) {
        if (subjects.isEmpty()) {
            throw new RuleViolation("paper.batch-empty");
        }
        UUID id = jobs.ask(new NewPrintJob(
                choice.area(),
                choice.matter(),
                choice.paper(),
                centre.title(choice),
                choice.month(),
                subjects,
                placeholders));
        PrintJobTask.PRINT.begin(scheduler.getObject(), id.toString());
        return id;
    }

    void make(UUID id) {
        PrintJob job = jobs.own(id);
        PrintCentre.Choice choice = new PrintCentre.Choice(job.matter(), job.paper(), job.area(), job.month(), false);
        boolean more;
        do {
            more = jobs.part(id, PART, subjects -> part(choice, subjects, job.placeholders()));
        } while (more);
    }

    private PrintJobDesk.Made part(PrintCentre.Choice choice, List<UUID> subjects, boolean placeholders) {
        Paper paper = centre.paper(choice);
        Map<PrintSubject, PaperContent> contents = centre.contentsOf(choice, subjects);
        if (!placeholders) {
            contents.keySet().removeAll(desk.missing(paper, contents).keySet());
        }
        int leftOut = subjects.size() - contents.size();
        if (contents.isEmpty()) {
            return new PrintJobDesk.Made(null, 0, leftOut);
        }
        Printout printed = desk.printAll(paper, contents, placeholders);
        return new PrintJobDesk.Made(printed, contents.size(), leftOut);
    }

    PaperShelf.Print take(UUID id, int part) {
        PrintJob job = jobs.own(id);
        PrintJobDesk.Taken taken = jobs.take(id, part);
        byte[] file = taken.copyNo() == 1
                ? taken.content()
                : printer.again(taken.content(), taken.copyNo()).content();
        return new PaperShelf.Print("%s第%d册.pdf".formatted(job.title(), part), file);
    }

    void failed(UUID id, RuntimeException failure) {
        jobs.failed(id, failure);
    }
}

/** The background task that prints a job, as the officer who asked for it. */
@Configuration(proxyBeanMethods = false)
class PrintJobTask {

    static final BackgroundWork PRINT = BackgroundWork.named("print-papers", 3);

    @Bean
    OneTimeTask<String> printPapers(BatchPrinting printing, OfficerAccounts officers) {
        return PRINT.by(officers, (job, last) -> {
            UUID id = UUID.fromString(job);
            try {
                printing.make(id);
            } catch (RuntimeException failure) {
                if (last) {
                    printing.failed(id, failure);
                }
                throw failure;
            }
        });
    }
}
