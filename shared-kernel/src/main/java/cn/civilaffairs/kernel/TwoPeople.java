package cn.civilaffairs.kernel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one person proposes and another decides, once (双人办理): who may be the second, and how whoever may not is refused.
 *
 * @param decided the message where nobody has anything to decide any more
 * @param samePerson the message for who proposed it, or stands in for them
 */
public record TwoPeople(String decided, String samePerson) {

    /** Refuses what is decided already. */
    public void requireOpen(boolean open) {
        if (!open) {
            throw new RuleViolation(decided);
        }
    }

    /** Refuses what is decided already, and a second person who is the first. */
    public void requireSecond(Officer second, boolean open, @Nullable UUID proposedBy) {
        requireOpen(open);
        second.mustBeAnotherThan(proposedBy, samePerson);
    }
}
