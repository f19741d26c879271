package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.ExitCount;
import cn.civilaffairs.disbursement.Schemes;
import cn.civilaffairs.web.PageHelper;
import cn.civilaffairs.web.Words;

/** Words of what a run stores by code: {@code ${#runWords.step(x)}}. */
@PageHelper("runWords")
public class RunWords {

    private final Words words;
    private final Schemes schemes;

    RunWords(Words words, Schemes schemes) {
        this.words = words;
        this.schemes = schemes;
    }

    /** What a scheme counts: households (户) or people (人). */
    public String unit(String scheme) {
        return schemes.named(scheme).isHeldByPerson() ? "人" : "户";
    }

    /** Whether households and people are two different figures. */
    public boolean byHousehold(String scheme) {
        return !schemes.named(scheme).isHeldByPerson();
    }

    public String step(String step) {
        return step.startsWith("EXIT_")
                ? "退出（" + words.of(ExitCode.of(step.substring(5))) + "）"
                : words.of("BridgeStep", step);
    }

    /** The reason of a departure, as the report of exits has it. */
    public String exit(ExitCount count) {
        ExitCode code = count.code();
        return code != null ? words.of(code) : count.members() == 0 ? step(count.step()) : "减员，原因未记";
    }

    /** A step, a reason or a flag: lists show all three in one column. */
    public String what(String what) {
        if (what.startsWith("EXIT_")) {
            return step(what);
        }
        for (String kind : new String[] {"RefusalReason", "HoldReason", "Disposition", "BridgeStep", "LineKind"}) {
            String word = words.of(kind, what);
            if (!word.equals(what)) {
                return word;
            }
        }
        return what;
    }

    public String failure(String reason) {
        return words.of("FailureReason", reason);
    }

    public String error(String kind) {
        return words.of("ReturnError", kind);
    }

    /** The header of a frozen figure, as the report has it. */
    public String column(String cell) {
        return MonthEndController.header(cell);
    }

    public String scheme(String code) {
        return words.of("Scheme", code);
    }
}
