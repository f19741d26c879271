package cn.civilaffairs.web;

import cn.civilaffairs.registry.audit.LogEntry;
import cn.civilaffairs.registry.audit.LogReader;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Two officers edited the same thing and this one comes second (两人同时修改): the page that shows, field by field, what stood there,
 * what the other saved and what this one typed, and lets them choose. Sending the choice is sending the form again, with the
 * version now stored.
 *
 * <p>A form takes part by setting the model attribute {@code tracked}; its fields then carry along what they began with. A
 * form that adds something has begun with nothing: it is compared with what the other one has just added ({@link #twice}).
 */
@Component
public class EditConflict {

    private static final Set<String> OURS = Set.of("_csrf", "version");

    private final Words words;
    private final LogReader log;

    EditConflict(Words words, LogReader log) {
        this.words = words;
        this.log = log;
    }

    /**
     * A field of the form.
     *
     * @param path its name
     * @param kind what its codes' words are keyed by; null if it is typed freely
     * @param stored what is stored now, as the form would send it
     * @param shown how that is shown where it is not shown as it is, such as a masked number
     * @param names how values are shown that are no words of the product
     */
    public record Field(
            String path,
            String label,
            @Nullable String kind,
            @Nullable String stored,
            @Nullable String shown,
            Map<String, String> names) {

        public Field(
                String path, String label, @Nullable String kind, @Nullable String stored, @Nullable String shown) {
            this(path, label, kind, stored, shown, Map.of());
        }

        public static Field typed(String path, String label, @Nullable String stored) {
            return new Field(path, label, null, stored, null);
        }

        public static Field chosen(String path, String label, String kind, @Nullable Enum<?> stored) {
            return new Field(path, label, kind, stored == null ? "" : stored.name(), null);
        }

        /** A field whose values are shown by names of their own, such as those of a household's members. */
        public static Field named(String path, String label, @Nullable String stored, Map<String, String> names) {
            return new Field(path, label, null, stored, null, names);
        }

        /** A field that is shown masked and sent only if it changes. */
        public static Field masked(String path, String label, @Nullable String masked) {
            return new Field(path, label, null, "", masked == null ? "没有登记" : masked);
        }
    }

    /**
     * A field both sides may have an opinion on.
     *
     * @param suggested {@code MINE}, {@code THEIRS}, or null where both changed it and somebody has to choose
     */
    public record Row(
            String path,
            String label,
            String mine,
            String theirs,
            String was,
            String mineWord,
            String theirsWord,
            String wasWord,
            @Nullable String suggested) {

        public boolean agreed() {
            return mine.equals(theirs);
        }
    }

    /**
     * @param action where the form goes
     * @param back the page one came from
     * @param sent what was sent
     * @param versionField the name of the version in the form
     * @param version the version stored now
     * @param object whose change it was, by which the log knows who made it
     */
    public ModelAndView page(
            String action,
            String back,
            Map<String, String> sent,
            List<Field> fields,
            String versionField,
            int version,
            UUID object) {
        List<Row> rows = fields.stream().map(field -> row(field, sent)).toList();
        Map<String, String> rest = new LinkedHashMap<>();
        sent.forEach((name, value) -> {
            boolean ofField =
                    fields.stream().anyMatch(field -> name.equals(field.path()) || name.equals("was." + field.path()));
            if (!ofField && !OURS.contains(name) && !name.equals(versionField)) {
                rest.put(name, value);
            }
        });
        ModelAndView page = new ModelAndView("conflict");
        page.setStatus(HttpStatus.CONFLICT);
        page.addObject("action", action);
        page.addObject("back", back);
        page.addObject("rows", rows.stream().filter(row -> !row.agreed()).toList());
        page.addObject("agreed", rows.stream().filter(Row::agreed).toList());
        page.addObject("rest", rest);
        page.addObject("versionField", versionField);
        page.addObject("version", version);
        page.addObject("other", other(object));
        return page;
    }

    /** The same where both entered the same thing anew: this one may still be entered, as a second one, or left. */
    public ModelAndView twice(
            String action,
            String back,
            Map<String, String> sent,
            List<Field> fields,
            String versionField,
            int version,
            UUID object) {
        ModelAndView page = page(action, back, sent, fields, versionField, version, object);
        page.addObject("twice", true);
        return page;
    }

    private Row row(Field field, Map<String, String> sent) {
        String mine = plain(sent.get(field.path()));
        String theirs = plain(field.stored());
        String was = sent.containsKey("was." + field.path()) ? plain(sent.get("was." + field.path())) : theirs;
        String suggested = mine.equals(was) ? "THEIRS" : theirs.equals(was) ? "MINE" : null;
        return new Row(
                field.path(),
                field.label(),
                mine,
                theirs,
                was,
                word(field, mine),
                field.shown() != null ? field.shown() : word(field, theirs),
                field.shown() != null && was.isEmpty() ? field.shown() : word(field, was),
                suggested);
    }

    private String word(Field field, String value) {
        if (value.isEmpty()) {
            return field.shown() != null ? "不改（" + field.shown() + "）" : "（空）";
        }
        return field.kind() == null ? field.names().getOrDefault(value, value) : words.of(field.kind(), value);
    }

    private static String plain(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    /** Who changed it last, as far as the log can be read. */
    private @Nullable LogEntry other(UUID object) {
        LocalDate today = LocalDate.ofInstant(Instant.now(), BusinessClock.ZONE);
        List<LogEntry> entries =
                new ArrayList<>(log.find("", object.toString(), "", today.minusDays(7), today, Long.MAX_VALUE, 5));
        return entries.stream()
                .filter(entry -> Objects.equals(entry.result(), "DONE"))
                .findFirst()
                .orElse(null);
    }
}
