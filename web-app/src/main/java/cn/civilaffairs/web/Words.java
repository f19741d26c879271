package cn.civilaffairs.web;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.RuleViolation;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/** The bureau's words for what the modules name by key (用语). */
@PageHelper("words")
public class Words {

    private final MessageSource messages;

    Words(MessageSource messages) {
        this.messages = messages;
    }

    /** What a refusal says to the officer. */
    public String of(RuleViolation violation) {
        return messages.getMessage(
                violation.messageKey(),
                labelled(violation.arguments()),
                violation.messageKey(),
                Locale.SIMPLIFIED_CHINESE);
    }

    /** The word of an enum constant, keyed {@code Type.CONSTANT}. */
    public String of(Enum<?> constant) {
        return of(constant.getDeclaringClass().getSimpleName(), constant.name());
    }

    /** The word of a code of some kind, keyed {@code kind.code}; the code itself where there is none. */
    public String of(String kind, String code) {
        return messages.getMessage(kind + "." + code, null, code, Locale.SIMPLIFIED_CHINESE);
    }

    static Object[] labelled(Object[] arguments) {
        return Stream.of(arguments).map(Words::readable).toArray();
    }

    private static Object readable(Object argument) {
        if (argument instanceof Enum<?> constant) {
            return new DefaultMessageSourceResolvable(
                    constant.getDeclaringClass().getSimpleName() + "." + constant.name());
        }
        return argument instanceof Money money ? money.grouped() : argument;
    }
}
