package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.Moved;
import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.kernel.RuleViolation;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an officer does to a case, as typed in. Which button was pressed decides which fields count. */
record ActForm(
        @Nullable Integer version,
        @Nullable CaseAct act,
        @Nullable String opinion,
        @Nullable String toStep,
        @Nullable String reason,
        @Nullable String pauseReason,
        @Nullable String place,
        @Nullable String content,
        @Nullable LocalDate by) {

    static ActForm blank() {
        return new ActForm(null, null, null, null, null, null, null, null, null);
    }

    Moved carryOut(UUID id, CaseDesk desk) {
        if (act == null || version == null) {
            throw new RuleViolation("case.act-missing");
        }
        return switch (act) {
            case AGREE -> desk.agree(id, version, opinion);
            case RETURN -> desk.sendBack(id, version, text(toStep), text(reason), text(opinion));
            case REFUSE -> desk.refuse(id, version, text(reason), text(opinion));
            case WITHDRAW -> desk.withdraw(id, version, text(opinion));
            case ABORT -> desk.abort(id, version, text(opinion));
            case ASK_PAPERS -> desk.askForPapers(id, version, date());
            case POST -> desk.post(id, version, text(place), text(content), opinion);
            case POSTING_CLEAR -> desk.closePosting(id, version, opinion);
            case POSTING_OBJECTION -> desk.objectToPosting(id, version, text(opinion));
            case PAUSE -> desk.pause(id, version, text(pauseReason), opinion);
            case RESUME -> desk.resume(id, version, opinion);
            case EXTEND -> desk.extend(id, version, text(opinion));
            case RECHECK -> desk.recheck(id, version, text(opinion));
            case OPEN, RESUBMIT, PAPERS, APPRAISE, REOPEN, NOTE -> throw new RuleViolation("case.act-missing");
        };
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    private LocalDate date() {
        if (by == null) {
            throw new RuleViolation("case.promise-undated");
        }
        return by;
    }
}
