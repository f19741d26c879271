package cn.civilaffairs.casework;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the neighbours said (民主评议): who called them together, who came, how they voted, and the minutes (benefits
 * handbook §1.9).
 *
 * @param attendees their names, one voter each
 * @param recordedBy null until it is kept
 */
public record Appraisal(
        LocalDate heldOn,
        String place,
        String convenor,
        List<String> attendees,
        int votesFor,
        int votesAgainst,
        int votesAbstain,
        String minutes,
        @Nullable String recordedBy) {

    /** When a bureau wants its neighbours heard: the parameter {@code casework.appraisal}. */
    public enum Setting {
        /** 不开展 */
        NEVER,
        /** 有异议时 */
        ON_OBJECTION,
        /** 一律开展 */
        ALWAYS
    }

    public Appraisal {
        attendees = List.copyOf(attendees);
    }

    /** Names as an officer types them, one after another. */
    public static List<String> names(String typed) {
        return Stream.of(typed.split("[、,，;；\\s]+"))
                .filter(name -> !name.isBlank())
                .toList();
    }

    /** More than half of those who came are for it. */
    public boolean isFor() {
        return votesFor * 2 > attendees.size();
    }

    public int votes() {
        return votesFor + votesAgainst + votesAbstain;
    }
}
