package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.CaseCount;
import cn.civilaffairs.casework.CaseEntry;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseLine;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.casework.CaseStatus;
import cn.civilaffairs.casework.LimitClock;
import cn.civilaffairs.casework.Moved;
import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.casework.procedure.Obstacle;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.web.PageHelper;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;

/** Says about cases what the bureau would say: {@code ${#caseWords.sentence(file, entry)}} in a template. */
@PageHelper("caseWords")
public class CaseWords {

    private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;

    private final MessageSource messages;

    CaseWords(MessageSource messages) {
        this.messages = messages;
    }

    public String matter(String matter) {
        return word("Matter." + matter, matter);
    }

    public String step(String matter, String step) {
        return word("Step." + matter + "." + step, step);
    }

    /** A step of this very case: what was devolved to the township is not the county's any more. */
    public String step(CaseFile file, String step) {
        String word = step(file.matter(), step);
        return file.devolved() && !file.relative()
                ? word("Step." + file.matter() + "." + step + ".devolved", word)
                : word;
    }

    public String paper(String matter, String code) {
        return word("Paper." + matter + "." + code, code);
    }

    public String nextAct(CaseLine line, LocalDate today) {
        return word(line.nextAct(today), step(line.file().matter(), line.file().step()));
    }

    public String roles(Set<Role> roles) {
        return roles.stream()
                .sorted()
                .map(role -> word("Role." + role, role.name()))
                .collect(Collectors.joining("、"));
    }

    /** “1,000+” where nobody counted further. */
    public String count(CaseCount count) {
        return String.format(Locale.ROOT, "%,d", count.rows()) + (count.capped() ? "+" : "");
    }

    public String say(MessageSourceResolvable text) {
        return messages.getMessage(text, ZH);
    }

    /** “15 个工作日” */
    public String limit(Limit limit) {
        return messages.getMessage("Limit." + limit.unit(), new Object[] {limit.count()}, ZH);
    }

    /** “15 个工作日：已用 6，暂停 7” */
    public String clock(LimitClock clock) {
        String used = limit(clock.limit()) + "：已用 " + clock.used();
        return clock.paused() == 0 ? used : used + "，暂停 " + clock.paused();
    }

    /** “剩 3” or “超期 2” */
    public String left(LimitClock clock) {
        if (!clock.running()) {
            return "计时中止";
        }
        return clock.isOverdue() ? "超期 " + -clock.left() : "剩 " + clock.left();
    }

    public String day(@Nullable LocalDate date) {
        return date == null ? "" : say(Obstacle.day(date));
    }

    /** What happened and who has the case now: “已送会宫镇乡镇审核，限 3月8日 前办结”. */
    public String done(Moved moved) {
        if (moved.status() != CaseStatus.OPEN) {
            return messages.getMessage("Done." + moved.status(), null, ZH);
        }
        String holder = moved.place() + roles(moved.roles());
        return switch (moved.act()) {
            case AGREE, RETURN, RESUBMIT, POSTING_CLEAR ->
                messages.getMessage(
                        "Done." + moved.act(),
                        new Object[] {holder, day(moved.dueOn()), step(moved.matter(), moved.step())},
                        ZH);
            default -> messages.getMessage("Done." + moved.act(), new Object[] {holder, day(moved.dueOn())}, ZH);
        };
    }

    /** An entry of the history as a sentence. */
    public String sentence(CaseFile file, CaseEntry entry) {
        boolean last = entry.act() == CaseAct.AGREE && entry.toStep() == null;
        String key = last ? "Entry.CONFIRMED" : "Entry." + entry.act();
        return messages.getMessage(
                key,
                new Object[] {
                    step(file, entry.step()),
                    entry.toStep() == null ? "" : step(file, entry.toStep()),
                    reason(entry),
                    day(entry.dueOn())
                },
                word("CaseAct." + entry.act(), entry.act().name()),
                ZH);
    }

    private String reason(CaseEntry entry) {
        if (entry.reasonCode() == null) {
            return "";
        }
        String kind = switch (entry.act()) {
            case REFUSE -> "RefuseReason.";
            case PAUSE -> "PauseReason.";
            default -> "ReturnReason.";
        };
        return word(kind + entry.reasonCode(), entry.reasonCode());
    }

    /** The opinion of an entry; lists of papers are kept as codes and said in words. */
    public String opinion(CaseFile file, CaseEntry entry) {
        String opinion = entry.opinion() == null ? "" : entry.opinion();
        return switch (entry.act()) {
            case PAPERS, ASK_PAPERS ->
                Arrays.stream(opinion.split(" "))
                        .map(item -> paperState(file, item))
                        .collect(Collectors.joining("；"));
            default -> opinion;
        };
    }

    private String paperState(CaseFile file, String item) {
        String[] parts = item.split("=", 2);
        String name = paper(file.matter(), parts[0]);
        return parts.length == 1 ? name : name + "（" + word("PaperState." + parts[1], parts[1]) + "）";
    }

    public List<CasePaper.State> paperStates(boolean byData) {
        return byData
                ? List.of(CasePaper.State.BY_DATA, CasePaper.State.RECEIVED, CasePaper.State.NOT_NEEDED)
                : List.of(
                        CasePaper.State.MISSING,
                        CasePaper.State.RECEIVED,
                        CasePaper.State.PROMISED,
                        CasePaper.State.COMMITTED,
                        CasePaper.State.NOT_NEEDED);
    }

    private String word(String key, String otherwise) {
        String word = messages.getMessage(key, null, otherwise, ZH);
        return word == null ? otherwise : word;
    }
}
