package cn.civilaffairs.web.papers;

import cn.civilaffairs.casework.PrintRegister;
import cn.civilaffairs.casework.PrintSubject;
import cn.civilaffairs.casework.PrintedPaper;
import cn.civilaffairs.casework.Printout;
import cn.civilaffairs.kernel.RuleViolation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Prints (打印): sets a paper, numbers the copy and registers it, all or nothing. Every paper of the product goes through here,
 * whatever it is about; the register then knows it.
 */
@Service
@Transactional
public class PrintDesk {

    /** More at once would keep an officer waiting for minutes. */
    public static final int MOST_AT_ONCE = 200;

    private final PrintRegister register;
    private final PaperPrinter printer;

    PrintDesk(PrintRegister register, PaperPrinter printer) {
        this.register = register;
        this.printer = printer;
    }

    /**
     * Prints the next copy.
     *
     * @param placeholders whether a character no font has is printed as 〓 with a note, instead of refusing
     * @throws RuleViolation {@code paper.character-missing} if a name on it cannot be printed
     */
    public Printout print(PrintSubject subject, Paper paper, PaperContent content, boolean placeholders) {
        return register.print(
                subject,
                paper.code(),
                paper.title(),
                copyNo -> printer.print(List.of(new PaperPrinter.Sheet(paper, content, copyNo)), placeholders));
    }

    /** Prints a form with nothing filled in. Those are stock: the hundredth is no reprint of the first. */
    byte[] blank(PrintSubject office, Paper form, PaperContent content) {
        return register.print(
                        office,
                        form.code(),
                        form.title(),
                        copyNo -> printer.print(List.of(new PaperPrinter.Sheet(form, content, 1)), false))
                .content();
    }

    /** Prints one paper for many into one file, in the order given. */
    public Printout printAll(Paper paper, Map<PrintSubject, PaperContent> contents, boolean placeholders) {
        if (contents.isEmpty()) {
            throw new RuleViolation("paper.batch-empty");
        }
        if (contents.size() > MOST_AT_ONCE) {
            throw new RuleViolation("paper.batch-too-large", contents.size(), MOST_AT_ONCE);
        }
        return register.printAll(List.copyOf(contents.keySet()), paper.code(), paper.title(), numbers -> {
            List<PaperPrinter.Sheet> sheets = new ArrayList<>();
            contents.forEach((subject, content) ->
                    sheets.add(new PaperPrinter.Sheet(paper, content, numbers.getOrDefault(subject, 1))));
            return printer.print(sheets, placeholders);
        });
    }

    /** What of each paper cannot be printed; those that can are not in it. */
    @Transactional(readOnly = true)
    public Map<PrintSubject, List<MissingCharacter>> missing(Paper paper, Map<PrintSubject, PaperContent> contents) {
        Map<PrintSubject, List<MissingCharacter>> missing = new LinkedHashMap<>();
        contents.forEach((subject, content) -> {
            List<MissingCharacter> characters = printer.missing(paper, content);
            if (!characters.isEmpty()) {
                missing.put(subject, characters);
            }
        });
        return missing;
    }

    /** The prints of one subject, oldest first. */
    @Transactional(readOnly = true)
    public List<PrintedPaper> of(PrintSubject subject) {
        return register.of(subject);
    }
}
