package cn.civilaffairs.casework.procedure;

import cn.civilaffairs.kernel.RuleViolation;
import java.time.LocalDate;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/** Why something may not be done now, in words for the officer who would like to. */
public final class Obstacle extends DefaultMessageSourceResolvable {

    private static final long serialVersionUID = 1L;

    private final String key;

    private Obstacle(String key, Object... arguments) {
        super(new String[] {key}, arguments);
        this.key = key;
    }

    /** @param arguments texts, or vocabulary as {@link #word} */
    public static Obstacle of(String messageKey, Object... arguments) {
        return new Obstacle(messageKey, arguments);
    }

    /** A word of the vocabulary, such as {@code Role.TOWN_CLERK}, as an argument; its code where it has no word. */
    public static MessageSourceResolvable word(String messageKey) {
        return new DefaultMessageSourceResolvable(
                new String[] {messageKey}, messageKey.substring(messageKey.lastIndexOf('.') + 1));
    }

    /** A date as an argument, said as “11月27日”. */
    public static MessageSourceResolvable day(LocalDate date) {
        return new DefaultMessageSourceResolvable(
                new String[] {"Date.day"}, new Object[] {date.getMonthValue(), date.getDayOfMonth()});
    }

    public String messageKey() {
        return key;
    }

    public RuleViolation asViolation() {
        Object[] arguments = getArguments();
        return new RuleViolation(key, arguments == null ? new Object[0] : arguments);
    }
}
