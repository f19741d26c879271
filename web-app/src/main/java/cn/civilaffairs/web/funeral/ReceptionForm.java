package cn.civilaffairs.web.funeral;

import cn.civilaffairs.civilservices.funeral.NewCremation;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.RuleViolation;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reception as typed. */
record ReceptionForm(
        @Nullable String name,
        @Nullable String idNumber,
        @Nullable String area,
        @Nullable String diedOn,
        @Nullable String deathPaperNo,
        @Nullable Boolean natural,
        @Nullable String policePaperNo,
        @Nullable String handler,
        @Nullable String handlerRelation,
        @Nullable Set<String> papers) {

    static ReceptionForm blank(LocalDate today) {
        return new ReceptionForm(null, null, null, today.toString(), null, true, null, null, null, null);
    }

    NewCremation received() {
        return new NewCremation(
                text(name),
                text(idNumber),
                village(),
                date(),
                text(deathPaperNo),
                !Boolean.FALSE.equals(natural),
                text(policePaperNo),
                text(handler),
                text(handlerRelation),
                papers == null ? Set.of() : papers);
    }

    private AreaCode village() {
        String code = text(area);
        String digits = code.length() > 12 ? code.substring(0, 12) : code;
        if (!AreaCode.isValid(digits)) {
            throw new RuleViolation("cremation.area-missing");
        }
        return AreaCode.of(digits);
    }

    private LocalDate date() {
        try {
            return LocalDate.parse(text(diedOn));
        } catch (DateTimeParseException malformed) {
            throw new RuleViolation("date.malformed", text(diedOn));
        }
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
