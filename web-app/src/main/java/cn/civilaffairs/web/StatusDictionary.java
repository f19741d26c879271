package cn.civilaffairs.web;

import java.util.Locale;
import org.springframework.context.MessageSource;

/**
 * The one dictionary of states (状态词典): each code has a word, an icon, a tone and a meaning, in {@code web.properties}
 * as {@code Status.CODE=word|icon|tone|meaning}. A pill always shows icon and word; the tone never speaks alone.
 */
@PageHelper("statuses")
public class StatusDictionary {

    private final MessageSource messages;

    StatusDictionary(MessageSource messages) {
        this.messages = messages;
    }

    /** @param code an enum constant or its name */
    public Status of(Object code) {
        String name = code instanceof Enum<?> constant ? constant.name() : String.valueOf(code);
        String entry = messages.getMessage("Status." + name, null, name, Locale.SIMPLIFIED_CHINESE);
        String[] parts = entry.split("\\|", -1);
        return new Status(
                name,
                parts[0],
                parts.length > 1 ? parts[1] : "circle",
                parts.length > 2 ? parts[2] : "plain",
                parts.length > 3 ? parts[3] : "");
    }

    /** One entry. */
    public record Status(String code, String word, String icon, String tone, String meaning) {}
}
