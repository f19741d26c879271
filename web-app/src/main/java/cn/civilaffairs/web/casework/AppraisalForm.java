package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.Appraisal;
import cn.civilaffairs.kernel.RuleViolation;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The record of an appraisal (民主评议) as typed from its minutes. */
record AppraisalForm(
        @Nullable LocalDate heldOn,
        @Nullable String place,
        @Nullable String convenor,
        @Nullable String attendees,
        @Nullable Integer votesFor,
        @Nullable Integer votesAgainst,
        @Nullable Integer votesAbstain,
        @Nullable String minutes) {

    Appraisal read() {
        LocalDate on = heldOn;
        if (on == null) {
            throw new RuleViolation("appraisal.incomplete");
        }
        return new Appraisal(
                on,
                text(place),
                text(convenor),
                Appraisal.names(text(attendees)),
                number(votesFor),
                number(votesAgainst),
                number(votesAbstain),
                text(minutes),
                null);
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    private static int number(@Nullable Integer typed) {
        return typed == null ? 0 : typed;
    }
}
