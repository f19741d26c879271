package cn.civilaffairs.web.audit;

import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.casework.procedure.Procedures;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.audit.LogEntry;
import cn.civilaffairs.web.PageHelper;
import cn.civilaffairs.web.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a row of the log says happened, in words people read (日志说明). A row is kept as it was written, codes and all, or its
 * seal would not hold; its codes become words only where it is shown. {@code messages/log.properties} says which kinds of
 * codes the rows of an action hold; what nobody named is shown as it is.
 */
@PageHelper("logDetails")
public class LogDetails {

    /** A number no word hides in; or a code: letters, joined by what codes are joined by. */
    private static final Pattern TOKEN =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|[A-Za-z][A-Za-z0-9]*(?:[_.-][A-Za-z0-9]+)*");

    private final LogWords log;
    private final Words words;
    private final List<String> matters;

    LogDetails(LogWords log, Words words, Procedures procedures) {
        this.log = log;
        this.words = words;
        this.matters = procedures.all().stream().map(Procedure::matter).toList();
    }

    public String of(LogEntry row) {
        return of(row.action(), row.detail());
    }

    public String of(String action, String detail) {
        Matcher token = TOKEN.matcher(detail);
        StringBuilder said = new StringBuilder();
        while (token.find()) {
            token.appendReplacement(said, Matcher.quoteReplacement(word(action, token.group())));
        }
        return token.appendTail(said).toString();
    }

    private String word(String action, String code) {
        for (String kind : kinds(action)) {
            String word = words.of(kind, code);
            if (!word.equals(code)) {
                return word;
            }
        }
        return log.detail(code).orElseGet(() -> code.indexOf('.') > 0 ? refusal(code) : code);
    }

    /** Steps and papers are named by their matter, which a row does not repeat. */
    private List<String> kinds(String action) {
        List<String> kinds = new ArrayList<>();
        for (String kind : log.kinds(action)) {
            if (kind.equals("Step") || kind.equals("Paper")) {
                matters.forEach(matter -> kinds.add(kind + "." + matter));
            } else {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /** Why something was refused, by its key; the figures in it stood on the page and not in the row. */
    private String refusal(String key) {
        return words.of(new RuleViolation(key)).replaceAll("\\{[^}]*}", "…");
    }
}
